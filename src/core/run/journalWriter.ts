import type { Clock } from '../model/clock';
import type { JournalFile } from './journal';
import { type Entry, lineOf } from './journalEntry';
import type { FileOutcome, Outcome } from '../model/ledger';
import type { Write } from '../model/service';
import { sameTags } from '../model/tags';

/** What a run writes down. Both resolve when it is on disk. @throws Fault `journal` */
export interface RunJournal {
  send(write: Write, before: readonly (readonly string[])[]): Promise<void>;
  outcomes(files: readonly FileOutcome[], requestId: string | undefined): Promise<void>;
}

/** Keeps a run's outcomes, on disk and at hand. */
export class JournalWriter implements RunJournal {
  private readonly known = new Map<string, FileOutcome>();

  /**
   * @param earlier the tags of files that the run, before it was cut off, may have changed already: what counts as before
   */
  constructor(
    private readonly file: JournalFile,
    private readonly clock: Clock,
    private readonly onSettled: (files: readonly FileOutcome[]) => void,
    private readonly earlier: ReadonlyMap<string, readonly string[]> = new Map(),
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
    const entries = settled.map(({ path: _, ...entry }) => entry);
    await this.write({ type: 'outcomes', at: this.clock.now(), files: entries, ...(requestId !== undefined && { requestId }) });
  }

  outcome(id: string): FileOutcome | undefined {
    return this.known.get(id);
  }

  private sinceTheBeginning(file: FileOutcome): FileOutcome {
    const before = this.earlier.get(file.id);
    return before ? { ...file, before, outcome: outcomeSince(before, file) } : file;
  }
}

/** What became of a file since a run began that was cut off: it may have been changed before the part of the run that tells. */
function outcomeSince(before: readonly string[], { outcome, after }: FileOutcome): Outcome {
  const isTouched = after !== undefined && !sameTags(before, after);
  switch (outcome) {
    case 'unchanged':
      return isTouched ? 'changed' : 'unchanged';
    case 'notSent':
      return isTouched ? 'failed' : 'notSent';
    case 'failed':
      return after === undefined ? 'unknown' : 'failed';
    default:
      return outcome;
  }
}
