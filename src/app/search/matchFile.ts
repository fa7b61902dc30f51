import type { RemoteFile } from '../../core/model/file';
import { foldName, hasAtWordStart } from './foldedName';
import { mediaTypeOf } from '../../core/service/mediaType';
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
