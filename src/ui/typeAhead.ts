/** The text of an input that another process draws. */
export interface RemoteText {
  value: string;
}

/**
 * The text of an input that is drawn by another process, for who types faster than both agree. That process hears of a new text, or
 * of other rows, a moment later. What is typed before another text is in its place comes after that, and never joins what was there
 * before; and an Enter right after a key is about the text: the row that was active among the former ones was not chosen.
 */
export class TypeAhead {
  private replacing: Replacing | undefined;

  private changedAt = -Infinity;
  private activeAt = -Infinity;

  /** @param now in ms, from whenever */
  constructor(
    private readonly input: RemoteText,
    private readonly now: () => number,
  ) {}

  /** The text that the person means: what is there, or will be, with what they have typed since. */
  get text(): string {
    return this.replacing ? this.replacing.to + this.replacing.typed : this.input.value;
  }

  /** Whether no row has been chosen since the text was typed: what is active then may be of the rows before. */
  get isAhead(): boolean {
    return (this.replacing !== undefined && this.replacing.typed !== '') || this.activeAt < this.changedAt + drawnWithinMs;
  }

  /** To be called whenever another row is active. */
  followActive(): void {
    this.activeAt = this.now();
  }

  replace(to: string): void {
    const { input, replacing } = this;
    const from = replacing?.shown ?? input.value;
    if (from === to && !replacing) return;
    // a text that is on its way comes once
    const isUnderWay = replacing?.to === to;
    const earlier = replacing ? (isUnderWay ? replacing.earlier : [...replacing.earlier, replacing.to]) : [];
    this.replacing = { shown: from, to, typed: '', earlier };
    if (!isUnderWay) input.value = to;
  }

  /** To be called with each text that the input tells of. */
  follow(value: string): void {
    const { replacing } = this;
    if (!replacing) {
      this.changedAt = this.now();
      return;
    }
    const { shown, to, typed, earlier } = replacing;
    if (value === to) {
      this.replacing = undefined;
      if (typed === '') return;
      this.replacing = { shown: to, to: to + typed, typed: '', earlier: [] };
      this.input.value = to + typed;
    } else if (earlier.includes(value)) {
      replacing.shown = value;
    } else if (value.startsWith(shown)) {
      replacing.typed += value.slice(shown.length);
      this.changedAt = this.now();
      replacing.shown = value;
    } else {
      this.replacing = undefined;
    }
  }
}

/** A row that becomes active so soon after a key was not chosen: the list has just been filtered. */
const drawnWithinMs = 30;

interface Replacing {
  /** What stands there until then. */
  shown: string;
  readonly to: string;
  /** What was typed since it was replaced. */
  typed: string;
  /** Texts that were to stand there before, and may do so for a moment. */
  readonly earlier: readonly string[];
}
