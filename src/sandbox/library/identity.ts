import { hash } from './random';

/**
 * The id that ImageKit would give a file or folder: 24 hex digits, as in every example of its documentation, of which
 * the first eight tell the second of creation.
 */
export function assetId(path: string, createdAt: number): string {
  return hex(Math.floor(createdAt / 1000)) + hex(hash(path)) + hex(hash(path, 0x9747b28c));
}

/** Oracle Content's id for the same thing: files begin with D and folders with F in its documentation's examples. */
export function oracleId(letter: 'D' | 'F', id: string): string {
  return letter + id.toUpperCase() + ORACLE_TAIL;
}

// the examples of Oracle's documentation share a tail; 24 + 19 digits make their length
const ORACLE_TAIL = '5D17B95F47087F4E518';

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
