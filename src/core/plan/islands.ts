import type { Batch, Delta } from './batches';

/** Batches that hang together by the files they share. */
export interface Island {
  readonly batches: readonly Batch[];
  /** How many different files are on it. */
  readonly files: number;
}

/** Pure: parts the batches into islands; every file of `count` is on one at most. */
export function islandsOf(batches: readonly Batch[], count: number): readonly Island[] {
  const parents = batches.map((_, index) => index);
  const firstOf = new Int32Array(count).fill(-1);
  batches.forEach(({ members }, batch) => {
    for (const { index } of members) {
      const other = firstOf[index] ?? -1;
      if (other < 0) firstOf[index] = batch;
      else parents[rootOf(parents, other)] = rootOf(parents, batch);
    }
  });
  const islands = new Map<number, { readonly batches: Batch[]; files: number }>();
  batches.forEach((batch, index) => {
    const root = rootOf(parents, index);
    const island = islands.get(root);
    if (island) island.batches.push(batch);
    else islands.set(root, { batches: [batch], files: 0 });
  });
  for (const batch of firstOf) {
    const island = batch < 0 ? undefined : islands.get(rootOf(parents, batch));
    if (island) island.files++;
  }
  return [...islands.values()];
}

/** Each file of an island once. */
export function filesOn({ batches }: Island): readonly Delta[] {
  return [...new Set(batches.flatMap(({ members }) => members))];
}

function rootOf(parents: number[], index: number): number {
  let root = index;
  for (let above = parents[root] ?? root; above !== root; above = parents[root] ?? root) root = above;
  parents[index] = root;
  return root;
}
