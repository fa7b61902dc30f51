import type { FileOutcome } from '../../core/model/ledger';

/** What is known now of the tags of files that a run has settled. */
export function tagsAfter(files: readonly FileOutcome[]): readonly { readonly id: string; readonly tags: readonly string[] }[] {
  return files.flatMap(({ id, after }) => (after ? [{ id, tags: after }] : []));
}
