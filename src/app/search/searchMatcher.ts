import { mediaTypeOf, type RemoteFile } from '../../core/model/file';
import type { Row, TagIndex } from '../tagIndex/tagIndex';
import { type SearchCondition, type SearchTerm, sinceMs } from './searchExpression';

/**
 * Whether all terms hold for a file as a service showed it. What the service did not show (tags, path, time) can't be held
 * against a term: the term does not hold then, and neither does its opposite.
 */
export function fileMatcher(terms: readonly SearchTerm[], now: number): (file: RemoteFile) => boolean {
  const parts = terms.map(term => ({ holds: conditionMatcher(term, now), wanted: !term.negated }));
  return file => parts.every(({ holds, wanted }) => holds(file) === wanted);
}

function conditionMatcher(condition: SearchCondition, now: number): (file: RemoteFile) => boolean | undefined {
  switch (condition.kind) {
    case 'word': {
      const folded = foldName(condition.text);
      return ({ name }) => hasAtWordStart(foldName(name), folded);
    }
    case 'tag':
      return ({ tags }) => tags && condition.anyOf.some(tag => tags.includes(tag));
    case 'untagged':
      return ({ tags }) => tags && tags.length === 0;
    case 'type':
      return file => condition.anyOf.includes(mediaTypeOf(file));
    case 'folder':
      return ({ path }) => (path === '' ? undefined : isBelow(path, condition.path));
    case 'changed': {
      const since = sinceMs(condition.since, now);
      return ({ facts: { updatedAt } }) => (updatedAt === undefined ? undefined : Date.parse(updatedAt) >= since);
    }
  }
}

/** Whether a file's or folder's path is this folder's or lies below it. */
export function isBelow(path: string, folderPath: string): boolean {
  return folderPath === '/' || path === folderPath || path.startsWith(`${folderPath}/`);
}

/** The files of an index for which all terms hold, by path. The same files as `fileMatcher` lets through. */
export function searchIndex(terms: readonly SearchTerm[], index: TagIndex, now: number): readonly Row[] {
  // each term looks at what the ones before it have left, and words leave little
  const [first, ...others] = [...terms].sort((left, right) => rankOf(left) - rankOf(right));
  const matches = (term: SearchTerm) => {
    const holds = rowMatcher(term, index, now);
    return (row: Row) => holds(row) === !term.negated;
  };
  let rows = index.filter(first ? matches(first) : () => true);
  for (const term of others) if (rows.length > 0) rows = rows.filter(matches(term));
  return index.sortedByPath(rows);
}

function rankOf({ kind, negated }: SearchTerm): number {
  return negated ? 2 : kind === 'word' ? 0 : 1;
}

function rowMatcher(condition: SearchCondition, index: TagIndex, now: number): (row: Row) => boolean | undefined {
  switch (condition.kind) {
    case 'word': {
      const names = index.foldedNames();
      const marked = new Uint8Array(names.length);
      names.each(foldName(condition.text), 'wordStart', row => {
        marked[row] = 1;
      });
      return row => marked[row] === 1;
    }
    case 'tag': {
      const numbers = condition.anyOf.flatMap(tag => index.vocabulary.numberOf(tag) ?? []);
      return row => numbers.some(number => index.hasTagNumber(row, number));
    }
    case 'untagged':
      return row => index.tagTotal(row) === 0;
    case 'type':
      return row => condition.anyOf.includes(index.mediaType(row));
    case 'folder': {
      const known = new Map<string, boolean>();
      return row => {
        const path = index.folderPath(row);
        let below = known.get(path);
        if (below === undefined) known.set(path, (below = isBelow(path, condition.path)));
        return below;
      };
    }
    case 'changed': {
      const since = sinceMs(condition.since, now);
      return row => {
        const at = index.changedAt(row);
        return at === undefined ? undefined : at >= since;
      };
    }
  }
}

/** A name as it is searched: neither case nor the way in which an accent is written counts. */
export function foldName(name: string): string {
  // most names are plain, and there is nothing to normalize in them
  return (/^[ -~]*$/.test(name) ? name : name.normalize('NFC')).toLowerCase();
}

/** Whether the text is in the name where a word begins: `mug` is in `blue-mug.jpg` and not in `smug.jpg`. Both are folded. */
function hasAtWordStart(name: string, text: string): boolean {
  for (let at = name.indexOf(text); at >= 0; at = name.indexOf(text, at + 1)) if (isWordStart(name, at)) return true;
  return false;
}

/** Whether a word begins at this place, or something that is no word. */
export function isWordStart(text: string, at: number): boolean {
  return at === 0 || !wordCharacter.test(text[at - 1] ?? '') || !wordCharacter.test(text[at] ?? '');
}

const wordCharacter = /[\p{L}\p{N}]/u;
