import { applyEdit, isChange, type Target } from '../model/edit';
import type { FileRecord, RunRecord } from './journal';
import { isRetryable } from '../model/ledger';
import { union, without } from '../model/tags';

/**
 * Pure: what takes a run back, and what was tried again of it. Each file gets back what they took and loses what they gave; nothing
 * else is touched.
 * @param records the run and its retries, oldest first
 */
export function undoTargets(records: readonly RunRecord[]): readonly Target[] {
  const files = new Map<string, FileRecord[]>();
  for (const file of records.flatMap(record => record.files)) {
    const known = files.get(file.id);
    if (known) known.push(file);
    else files.set(file.id, [file]);
  }
  return Array.from(files.values(), undoTarget).filter(target => target !== undefined);
}

/** Pure: what did not work, once more. */
export function retryTargets({ files }: RunRecord): readonly Target[] {
  return files.filter(isRetryable).map(againOf);
}

/** Pure: what a run that was cut off still has to do. Its open writes are repeated, which changes nothing if they had arrived. */
export function resumeTargets({ files }: RunRecord): readonly Target[] {
  return files.filter(isPending).map(againOf);
}

/** Whether a run that was cut off had not settled this file. */
export function isPending({ outcome, open }: FileRecord): boolean {
  return open === true || outcome === 'notSent';
}

/** @param parts what became of one file in a run and in its retries, oldest first */
function undoTarget(parts: readonly FileRecord[]): Target | undefined {
  /** Each tag as it was before the first part that touched it. */
  const add = new Set<string>();
  const remove = new Set<string>();
  let uncertain: readonly string[] = [];
  let left: readonly string[] | undefined;
  let path: string | undefined;
  for (const file of parts.toReversed()) {
    path ??= file.path;
    const { before } = file;
    const after = file.after ?? possibleAfter(file);
    if (!before || !after) continue;
    if (file.outcome === 'unknown') uncertain = union(uncertain, touchedBy(before, after));
    left ??= after;
    if (!isChange({ before, after })) continue;
    for (const tag of without(before, after)) {
      add.add(tag);
      remove.delete(tag);
    }
    for (const tag of without(after, before)) {
      remove.add(tag);
      add.delete(tag);
    }
  }
  const [first] = parts;
  if (!first || !left || add.size + remove.size === 0) return undefined;
  return {
    id: first.id,
    ...(path !== undefined && { path }),
    // in the order in which the tags were
    edit: {
      kind: 'patch',
      add: union(
        (first.before ?? []).filter(tag => add.has(tag)),
        [...add],
      ),
      remove: [...remove],
    },
    expected: left,
    ...(uncertain.length > 0 && { uncertain }),
  };
}

/** What a file is called whose writes may or may not have arrived. */
function possibleAfter({ outcome, edit, before }: FileRecord): readonly string[] | undefined {
  return outcome === 'unknown' && before ? applyEdit(edit, before) : undefined;
}

function touchedBy(before: readonly string[], after: readonly string[]): readonly string[] {
  return [...without(before, after), ...without(after, before)];
}

/** The same once more. What was left half done by ourselves is no drift. */
function againOf({ id, path, edit, expected, uncertain, before, after, outcome }: FileRecord): Target {
  const wanted = expected && applyEdit(edit, expected);
  const own = outcome === 'notSent' || !expected || !wanted ? [] : touchedBy(expected, wanted);
  const half = before && after ? touchedBy(before, after) : [];
  const open = union(union(uncertain ?? [], own), expected ? half : []);
  return {
    id,
    ...(path !== undefined && { path }),
    edit,
    ...(expected && { expected }),
    ...(open.length > 0 && { uncertain: open }),
  };
}
