import { foldName } from '../search/searchMatcher';
import type { TagCount } from '../../core/model/tags';
import { similarityKey } from '../suggestions/nearTwins';
import { FoldedTexts } from './foldedTexts';
import { NumberColumn } from './indexColumns';

/** Each tag once, by a number of its own, with how many files have it. */
export class TagVocabulary {
  private readonly tags: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly counts = new NumberColumn();
  private readonly folded = new FoldedTexts();
  /** The numbers of tags that a person would take for the same one; made when it is asked for. */
  private readonly alike = new Map<string, number[]>();
  private grouped = 0;

  /** A tag's number, given to it now where it had none. */
  intern(tag: string): number {
    const known = this.numbers.get(tag);
    if (known !== undefined) return known;
    const number = this.tags.length;
    this.tags.push(tag);
    this.numbers.set(tag, number);
    this.counts.push(0);
    return number;
  }

  numberOf(tag: string): number | undefined {
    return this.numbers.get(tag);
  }

  /** @throws RangeError for a number that was never given */
  tag(number: number): string {
    const tag = this.tags[number];
    if (tag === undefined) throw new RangeError(`no tag ${number}`);
    return tag;
  }

  files(number: number): number {
    return this.counts.at(number);
  }

  /** One file more, or less, has the tag. */
  count(number: number, by: 1 | -1): void {
    this.counts.set(number, this.counts.at(number) + by);
  }

  /** How many tags there are that a file has. */
  get size(): number {
    return this.counts.all.reduce((sum, files) => sum + (files > 0 ? 1 : 0), 0);
  }

  /** All that were ever seen, by their numbers. */
  get all(): readonly string[] {
    return this.tags;
  }

  /**
   * Tags that have the text in them, whatever its case: those that begin with it first, then the most frequent, then by name.
   * @param most the best so many; all of them without it
   */
  matching(text: string, most = Infinity): readonly TagCount[] {
    for (let number = this.folded.length; number < this.tags.length; number++) this.folded.add(foldName(this.tag(number)));
    const best = new Best<Match>(most, (left, right) => this.compare(left, right));
    this.folded.each(foldName(text), 'anywhere', (number, begins) => {
      if (this.counts.at(number) > 0) best.offer({ number, begins });
    });
    return best.ranked().map(({ number }) => ({ tag: this.tag(number), files: this.files(number) }));
  }

  /** Groups of tags that differ in case, blanks, hyphens or a plural alone, each by frequency. */
  twins(): readonly (readonly TagCount[])[] {
    for (; this.grouped < this.tags.length; this.grouped++) {
      const key = similarityKey(this.tag(this.grouped));
      const group = this.alike.get(key);
      if (group) group.push(this.grouped);
      else this.alike.set(key, [this.grouped]);
    }
    const groups: (readonly TagCount[])[] = [];
    for (const numbers of this.alike.values()) {
      if (numbers.length < 2) continue;
      const live = numbers.filter(number => this.files(number) > 0).sort((left, right) => this.rank(left, right));
      if (live.length > 1) groups.push(live.map(number => ({ tag: this.tag(number), files: this.files(number) })));
    }
    return groups;
  }

  private compare(left: Match, right: Match): number {
    return Number(right.begins) - Number(left.begins) || this.rank(left.number, right.number);
  }

  private rank(left: number, right: number): number {
    return this.files(right) - this.files(left) || (this.tag(left) < this.tag(right) ? -1 : 1);
  }
}

interface Match {
  readonly number: number;
  readonly begins: boolean;
}

/** Keeps the best of many without sorting them all. */
class Best<Item> {
  private kept: Item[] = [];

  constructor(
    private readonly most: number,
    private readonly compare: (left: Item, right: Item) => number,
  ) {}

  offer(item: Item): void {
    this.kept.push(item);
    if (this.kept.length >= this.most * 2 + 100) this.kept = this.ranked();
  }

  ranked(): Item[] {
    const sorted = this.kept.sort(this.compare);
    return this.most === Infinity ? sorted : sorted.slice(0, this.most);
  }
}
