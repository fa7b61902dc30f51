/** What a process tells that wrote or read a large journal. */
export interface JournalCost {
  /** Of each step, in ms. */
  readonly ms: Readonly<Record<string, number>>;
  readonly peakBytes: number;
}

export const journalledFiles = 1_000_000;
