/** How often each kind of event came. */
export class Tally {
  readonly counts = new Map<string, number>();

  count(kind: string, times = 1): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + times);
  }

  addAll(other: Tally): void {
    for (const [kind, times] of other.counts) this.count(kind, times);
  }

  of(kind: string): number {
    return this.counts.get(kind) ?? 0;
  }

  /** By kind, in the alphabet's order. */
  table(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.counts].sort(([left], [right]) => (left < right ? -1 : 1)));
  }
}
