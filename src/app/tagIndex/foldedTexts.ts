import { isWordStart } from '../search/searchMatcher';

/** Where in a text a piece may be found. */
export type Place = 'anywhere' | 'wordStart';

/**
 * Texts that are searched for pieces of them, all in one string: going through 100,000 of them takes a moment, where asking each
 * takes many. The texts come folded.
 */
export class FoldedTexts {
  private joined = '';
  /** Where each text begins. */
  private readonly starts: number[] = [];

  constructor(texts: readonly string[] = []) {
    let start = 0;
    for (const text of texts) {
      this.starts.push(start + 1);
      start += 1 + text.length;
    }
    // joined at once, so that the first search need not put it together
    if (texts.length > 0) this.joined = separator + texts.join(separator);
  }

  get length(): number {
    return this.starts.length;
  }

  add(text: string): void {
    this.joined += separator;
    this.starts.push(this.joined.length);
    this.joined += text;
  }

  /**
   * Calls with the number of each text that has the piece, in order, once; it ends early where the call returns `stop`.
   * @param begins whether the text begins with it
   */
  each(piece: string, place: Place, found: (number: number, begins: boolean) => unknown): void {
    const { joined, starts } = this;
    if (piece === '') {
      for (let number = 0; number < starts.length; number++) if (found(number, true) === stop) return;
      return;
    }
    if (piece.includes(separator)) return;
    let number = 0;
    for (let at = joined.indexOf(piece); at >= 0;) {
      if (place === 'wordStart' && !isWordStart(joined, at)) {
        at = joined.indexOf(piece, at + 1);
        continue;
      }
      number = numberAt(starts, at, number);
      const start = starts[number] ?? 0;
      if (found(number, at === start) === stop) return;
      const next = starts[number + 1];
      if (next === undefined) return;
      at = joined.indexOf(piece, next);
    }
  }
}

const stop = 'stop';

/** No name and no tag has it, and no word goes on over it. */
const separator = '\0';

/** The last text that begins at this place or before it. @param from it begins no later than this one */
function numberAt(starts: readonly number[], at: number, from: number): number {
  let low = from;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
