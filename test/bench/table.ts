/** One line of the table: our figure beside the peer's and the limit's, from the same run on the same machine. */
export interface Row {
  readonly what: string;
  readonly unit: 'ms' | 'writes' | 'requests' | 'refused' | 'ratio' | 'bytes';
  readonly ours: number;
  readonly peer?: { readonly name: string; readonly figure: number };
  readonly limit?: { readonly name: string; readonly figure: number };
  /** The goal, in words, and whether it was met. */
  readonly goal: string;
  readonly met: boolean;
}

export function printTable(rows: readonly Row[]): void {
  const round = (value: number) => (Math.abs(value) < 100 ? value.toFixed(2) : Math.round(value).toLocaleString('en'));
  console.table(
    rows.map(({ what, unit, ours, peer, limit, goal, met }) => ({
      what,
      ours: `${round(ours)} ${unit}`,
      peer: peer ? `${round(peer.figure)} (${peer.name})` : '',
      'peer ÷ ours': peer ? round(peer.figure / ours) : '',
      limit: limit ? `${round(limit.figure)} (${limit.name})` : '',
      'ours ÷ limit': limit ? round(ours / limit.figure) : '',
      goal,
      met: met ? 'yes' : 'NO',
    })),
  );
}

/** A row that is met up to a figure, which `inWords` tells. */
export function goal(what: string, unit: Row['unit'], ours: number, figure: number, inWords: string): Row {
  return { what, unit, ours, limit: { name: 'goal', figure }, goal: inWords, met: ours <= figure };
}
