import { NumberColumn, type TagIndexColumns, type TagIndexContent } from './indexColumns';

/** What is known of an index beside its content; kept as JSON. */
export interface IndexHead {
  /** The account whose library it is. */
  readonly account: string;
  /** When the walk began that it rests on, ms since 1970. */
  readonly walkedAt: number;
  /** Since when it has been brought up to date, ms since 1970. */
  readonly refreshedAt: number;
  /** Where the walk goes on; absent once the whole library was walked. */
  readonly rest?: WalkRest;
}

/** What is left of a walk through a library: nothing of it is known to an adapter but its own cursors. */
export type WalkRest =
  | { readonly by: 'search'; readonly cursor?: string }
  | {
      readonly by: 'folders';
      readonly waiting: readonly WaitingFolder[];
      /** The ids of folders that were met. */
      readonly known: readonly string[];
    };

/** A folder whose pages are still to be read; without an id, the library's root. */
export interface WaitingFolder {
  readonly id?: string;
  readonly name?: string;
  readonly path?: string;
  readonly cursor?: string;
}

export interface StoredIndex {
  readonly head: IndexHead;
  readonly content: TagIndexContent;
}

/** One file: a mark, the lengths of the parts, texts as JSON, numbers as they lie in memory. It is not compressed. */
export function encodeIndex({ head, content }: StoredIndex): Uint8Array {
  const { ids, names, folders, tags, columns } = content;
  const texts = new TextEncoder().encode(JSON.stringify({ head, ids, names, folders, tags }));
  const numbers = columnNames.map(name => columns[name].all);
  const preface = Uint32Array.of(mark, texts.length, ...numbers.map(({ length }) => length));
  // numbers begin at a multiple of four, so that they can be read where they lie
  const textsEnd = preface.byteLength + texts.length;
  const numbersStart = Math.ceil(textsEnd / 4) * 4;
  const bytes = new Uint8Array(numbersStart + numbers.reduce((sum, { byteLength }) => sum + byteLength, 0));
  bytes.set(asBytes(preface), 0);
  bytes.set(texts, preface.byteLength);
  let at = numbersStart;
  for (const column of numbers) {
    bytes.set(asBytes(column), at);
    at += column.byteLength;
  }
  return bytes;
}

/** @throws Error for what `encodeIndex` did not make, or not as a whole */
export function decodeIndex(bytes: Uint8Array): StoredIndex {
  const prefaceLength = 2 + columnNames.length;
  const copy = bytes.slice();
  const preface = new Uint32Array(copy.buffer, 0, Math.min(prefaceLength, copy.byteLength >> 2));
  const [found, textLength = 0, ...lengths] = preface;
  const textsEnd = prefaceLength * 4 + textLength;
  let at = Math.ceil(textsEnd / 4) * 4;
  const whole = at + lengths.reduce((sum, length) => sum + length * 4, 0);
  if (found !== mark || copy.byteLength !== whole) throw new Error('damaged index');
  const { head, ...rest } = JSON.parse(new TextDecoder().decode(copy.subarray(prefaceLength * 4, textsEnd))) as Texts;
  // a copy of each, since a column grows and the texts need not stay
  const next = () => {
    const values = new Uint32Array(copy.buffer, at, lengths.shift() ?? 0);
    at += values.byteLength;
    return new NumberColumn(values.slice());
  };
  const columns: TagIndexColumns = {
    folder: next(),
    type: next(),
    changedAt: next(),
    tagStart: next(),
    tagCount: next(),
    tags: next(),
  };
  return { head, content: { ...rest, columns } };
}

type Texts = { readonly head: IndexHead } & Omit<TagIndexContent, 'columns'>;

/** In the order in which they are read. */
const columnNames = ['folder', 'type', 'changedAt', 'tagStart', 'tagCount', 'tags'] as const;

/** `TWI1` where numbers lie with their lowest byte first, as on all machines that VS Code runs on; an index of another is built anew. */
const mark = 0x31_49_57_54;

function asBytes(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
