import { foldName } from './foldedName';
import type { Row, TagIndex } from '../tagIndex/tagIndex';
import { isBelow } from './matchFile';
import { type SearchCondition, type SearchTerm, sinceMs } from './searchExpression';

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
