import type { Edit } from '../../core/model/edit';
import {
  applyPickedText,
  createTagText,
  noPicksText,
  pickerHeading,
  pickerTagText,
  strayQuoteText,
} from '../text/tagging/tagInputText';
import { indexSuggestions, type KnownTag, knownTags, type SuggestionIndex } from './suggestionIndex';
import { parseTypedTags } from './typedTags';

/** What a person wants of a tag: leave it as it is, put it on all files, take it from all. */
export type WantedState = 'leave' | 'put' | 'take';

/** On how many of the files a tag is; `some` too where not all of them are known. */
export type PresentState = 'all' | 'some' | 'none';

export interface PickerQuestion {
  /** The tags of each file, as far as they are known. */
  readonly files: readonly (readonly string[] | undefined)[];
  /** Each tag of the library with the number of files that have it. */
  readonly seen: ReadonlyMap<string, number>;
  /** Tags that were used lately, the latest first. */
  readonly recent: readonly string[];
  /** What is wrong with these tags, as a sentence. */
  readonly check: (tags: readonly string[]) => string | undefined;
}

export type PickerRow =
  /** Does what was picked; nothing where that is nothing. */
  | { readonly kind: 'apply'; readonly label: string; readonly description: string; readonly edit: Edit | undefined }
  /** Turns what is wanted of a tag. */
  | {
      readonly kind: 'tag';
      readonly label: string;
      readonly description: string;
      readonly tag: string;
      readonly present: PresentState;
      readonly wanted: WantedState;
    }
  /** Puts new tags on all files. */
  | { readonly kind: 'create'; readonly label: string; readonly description: string; readonly tags: readonly string[] }
  | { readonly kind: 'problem'; readonly label: string; readonly detail: string }
  | { readonly kind: 'heading'; readonly label: string };

/** All tags of some files and what is wanted of each: one edit of all files comes of it, which names what was changed and no more. */
export class TagPicker {
  private readonly known: readonly KnownTag[];
  private readonly index: SuggestionIndex;
  private readonly byTag: ReadonlyMap<string, KnownTag>;
  private readonly unread: number;
  private readonly wanted = new Map<string, Exclude<WantedState, 'leave'>>();

  constructor(private readonly question: PickerQuestion) {
    this.known = inOrder(knownTags(question.seen, question.files), question.recent);
    this.index = indexSuggestions(this.known);
    this.byTag = new Map(this.known.map(one => [one.tag, one]));
    this.unread = question.files.filter(tags => tags === undefined).length;
  }

  presentState(tag: string): PresentState {
    const selected = this.byTag.get(tag)?.selected ?? 0;
    if (selected === this.question.files.length) return 'all';
    return selected === 0 && this.unread === 0 ? 'none' : 'some';
  }

  wantedState(tag: string): WantedState {
    return this.wanted.get(tag) ?? 'leave';
  }

  want(tag: string, state: WantedState): void {
    if (state === 'leave') this.wanted.delete(tag);
    else this.wanted.set(tag, state);
  }

  /** Goes on to the next state that would change something, and from the last one back to leaving it. */
  turn(tag: string): void {
    const turns = turnsOf[this.presentState(tag)];
    this.want(tag, turns[(turns.indexOf(this.wantedState(tag)) + 1) % turns.length] ?? 'leave');
  }

  /** What was picked; undefined where that is nothing. */
  get edit(): Edit | undefined {
    const [put, take] = [this.tagsWanted('put'), this.tagsWanted('take')];
    if (put.length > 0 && take.length > 0) return { kind: 'patch', add: put, remove: take };
    if (put.length > 0) return { kind: 'add', tags: put };
    return take.length > 0 ? { kind: 'remove', tags: take } : undefined;
  }

  /** What can be chosen for this text: what Enter does comes first. */
  rows(text: string): readonly PickerRow[] {
    return text.trim() === '' ? this.allRows() : this.typedRows(text);
  }

