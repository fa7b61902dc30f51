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
