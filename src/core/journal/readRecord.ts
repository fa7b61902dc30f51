import { applyEdit } from '../model/edit';
import { type FaultRecord, keptFault } from '../model/fault';
import { type FileRecord, type RunRecord, summary } from './journal';
import { type Entry, isWholeSend, parseLine, type Settled, type Wanted } from './journalLines';

/** What a journal tells, line by line; undefined where its run never began, or is of a later version. */
export async function runRecordOf(lines: AsyncIterable<string> | Iterable<string>): Promise<RunRecord | undefined> {
  const reading = new Reading();
  for await (const line of lines) if (line !== '') reading.read(line);
  return reading.record();
}

/** What was read of one file so far; lines count from 1. */
interface FileReading {
  readonly id: string;
  readonly path: string | undefined;
  readonly wanted: Wanted;
  outcome: Settled | undefined;
  outcomeLine: number;
  outcomeAt: number;
  /** Tags before the run's first write on the file. */
  before: readonly string[] | undefined;
  /** Of its last write. */
  sentLine: number;
  sentAt: number;
}

type Said = Omit<FileRecord, 'id' | 'path'>;

class Reading {
  private readonly files = new Map<string, FileReading>();
  /** Lines of writes that were sent: of a run that has all its outcomes they tell nothing more. */
  private readonly sends: { readonly text: string; readonly line: number }[] = [];
  private head: (Entry & { type: 'begin' | 'ready' }) | undefined;
  private last: Entry | undefined;
  private line = 0;
  private damaged = 0;
  private outcomes = 0;
  private lately: { readonly wanted: Wanted; readonly said: Map<Settled, Said> } | undefined;
  /** Whether a mark is to be expected, and whether it came. */
  private isMarked = false;
  private isReady = false;
  /** Targets that came before a head that could be read. */
  private headless: (Entry & { type: 'targets' })[] = [];

  read(text: string): void {
    this.line++;
    if (isWholeSend(text)) {
      // nothing is sent before the job is whole, even where the mark itself is damaged
      this.isReady = true;
      this.last = undefined;
      this.sends.push({ text, line: this.line });
      return;
    }
    const line = parseLine(text);
    if (line.kind === 'damaged' || (line.kind === 'entry' && this.isMarked && !line.hasSum)) {
      this.damaged++;
      this.last = undefined;
      return;
    }
    if (line.kind !== 'entry') return;
    const { entry } = line;
    this.last = entry;
    switch (entry.type) {
      case 'begin':
        this.isMarked = line.hasSum;
        this.isReady = !line.hasSum;
        this.head = entry;
        break;
      case 'ready':
        this.isReady = true;
        this.head ??= entry;
        for (const targets of this.headless) this.take(targets);
        this.headless = [];
        break;
      case 'targets':
        this.take(entry);
        break;
      case 'send':
        // an earlier version's, without a sum
        this.isReady = true;
        this.takeSend(entry, this.line);
        break;
      case 'outcomes':
        this.takeOutcomes(entry);
        break;
      case 'resume':
      case 'end':
        break;
    }
  }

  record(): RunRecord | undefined {
    const { head, last, damaged } = this;
    if (!head || !this.isReady) return undefined;
    if (last?.type !== 'end' || damaged > 0 || this.outcomes < this.files.size) this.takeSends();
    const files = Array.from(this.files.values(), file => this.fileRecord(file));
    return { ...summary(head, last), files, ...(damaged > 0 && { damaged }) };
  }

  private take(entry: Entry & { type: 'targets' }): void {
    const { head } = this;
    if (!head) {
      this.headless.push(entry);
      return;
    }
    for (const { ids, paths, edit = head.edit, ...more } of entry.files) {
      const wanted = { ...more, edit };
      ids.forEach((id, index) => {
        this.files.set(id, unread(id, paths?.[index], wanted));
      });
    }
  }

  private takeOutcomes({ files, at }: Entry & { type: 'outcomes' }): void {
    for (const { ids, paths: _, ...said } of files) {
      const outcome = said.fault ? { ...said, fault: keptFault(said.fault) } : said;
      for (const id of ids) {
        const file = this.files.get(id);
        if (!file) continue;
        if (!file.outcome) this.outcomes++;
        file.outcome = outcome;
        file.outcomeLine = this.line;
        file.outcomeAt = at;
      }
    }
  }

  private takeSends(): void {
    for (const { text, line } of this.sends) {
      const read = parseLine(text);
      if (read.kind === 'entry' && read.entry.type === 'send') this.takeSend(read.entry, line);
    }
  }

  private takeSend({ write, before, at }: Entry & { type: 'send' }, line: number): void {
    write.fileIds.forEach((id, index) => {
      const file = this.files.get(id);
      if (!file) return;
      file.before ??= before[index] ?? [];
      file.sentLine = line;
      file.sentAt = at;
    });
  }

  private fileRecord(file: FileReading): FileRecord {
    const { id, path } = file;
    const said = this.saidOf(file);
    return path === undefined ? { ...said, id } : { ...said, id, path };
  }

  private saidOf({ wanted, outcome, outcomeLine, outcomeAt, before, sentLine, sentAt }: FileReading): Said {
    // one that was sent after its outcome was taken up again, and cut off once more
    if (outcome && sentLine < outcomeLine) return this.settled(wanted, outcome, outcomeAt);
    if (before) {
      return { ...wanted, outcome: 'unknown', open: true, before, after: applyEdit(wanted.edit, before), at: sentAt };
    }
    if (this.damaged === 0) return { ...wanted, outcome: 'notSent' };
    return { ...wanted, outcome: 'unknown', fault: damagedEntry };
  }

  /** The same of many files: put together once. */
  private settled(wanted: Wanted, outcome: Settled, at: number): Said {
    if (this.lately?.wanted !== wanted) this.lately = { wanted, said: new Map() };
    let said = this.lately.said.get(outcome);
    if (!said) this.lately.said.set(outcome, (said = { ...wanted, ...outcome, at }));
    return said;
  }
}

function unread(id: string, path: string | undefined, wanted: Wanted): FileReading {
  return { id, path, wanted, outcome: undefined, outcomeLine: 0, outcomeAt: 0, before: undefined, sentLine: 0, sentAt: 0 };
}

const damagedEntry: FaultRecord = { code: 'journal' };
