import type { Clock } from '../model/clock';
import { type Edit, editBetween } from '../model/edit';
import type { FileRecord, JournalEnds, JournalStore } from './journal';
import { runRecordOf } from './readRecord';
import { parseLine } from './journalLines';
import { laterOf, type OwnTags, ownTagsOf, recentOf, searchMayLagMs, seenSince, type ShownTags } from '../plan/knowledge';
import type { FileOutcome } from '../model/ledger';
import type { Session } from '../service/service';

/**
 * What our own writes have left on an account for as long as a search may be behind: those of this window as they come, those of
 * others, and of earlier ones, from their journals.
 */
export class OwnWrites {
  /** Oldest first. */
  private readonly files = new Map<string, OwnTags>();
  /** Runs of this window: they tell by themselves. */
  private readonly own = new Set<string>();
  /** The last line of journals that were read, or need not be. */
  private readonly read = new Map<string, string>();
  /** Files of other windows' runs without an end to which a write may be under way. */
  private readonly open = new Map<string, readonly FileRecord[]>();

  constructor(private readonly clock: Clock) {}

  of(id: string): OwnTags | undefined {
    const tags = this.files.get(id);
    return tags && recentOf(tags, this.clock.now());
  }

  /** The file's own address was asked for its tags. */
  saw(id: string, shown: ShownTags): void {
    const tags = this.files.get(id);
    if (tags) this.files.set(id, seenSince(tags, shown));
  }

  /** Files on which a write has left one of these tags, or may have. */
  idsWith(tags: readonly string[]): readonly string[] {
    return [...this.files.keys()].filter(id => {
      const states = this.of(id)?.states;
      return tags.some(tag => {
        const found = states?.get(tag);
        return found !== undefined && (found.state !== 'gone' || found.doubtedAt !== undefined);
      });
    });
  }

  /** A run of this window has settled files. @param editOf what was asked; where absent, nothing else than what the file shows */
  learn(runId: string, files: readonly FileOutcome[], editOf: (file: FileOutcome) => Edit = editShown): void {
    this.own.add(runId);
    this.open.delete(runId);
    const now = this.clock.now();
    for (const file of files) this.take(file, editOf(file), now);
    for (const [id, { at }] of this.files) {
      if (at + searchMayLagMs > now) break;
      this.files.delete(id);
    }
  }

  /** Reads what the account's other runs have written lately. */
  async refresh(store: JournalStore, session: Session): Promise<void> {
    const since = this.clock.now() - searchMayLagMs;
    const listed = new Map((await store.list()).map(ends => [ends.runId, ends]));
    for (const runId of this.open.keys()) {
      const ends = listed.get(runId);
      if (!ends || !isRecent(ends, since)) this.open.delete(runId);
    }
    const unread = [...listed.values()].filter(
      // a last line that is too long to be told does not tell either whether others came before it
      ({ runId, last }) => !this.own.has(runId) && (last === '' || this.read.get(runId) !== last),
    );
    for (const ends of unread) {
      const { runId, last } = ends;
      if (!isRecent(ends, since)) {
        // and never will be, with this line as its last
        this.read.set(runId, last);
        continue;
      }
      if (!isOf(ends, session)) continue;
      // what can't be read tells nothing, and is told where the run is asked for
      const record = await runRecordOf(store.read(runId)).catch(() => undefined);
      for (const file of record?.files ?? []) if (file.at !== undefined && file.at > since) this.take(file, file.edit, file.at);
      this.read.set(runId, last);
      this.open.set(runId, record && !record.ended ? record.files.filter(({ open }) => open) : []);
    }
    // what waited for its pace may have come a moment ago, however long it is in the journal
    const now = this.clock.now();
    for (const files of this.open.values()) for (const file of files) this.take(file, file.edit, now);
  }

  private take(file: FileOutcome, edit: Edit, at: number): void {
    const own = ownTagsOf(file, edit, at);
    if (!own) return;
    const known = this.files.get(file.id);
    // a map keeps the order of insertion
    this.files.delete(file.id);
    this.files.set(file.id, laterOf(known, own));
  }
}

function editShown({ before = [], after = [] }: FileOutcome): Edit {
  return editBetween(before, after);
}

/** Whether a journal may hold an entry that is younger. Where its last line does not tell, it may. */
function isRecent({ last }: JournalEnds, since: number): boolean {
  const line = parseLine(last);
  if (line.kind !== 'entry' || !('at' in line.entry)) return true;
  return line.entry.at > since;
}

/** Runs of earlier versions don't name their account. */
function isOf({ first }: JournalEnds, { account, connection }: Session): boolean {
  const line = parseLine(first);
  if (line.kind !== 'entry' || line.entry.type !== 'begin') return line.kind === 'damaged';
  return line.entry.account === undefined ? line.entry.connection.id === connection.id : line.entry.account === account;
}
