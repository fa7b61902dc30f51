import type { IndexStatus } from '../app/tagIndex/libraryIndex';
import type { RunAbility } from '../app/runs/runStatus';
import type { ServiceId } from '../core/service/connection';

/** What the `when` clauses of menus know an element of a tree by (`viewItem`); a test holds the manifest against all of them. */
export const contextValues = {
  folder: 'folder',
  file: 'file',
  search: 'search',
  /** It outlasts the session. */
  savedSearch: 'search.saved',
  tag: 'tag',
  /** Another tag may be meant to be the same. */
  twinTag: 'tag.twin',
  untagged: 'untagged',
  twins: 'twins',
  /** What could not be loaded. */
  fault: 'fault',
  more: 'more',
  runGroup: 'runGroup',
  runFile: 'runFile',
} as const;

/** `sample`: it ends with this session. */
export function connectionContextValue(service: ServiceId, kind: 'kept' | 'sample'): string {
  return kind === 'kept' ? `connection.${service}` : `connection.${service}.sample`;
}

/** A run with all that a person is offered to do with it. */
export function runContextValue(offers: readonly RunAbility[]): string {
  return ['run', ...offers].join('.');
}

/** A connection in the Tags view, by what its index is at. */
export function indexContextValue(state: IndexStatus['state']): string {
  const isBusy = state === 'building' || state === 'refreshing';
  return isBusy ? 'index.busy' : state === 'ready' ? 'index.ready' : 'index.none';
}
