import { foldName } from '../../core/model/foldedName';
import type { Row, TagIndex } from '../tagIndex/tagIndex';
import { isBelow } from './matchFile';
import { type SearchCondition, type SearchTerm, sinceMs } from './searchExpression';

/** The files of an index for which all terms hold, by path. The same files as `fileMatcher` lets through. */
export function searchIndex(terms: readonly SearchTerm[], index: TagIndex, now: number): readonly Row[] {
  const parts = terms.map(term => ({ holds: rowMatcher(term, index, now), wanted: !term.negated }));
  return index.sortedByPath(index.filter(row => parts.every(({ holds, wanted }) => holds(row) === wanted)));
}

function rowMatcher(condition: SearchCondition, index: TagIndex, now: number): (row: Row) => boolean | undefined {
  switch (condition.kind) {
    case 'word': {
      const rows = new Set<Row>();
      index.foldedNames().each(foldName(condition.text), 'wordStart', row => rows.add(row));
      return row => rows.has(row);
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