  private allRows(): readonly PickerRow[] {
    const changed = [...this.wanted.keys()];
    const own = this.known.filter(({ selected, tag }) => selected > 0 && !this.wanted.has(tag));
    const others = this.known.filter(({ selected, tag }) => selected === 0 && !this.wanted.has(tag));
    return [
      this.applyRow(),
      ...changed.map(tag => this.tagRow(tag)),
      ...section('own', own.slice(0, rowsAtMost), ({ tag }) => this.tagRow(tag)),
      ...section('others', others.slice(0, Math.max(0, rowsAtMost - own.length)), ({ tag }) => this.tagRow(tag)),
    ];
  }

  private typedRows(text: string): readonly PickerRow[] {
    const { tags, fragment, strayQuote } = parseTypedTags(text);
    if (strayQuote) return [{ kind: 'problem', label: text.trim(), detail: strayQuoteText(strayQuote) }];
    const isList = tags.length > 1;
    const typed = fragment.trim();
    const exact = !isList && (this.index.has(typed) || this.wanted.has(typed)) ? [typed] : [];
    const found = isList ? [] : this.index.offering(typed, new Set(exact), rowsAtMost).map(({ tag }) => tag);
    const fresh = tags.filter(tag => !this.index.has(tag) && !this.wanted.has(tag));
    const twins = fresh.flatMap(tag => this.index.nearTwins(tag).map(twin => ({ tag, twin: twin.tag })));
    const others = twins.filter(({ twin }) => !found.includes(twin));
    return [
      ...[...exact, ...found].map(tag => this.tagRow(tag)),
      ...others.map(({ tag, twin }) => this.tagRow(twin, tag)),
      ...this.createRows(isList ? tags : fresh),
    ];
  }

  private createRows(tags: readonly string[]): readonly PickerRow[] {
    if (tags.length === 0) return [];
    const problem = this.question.check(tags);
    if (problem !== undefined) return [{ kind: 'problem', label: tags.join(', '), detail: problem }];
    return [{ kind: 'create', ...createTagText(tags, this.question.files.length), tags }];
  }

  private applyRow(): PickerRow {
    const { edit } = this;
    const [put, take] = [this.tagsWanted('put'), this.tagsWanted('take')];
    if (edit === undefined) return { kind: 'apply', ...noPicksText(), edit };
    const problem = this.question.check(put);
    const { label, description } = applyPickedText({ put, take }, this.question.files.length);
    return problem === undefined ? { kind: 'apply', label, description, edit } : { kind: 'problem', label, detail: problem };
  }

  /** @param typed the tag that it is a near-twin of */
  private tagRow(tag: string, typed?: string): PickerRow {
    const { selected, seen } = this.byTag.get(tag) ?? { selected: 0, seen: 0 };
    const files = { of: this.question.files.length, unread: this.unread, selected, seen };
    const [present, wanted] = [this.presentState(tag), this.wantedState(tag)];
    return { kind: 'tag', label: tag, description: pickerTagText(present, wanted, files, typed), tag, present, wanted };
  }

  private tagsWanted(state: WantedState): readonly string[] {
    return [...this.wanted].filter(([, wanted]) => wanted === state).map(([tag]) => tag);
  }
}

/** What is on all files need not be put there, and what is on none can't be taken away. */
const turnsOf: Readonly<Record<PresentState, readonly WantedState[]>> = {
  all: ['leave', 'take'],
  some: ['leave', 'put', 'take'],
  none: ['leave', 'put'],
};

/** Of the tags that no file has, those that were used lately come first. */
function inOrder(known: readonly KnownTag[], recent: readonly string[]): readonly KnownTag[] {
  const ranks = new Map(recent.map((tag, index) => [tag, index]));
  const byTag = new Set(known.map(({ tag }) => tag));
  const lately = recent.filter(tag => !byTag.has(tag)).map((tag): KnownTag => ({ tag, seen: 0, selected: 0 }));
  const rank = ({ tag, selected }: KnownTag) => (selected > 0 ? -1 : (ranks.get(tag) ?? recent.length));
  return [...known, ...lately].sort((left, right) => rank(left) - rank(right));
}

function section<Item>(kind: 'own' | 'others', items: readonly Item[], rowOf: (item: Item) => PickerRow): readonly PickerRow[] {
  return items.length === 0 ? [] : [{ kind: 'heading', label: pickerHeading(kind) }, ...items.map(rowOf)];
}

/** More would not be read. */
const rowsAtMost = 100;
