/** What is known of each file, by its row; `tags` are the numbers of all files' tags, one file after the other. */
export interface TagIndexColumns {
  readonly folder: NumberColumn;
  readonly type: NumberColumn;
  /** Seconds since 1970; 0 where it is not known. */
  readonly changedAt: NumberColumn;
  readonly tagStart: NumberColumn;
  readonly tagCount: NumberColumn;
  readonly tags: NumberColumn;
}

/** All that is in an index, in parts that can be written down. Columns have a value for each id, but for `tags`. */
export interface TagIndexContent {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly folders: readonly string[];
  readonly tags: readonly string[];
  readonly columns: TagIndexColumns;
}

export function emptyColumns(): TagIndexColumns {
  return {
    folder: new NumberColumn(),
    type: new NumberColumn(),
    changedAt: new NumberColumn(),
    tagStart: new NumberColumn(),
    tagCount: new NumberColumn(),
    tags: new NumberColumn(),
  };
}

/** Whole numbers below 2³², in four bytes each. */
export class NumberColumn {
  private values: Uint32Array;
  private used: number;

  constructor(values: Uint32Array = new Uint32Array(0)) {
    this.values = values;
    this.used = values.length;
  }

  get length(): number {
    return this.used;
  }

  /** 0 where nothing was ever set. */
  at(index: number): number {
    return this.values[index] ?? 0;
  }

  set(index: number, value: number): void {
    if (index >= this.values.length) this.grow(index + 1);
    this.values[index] = value;
    if (index >= this.used) this.used = index + 1;
  }

  push(value: number): void {
    this.set(this.used, value);
  }

  /** A view, good until the column grows. */
  get all(): Uint32Array {
    return this.values.subarray(0, this.used);
  }

  private grow(least: number): void {
    const values = new Uint32Array(Math.max(least, 256, Math.ceil(this.values.length * 1.5)));
    values.set(this.values);
    this.values = values;
  }
}
