/** Numbers in [0, 1) that depend on the words alone: what happens to one request stays so when others are left out. */
export type Chance = () => number;

export function chanceOf(seed: number, ...words: readonly (string | number)[]): Chance {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  for (const word of words) {
    if (typeof word === 'number') state = mixed(state ^ word);
    else for (let index = 0; index < word.length; index++) state = Math.imul(state ^ word.charCodeAt(index), 0x01000193) >>> 0;
    state = mixed(state);
  }
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return mixed(state) / 2 ** 32;
  };
}

export function oneOf<Item>(chance: Chance, items: readonly Item[]): Item {
  if (items.length === 0) throw new RangeError('there is nothing to choose from');
  return items[Math.floor(chance() * items.length)] as Item;
}

/** Up to `most` different items, in no order. */
export function fewOf<Item>(chance: Chance, items: readonly Item[], most: number): readonly Item[] {
  const count = Math.floor(chance() * (most + 1));
  const chosen = new Set<Item>();
  for (let turn = 0; turn < count; turn++) chosen.add(oneOf(chance, items));
  return [...chosen];
}

/** From `least` to `most`, small numbers as often as large ones of each magnitude. */
export function anyMagnitude(chance: Chance, least: number, most: number): number {
  return Math.floor(least * (most / least) ** chance());
}

function mixed(state: number): number {
  let value = Math.imul(state ^ (state >>> 15), state | 1);
  value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
  return (value ^ (value >>> 14)) >>> 0;
}
