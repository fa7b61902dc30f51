import type { Clock } from '../model/clock';
import { applyEdit, askedOf, type Edit, type Target } from '../model/edit';
import { Fault } from '../model/fault';
import type { FileOutcome, Outcome } from '../model/ledger';
import { sameTags, union, without } from '../model/tags';
import { isPending } from '../plan/undoAndRetry';
import type { Write } from '../service/service';
import type { JournalFile, JournalStore, RunHead, RunRecord } from './journal';
import { runRecordOf } from './readRecord';
import type { Entry } from './journalLines';
import { alike, jobLines, lineOf } from './writtenLines';

/** What a run writes down. Both resolve when it is on disk. @throws Fault `journal` */
export interface RunJournal {
  send(write: Write, before: readonly (readonly string[])[]): Promise<void>;
  outcomes(files: readonly FileOutcome[], requestId: string | undefined): Promise<void>;
  /** What is known better by now of files that had their outcome. */
  amend(files: readonly FileOutcome[]): Promise<void>;
  outcome(id: string): FileOutcome | undefined;
}

/** A file as it would be without its run, and what is wanted of it. */
export interface Earlier {
  readonly before: readonly string[];
  readonly edit: Edit;
  /** Others have edited it since. */
  readonly hasDrifted: boolean;
}

/** Pure: what others did between the beginning of a run and its being taken up again is not the run's. */
export function earlierOf(before: readonly string[], edit: Edit, now: readonly string[]): Earlier {
  const asked = askedOf(edit, before);
  const gained = without(without(now, before), asked.add);
  const lost = without(without(before, now), asked.remove);
  return { before: union(without(before, lost), gained), edit, hasDrifted: gained.length + lost.length > 0 };
}

/** Keeps a run's outcomes, on disk and at hand. */
export class JournalWriter implements RunJournal {
  private readonly known = new Map<string, FileOutcome>();
  /** Lines that did not come to disk: outcomes that are at hand alone. */
  private readonly unwritten: string[] = [];

  /**
   * @param earlier files that the run, before it was cut off, may have changed already: what counts as before, and what was wanted
   */
  constructor(
    private readonly file: JournalFile,
    private readonly clock: Clock,
    private readonly onSettled: (files: readonly FileOutcome[]) => void,
    private readonly onAmended: (files: readonly FileOutcome[]) => void,
    private readonly earlier: ReadonlyMap<string, Earlier> = new Map(),
  ) {}

  async send(write: Write, before: readonly (readonly string[])[]): Promise<void> {
    await this.file.append(lineOf({ type: 'send', at: this.clock.now(), write, before }));
  }

  /** Together with all that could not be written before: a run that has an end has its outcomes. @throws Fault `journal` */
  async end(entry: Entry & { type: 'end' }): Promise<void> {
    await this.file.append([...this.unwritten, lineOf(entry)].join(''));
  }

  async outcomes(files: readonly FileOutcome[], requestId?: string): Promise<void> {
    const settled = files.map(file => this.sinceTheBeginning(file));
    for (const file of settled) this.known.set(file.id, file);
    this.onSettled(settled);
    await this.writeOutcomes(settled, requestId);
  }

  async amend(files: readonly FileOutcome[]): Promise<void> {
    const amended = files.map(file => this.sinceTheBeginning(file));
    for (const file of amended) this.known.set(file.id, file);
    this.onAmended(amended);
    await this.writeOutcomes(amended);
  }

  outcome(id: string): FileOutcome | undefined {
    return this.known.get(id);
  }

  private async writeOutcomes(files: readonly FileOutcome[], requestId?: string): Promise<void> {
    const line = lineOf({
      type: 'outcomes',
      at: this.clock.now(),
      // the job has told the paths
      files: alike(files).map(({ paths: _, ...said }) => said),
      ...(requestId !== undefined && { requestId }),
    });
    try {
      await this.file.append(line);
    } catch (error) {
      this.unwritten.push(line);
      throw error;
    }
  }

  private sinceTheBeginning(file: FileOutcome): FileOutcome {
    const earlier = this.earlier.get(file.id);
    if (!earlier) return file;
    const { before, hasDrifted } = earlier;
    const outcome = outcomeSince(earlier, file);
    const { after, known, ...told } = file;
    return {
      ...told,
      before,
      outcome,
      // where nothing had to be sent any more, the file was read
      ...(after && outcome !== 'unknown' && { after, known: known ?? 'read' }),
      ...(hasDrifted && { drifted: true }),
    };
  }
}

/** What became of a file since a run began that was cut off: it may have been changed before the part of the run that tells. */
function outcomeSince({ before, edit }: Earlier, { outcome, after }: FileOutcome): Outcome {
  const isTouched = after !== undefined && !sameTags(before, after);
  // of a file that has lost the old name, and does not have the new one, it can't be said who took it
  const hasNeither = isTouched && edit.kind === 'rename' && !after.includes(edit.to);
  const isDone = isTouched && !hasNeither && sameTags(applyEdit(edit, after), after);
  switch (outcome) {
    case 'unchanged':
      if (hasNeither) return 'unknown';
      return isTouched ? 'changed' : 'unchanged';
    case 'notSent':
      // something was sent before, and may land yet
      if (!isTouched) return 'unknown';
      return isDone ? 'changed' : 'failed';
    case 'failed':
      if (after === undefined) return 'unknown';
      return isDone ? 'changed' : 'failed';
    default:
      return outcome;
  }
}

export interface JournalOpening {
  readonly store: JournalStore;
  readonly clock: Clock;
}

/** A journal with the whole job in it, and the mark that it is whole; nothing is left where that fails. @throws Fault `journal` */
export async function createJournal(
  head: RunHead,
  targets: readonly Target[],
  { store, clock }: JournalOpening,
): Promise<JournalFile> {
  const file = await store.create(head.runId);
  try {
    let text = '';
    for (const line of jobLines(head, targets, clock.now())) {
      text += line;
      // a job of a million files is at no time one text
      if (text.length < charactersPerAppend) continue;
      await file.append(text);
      text = '';
    }
    await file.append(text);
    return file;
  } catch (error) {
    await file.close();
    await store.remove(head.runId).catch(() => undefined);
    throw error;
  }
}

/** The journal of a run that was cut off, and has come no further since it was read. @throws Fault `journal` */
export async function reopenJournal(record: RunRecord, { store, clock }: JournalOpening): Promise<JournalFile> {
  const file = await store.reopen(record.runId);
  try {
    // it may have been taken up since: its files' tags before the run would be lost
    const now = await runRecordOf(store.read(record.runId));
    if (!now || !isSameStage(record, now)) throw alreadyCarriedOut();
    await file.append(lineOf({ type: 'resume', at: clock.now() }));
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** What is thrown where a run is carried out already, here or elsewhere. */
export function alreadyCarriedOut(): Fault {
  return new Fault('journal', { isBusy: true });
}

/** Whether a run that was cut off has come no further. */
export function isSameStage(left: RunRecord, right: RunRecord): boolean {
  const stage = ({ files }: RunRecord) => [files.filter(isPending).length, files.filter(({ open }) => open).length].join();
  return right.ended === undefined && stage(left) === stage(right);
}

const charactersPerAppend = 1024 * 1024;
