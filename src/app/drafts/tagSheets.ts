import { type FileOutcome, needsAttention } from '../../core/model/ledger';
import type { Clock } from '../../core/model/clock';
import type { Connection } from '../../core/service/connection';
import type { Preparation } from '../../core/plan/plan';
import type { ConnectionList, SessionSource } from '../connections/ports';
import type { Confirmation } from '../jobs/jobPorts';
import type { Jobs } from '../jobs/jobs';
import { reasonOf } from '../text/runs/runText';
import type { DraftStore, SheetHead, SheetRecord } from './draftStore';
import type { SheetEdit } from './sheet';
import { printSheet } from './sheetPrinter';
import { type DraftFile, labelOf, type PresentTags, targetsOfDraft } from './tagDraft';
import { type SheetState, TagSheet, textAfter } from './tagSheet';

/** The editors in which sheets are open. */
export interface SheetEditors {
  /** The text of a sheet's editor; undefined where it is open in none. */
  textOf(id: string): string | undefined;
  /** Makes edits in the editor, if something in it waits to be saved; else it shows the kept text after the next refresh. */
  edit(id: string, edits: readonly SheetEdit[]): Promise<void>;
  /** Shows the kept text, where the editor has nothing that waits to be saved, and how the sheet stands. */
  refresh(id: string): void;
}

export interface TagSheetsDependencies {
  readonly store: DraftStore;
  readonly connections: ConnectionList;
  readonly sessions: SessionSource;
  readonly tagsSeen: (connectionId: string) => ReadonlyMap<string, number>;
  readonly editors: SheetEditors;
  readonly clock: Pick<Clock, 'now'>;
  readonly newId: () => string;
}

/** What a new sheet is of. */
export interface SheetSource extends Pick<SheetRecord, 'connectionId' | 'title' | 'source' | 'scope'> {
  readonly files: readonly DraftFile[];
  /** Comments above the lines. */
  readonly header: readonly string[];
}

/** What became of an attempt to apply a sheet. */
export type ApplyResult =
  { readonly kind: 'blocked'; readonly state: SheetState } | { readonly kind: 'unchanged' | 'declined' | 'applied' };

/** All sheets: open ones, and drafts that wait. */
export class TagSheets {
  private readonly loaded = new Map<string, TagSheet>();
  private readonly applying = new Set<string>();

  constructor(private readonly deps: TagSheetsDependencies) {}

  /**
   * The sheet of these files. One of the same choice of files that has edits is gone on with, on top of what the files have by now.
   * @throws Error where it can't be written
   */
  async open({ files, header, ...head }: SheetSource): Promise<TagSheet> {
    const kept = await this.ofSource(head);
    if (kept && this.stateOf(kept).changed.length > 0) {
      await kept.addFiles(files, added => printSheet(added.map(entryOf)));
      await this.settle(kept, new Map(files.map(({ id, tags }) => [id, tags])));
      return kept;
    }
    const { store, clock, newId } = this.deps;
    const id = kept?.record.id ?? newId();
    const record: SheetRecord = { ...head, id, openedAt: clock.now(), files, failures: {} };
    const text = printSheet(files.map(entryOf), header);
    await store.writeText(id, text);
    await store.writeRecord(record);
    const sheet = await this.load(id, record, text);
    this.deps.editors.refresh(id);
    return sheet;
  }

  /** A sheet by its id; undefined where there is none any more. */
  async get(id: string): Promise<TagSheet | undefined> {
    const known = this.loaded.get(id);
    if (known) return known;
    const kept = await this.deps.store.read(id);
    return this.loaded.get(id) ?? (kept && this.load(id, kept.record, kept.text));
  }

  /** A sheet that is in memory already. */
  loadedSheet(id: string): TagSheet | undefined {
    return this.loaded.get(id);
  }

  /** Sheets with edits that were not applied, newest first, with how many files change in each. */
  async pending(): Promise<readonly (SheetHead & { readonly changed: number })[]> {
    const heads = await this.deps.store.list();
    const sheets = await Promise.all(heads.map(({ id }) => this.get(id)));
    return sheets
      .flatMap(sheet => (sheet ? [{ ...sheet.record, changed: this.stateOf(sheet).changed.length }] : []))
      .filter(({ changed }) => changed > 0)
      .sort((left, right) => right.openedAt - left.openedAt);
  }

  /** What the sheet's text means: of its editor, or else of the draft. */
  stateOf(sheet: TagSheet): SheetState {
    return sheet.state(this.deps.editors.textOf(sheet.record.id) ?? sheet.text);
  }

