import type { FileRecord, RunRecord } from '../journal/journal';
import { applyEdit, askedOf, type Change, type Edit, type Target } from '../model/edit';
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

/** @param parts what became of one file in a run and in its retries, oldest first */
function undoTarget(parts: readonly FileRecord[]): Target | undefined {
  /** Each tag as it was before the first part that touched it. */
  const back = new Map<string, 'add' | 'remove'>();
  let uncertain: readonly string[] = [];
  let left: readonly string[] | undefined;
  let later: Pick<FileRecord, 'before'> = {};
  for (const file of parts.toReversed()) {
    const { before, outcome } = file;
    const after = file.after ?? possibleAfter(file);
    if (!before || !after) continue;
    const own = ownPart(file.edit, before, after);
    if (outcome === 'unknown') uncertain = union(uncertain, [...own.add, ...own.remove]);
    // what others did between two parts was in neither: it is named as what they do after the last one
    left = left === undefined ? after : withoutOthers(left, after, later.before ?? after, union(own.add, own.remove));
    later = file;
    for (const tag of own.remove) back.set(tag, 'add');
    for (const tag of own.add) back.set(tag, 'remove');
  }
  const [first] = parts;
  if (!first || !left || back.size === 0) return undefined;
  const of = (way: 'add' | 'remove') => [...back].flatMap(([tag, found]) => (found === way ? [tag] : []));
  const path = parts.findLast(file => file.path !== undefined)?.path;
  const add = of('add');
  return {
    id: first.id,
    ...(path !== undefined && { path }),
    // in the order in which the tags were
    edit: {
      kind: 'patch',
      add: union(
        (first.before ?? []).filter(tag => add.includes(tag)),
        add,
      ),
      remove: of('remove'),
    },
    expected: left,
    ...(uncertain.length > 0 && { uncertain }),
    restores: true,
  };
}

/** What a file is called whose writes may or may not have arrived. */
function possibleAfter({ outcome, edit, before }: FileRecord): readonly string[] | undefined {
  return outcome === 'unknown' && before ? applyEdit(edit, before) : undefined;
}

/** What the run has added and removed: of what others did meanwhile it was asked nothing. */
function ownPart(edit: Edit, before: readonly string[], after: readonly string[]): Pick<Change, 'add' | 'remove'> {
  const asked = askedOf(edit, before);
  return {
    add: without(after, before).filter(tag => asked.add.includes(tag)),
    remove: without(before, after).filter(tag => asked.remove.includes(tag)),
  };
}

/** Tags without what made those at the beginning of one part others than those at the end of the part before it. */
function withoutOthers(
  tags: readonly string[],
  end: readonly string[],
  beginning: readonly string[],
  ours: readonly string[],
): readonly string[] {
  const gained = without(without(beginning, end), ours);
  const lost = without(without(end, beginning), ours);
  return union(without(tags, gained), lost);
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

/** The same once more. What was left half done by ourselves is no drift. */
function againOf({ id, path, edit, expected, uncertain = [], before, after, outcome, restores }: FileRecord): Target {
  const asked = expected && outcome !== 'notSent' ? askedOf(edit, expected) : undefined;
  const half = expected && before && after ? [...without(before, after), ...without(after, before)] : [];
  const open = union(uncertain, [...(asked?.add ?? []), ...(asked?.remove ?? []), ...half]);
  return {
    id,
    ...(path !== undefined && { path }),
    edit,
    ...(expected && { expected }),
    ...(open.length > 0 && { uncertain: open }),
    ...(restores && { restores }),
  };
}
