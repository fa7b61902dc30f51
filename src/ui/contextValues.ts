import type { RunAbility } from '../app/runs/runStatus';
import type { ServiceId } from '../core/model/connection';

/** What the `when` clauses of menus know an element of a tree by (`viewItem`); a test holds the manifest against all of them. */
export const contextValues = {
  folder: 'folder',
  file: 'file',
  /** What could not be loaded. */
  fault: 'fault',
  runGroup: 'runGroup',
  runFile: 'runFile',
} as const;

/** `sample`: it ends with this session. */
export function connectionContextValue(service: ServiceId, kind: 'kept' | 'sample'): string {
  return kind === 'kept' ? `connection.${service}` : `connection.${service}.sample`;
}

/** A run with all that can be done with it. */
export function runContextValue(abilities: readonly RunAbility[]): string {
  return ['run', ...abilities].join('.');
}