  /**
   * Plans what the kept text asks for, shows it, and carries it out if a person wants it. Afterwards the sheet shows the library's
   * state; what could not be done stays an edit, with its reason.
   * @throws ConnectionFault where the files can't be read or the run can't begin: nothing was sent
   */
  async apply(sheet: TagSheet, opens: Confirmation['opens'], jobs: Pick<Jobs, 'carryOut'>): Promise<ApplyResult> {
    const { id, connectionId, scope } = sheet.record;
    const state = sheet.state(sheet.text);
    if (state.errors.length > 0) return { kind: 'blocked', state };
    const targets = targetsOfDraft(state.draft);
    if (targets.length === 0) return { kind: 'unchanged' };
    // a question that is open already is about this sheet
    if (this.applying.has(id)) return { kind: 'declined' };
    this.applying.add(id);
    try {
      let preparation: Preparation | undefined;
      const session = await this.deps.sessions.of(connectionId);
      const job = { session, targets, origin: { kind: 'edit' } } as const;
      const ledger = await jobs.carryOut(job, 'person', {
        confirm: 'always',
        opens,
        ...(scope && { scope }),
        onPrepared: prepared => (preparation = prepared),
      });
      const outcomes = ledger?.files ?? (preparation?.plan.changes.length === 0 ? preparation.plan.settled : undefined);
      if (!outcomes) return { kind: 'declined' };
      await this.settleOutcomes(sheet, outcomes);
      return { kind: 'applied' };
    } finally {
      this.applying.delete(id);
    }
  }

  /** Shows in open sheets what a run of whatever kind has left on files. */
  async applyOutcomes(connectionId: string, outcomes: readonly FileOutcome[]): Promise<void> {
    for (const sheet of this.loaded.values()) {
      if (sheet.record.connectionId === connectionId) await this.settle(sheet, presentTags(outcomes));
    }
  }

  /** Gives the edits of a sheet up: it shows what its files had. */
  async discard(sheet: TagSheet): Promise<void> {
    const { id, files } = sheet.record;
    const comments = sheet.text.split('\n').filter(line => line.startsWith('# '));
    await sheet.rebase(
      printSheet(
        files.map(entryOf),
        comments.map(line => line.slice(2)),
      ),
      new Map(),
      {},
    );
    this.deps.editors.refresh(id);
  }

  /** Takes away drafts in which nothing waits, but for those that are open. */
  async prune(isOpen: (id: string) => boolean): Promise<void> {
    for (const { id } of await this.deps.store.list()) {
      if (isOpen(id)) continue;
      const sheet = await this.get(id);
      if (sheet && this.stateOf(sheet).changed.length > 0) continue;
      this.loaded.delete(id);
      await this.deps.store.remove(id);
    }
  }

  /** The connection of a sheet; undefined where it was removed. */
  connectionOf({ record }: TagSheet): Connection | undefined {
    return this.deps.connections.all.find(({ id }) => id === record.connectionId);
  }

  private async load(id: string, record: SheetRecord, text: string): Promise<TagSheet> {
    const sheet = new TagSheet(this.deps.store, record, text);
    this.loaded.set(id, sheet);
    const knownTags = this.deps.tagsSeen(record.connectionId);
    try {
      sheet.setRules({ tags: (await this.deps.sessions.of(record.connectionId)).service.limits.tags, knownTags });
    } catch {
      // without its connection a sheet can be read, and its tags can't be checked
    }
    return sheet;
  }

  private async ofSource({ connectionId, source }: Pick<SheetRecord, 'connectionId' | 'source'>): Promise<TagSheet | undefined> {
    const heads = await this.deps.store.list();
    const head = heads.find(one => one.connectionId === connectionId && one.source === source);
    return head && this.get(head.id);
  }

  private async settleOutcomes(sheet: TagSheet, outcomes: readonly FileOutcome[]): Promise<void> {
    const failures = { ...sheet.record.failures };
    for (const file of outcomes) {
      if (needsAttention(file)) failures[file.id] = reasonOf(file);
      else Reflect.deleteProperty(failures, file.id);
    }
    await this.settle(sheet, presentTags(outcomes), failures);
  }

  private async settle(sheet: TagSheet, present: PresentTags, failures?: SheetRecord['failures']): Promise<void> {
    const { editors } = this.deps;
    const { id, files } = sheet.record;
    if (failures === undefined && !files.some(file => present.has(file.id))) return;
    const shown = editors.textOf(id);
    const edits = shown === undefined ? [] : sheet.rebaseEdits(shown, present);
    const kept = textAfter(sheet.text, sheet.rebaseEdits(sheet.text, present));
    if (edits.length > 0) await editors.edit(id, edits);
    await sheet.rebase(kept, present, failures);
    editors.refresh(id);
  }
}

function presentTags(outcomes: readonly FileOutcome[]): PresentTags {
  return new Map(
    outcomes.flatMap(({ id, before, after }) => {
      const tags = after ?? before;
      return tags ? [[id, tags] as const] : [];
    }),
  );
}

function entryOf(file: DraftFile) {
  return { id: file.id, path: labelOf(file), tags: file.tags };
}
