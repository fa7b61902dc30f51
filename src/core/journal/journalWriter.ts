import type { Clock } from '../model/clock';
import type { JournalFile } from './journal';
import { type Entry, lineOf } from './journalLines';
import { applyEdit, askedOf, type Edit } from '../model/edit';
import type { FileOutcome, Outcome } from '../model/ledger';
import type { Write } from '../service/service';
import { sameTags, union, without } from '../model/tags';

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

  async write(entry: Entry): Promise<void> {
    await this.file.append(lineOf(entry));
  }

  async send(write: Write, before: readonly (readonly string[])[]): Promise<void> {
    await this.write({ type: 'send', at: this.clock.now(), write, before });
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
    const entries = files.map(({ path: _, ...entry }) => entry);
    await this.write({ type: 'outcomes', at: this.clock.now(), files: entries, ...(requestId !== undefined && { requestId }) });
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
  const isDone = isTouched && sameTags(applyEdit(edit, after), after);
  switch (outcome) {
    case 'unchanged':
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
