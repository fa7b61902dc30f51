/** Numbers from 0 up to 1, the same ones in every run. */
export type Random = () => number;

/** A generator (mulberry32) whose numbers follow from the text or number alone. */
export function seeded(seed: string | number): Random {
  let state = typeof seed === 'string' ? hash(seed) : scramble(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

/** FNV-1a, 32 bits. Another offset gives an independent number for the same text. */
export function hash(text: string, offset = 0x811c9dc5): number {
  let value = offset;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** 32 bits that look like chance, the same for the same number (the end of MurmurHash3). */
export function scramble(number: number, salt = 0): number {
  let value = Math.imul(number ^ salt, 0x9e3779b1);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}
