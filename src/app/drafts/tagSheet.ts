import type { TagRules } from '../../core/service/service';
import type { DraftStore, SheetRecord } from './draftStore';
import { applySheetEdits, makeSheetParser, type Sheet, type SheetEdit, wantedTags } from './sheet';
import { rebaseSheet } from './sheetEdits';
import { makeSheetCheck, type SheetCheck, type SheetProblem } from './sheetProblems';
import { changedFiles, type DraftFile, type PresentTags, rebaseDraft, type TagDraft } from './tagDraft';

/** What a text of the sheet means. */
export interface SheetState {
  readonly text: string;
  readonly sheet: Sheet;
  readonly problems: readonly SheetProblem[];
  readonly errors: readonly SheetProblem[];
  readonly draft: TagDraft;
  /** Files whose wanted tags are other ones than they had. */
  readonly changed: readonly (DraftFile & { readonly wanted: readonly string[] })[];
}

/** What a sheet is held against beside its own files. */
export interface SheetRules {
  readonly tags: TagRules;
  /** Tags in use in the whole library, as far as they are known, with how many files have each. */
  readonly knownTags: ReadonlyMap<string, number>;
}

/** One sheet: its files as the library had them, and its text as it is kept. */
export class TagSheet {
  private readonly parse = makeSheetParser();
  private rules: SheetRules = { tags: { forbidden: [], unwise: [] }, knownTags: new Map() };
  private known: ReadonlyMap<string, number> | undefined;
  private check: SheetCheck | undefined;
  private last: SheetState | undefined;

  constructor(
    private readonly store: DraftStore,
    private current: SheetRecord,
    private keptText: string,
  ) {}

  get record(): SheetRecord {
    return this.current;
  }

  /** As it was last kept. */
  get text(): string {
    return this.keptText;
  }

  /** Tags in use, those of the sheet's own files included. */
  get knownTags(): ReadonlyMap<string, number> {
    return (this.known ??= joined(this.rules.knownTags, this.current.files));
  }

  /** Pure but for what it remembers of the last text. */
  state(text: string): SheetState {
    if (this.last?.text === text) return this.last;
    const { files } = this.current;
    this.check ??= makeSheetCheck({ files, rules: this.rules.tags, knownTags: this.knownTags });
    const sheet = this.parse(text);
    const problems = this.check(sheet);
    const draft = { files, wanted: wantedTags(sheet) };
    const errors = problems.filter(({ severity }) => severity === 'error');
    this.last = { text, sheet, problems, errors, draft, changed: changedFiles(draft) };
    return this.last;
  }

  setRules(rules: SheetRules): void {
    this.rules = rules;
    this.forget();
  }

  /** Keeps a text as the draft. */
  async keep(text: string): Promise<void> {
    this.keptText = text;
    await this.store.writeText(this.current.id, text);
  }

  /** The edits that bring a text of the sheet to the library's present state; what was edited stays edited. */
  rebaseEdits(text: string, present: PresentTags): readonly SheetEdit[] {
    return rebaseSheet(this.state(text).sheet, this.current, present);
  }

  /**
   * Takes over the library's present state.
   * @param text of the sheet, with `rebaseEdits` of that state made
   */
  async rebase(text: string, present: PresentTags, failures: SheetRecord['failures'] = this.current.failures): Promise<void> {
    const { files } = rebaseDraft({ files: this.current.files, wanted: new Map() }, present);
    this.current = { ...this.current, files, failures };
    this.forget();
    // the text goes first: a crash between the two must not make of another's addition a removal of ours
    await this.keep(text);
    await this.store.writeRecord(this.current);
  }

  /** Takes in files that it did not have, at its end. */
  async addFiles(files: readonly DraftFile[], print: (files: readonly DraftFile[]) => string): Promise<void> {
    const known = new Set(this.current.files.map(({ id }) => id));
    const added = files.filter(({ id }) => !known.has(id));
    if (added.length === 0) return;
    this.current = { ...this.current, files: [...this.current.files, ...added] };
    this.forget();
    await this.store.writeRecord(this.current);
    await this.keep(`${this.keptText.replace(/\n?$/, '\n')}${print(added)}`);
  }

  private forget(): void {
    this.known = undefined;
    this.check = undefined;
    this.last = undefined;
  }
}

/** The text with the edits made; the same text where there are none. */
export function textAfter(text: string, edits: readonly SheetEdit[]): string {
  return edits.length === 0 ? text : applySheetEdits(text, edits);
}

function joined(library: ReadonlyMap<string, number>, files: readonly DraftFile[]): ReadonlyMap<string, number> {
  const own = new Map<string, number>();
  for (const { tags } of files) for (const tag of tags) own.set(tag, (own.get(tag) ?? 0) + 1);
  const known = new Map(library);
  // the sheet's files are among the library's
  for (const [tag, count] of own) known.set(tag, Math.max(count, known.get(tag) ?? 0));
  return known;
}
