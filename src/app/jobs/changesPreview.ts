import { type Change, gained, lost } from '../../core/model/edit';
import { without } from '../../core/model/tags';
import { type Preparation, tally } from '../../core/plan/plan';
import type { TagCount } from '../../core/model/tags';

/** All that a job would change, for a look at it: the tags first, then files with the same change together, then each file. */
export interface ChangesPreview {
  readonly added: readonly TagCount[];
  readonly removed: readonly TagCount[];
  /** The most frequent first. */
  readonly groups: readonly PreviewGroup[];
  /** In the order in which they were chosen. */
  readonly files: readonly PreviewFile[];
  /** How many more groups and files there are than an editor shows with ease. */
  readonly moreGroups: number;
  readonly moreFiles: number;
}

/** Files that gain and lose the same tags. */
export interface PreviewGroup {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly files: number;
}

export interface PreviewFile {
  readonly id: string;
  /** Its path, or its id where that is not known. */
  readonly name: string;
  /** Which library it is in, where there are several. */
  readonly library?: string;
  readonly kept: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Pure. Costs little more than a look at each change: 100,000 files are there at once. */
export function previewChanges(preparations: readonly Preparation[]): ChangesPreview {
  const all = preparations.flatMap(({ plan }) => plan.changes);
  const groups = groupChanges(all);
  const isOne = preparations.length === 1;
  const files: PreviewFile[] = [];
  for (const { job, plan } of preparations) {
    const library = isOne ? {} : { library: job.session.connection.name };
    for (const change of plan.changes.slice(0, rowsAtMost - files.length)) files.push({ ...fileOf(change), ...library });
  }
  const { gained: added, lost: removed } = tally(all);
  return {
    added,
    removed,
    groups: groups.slice(0, groupsAtMost),
    files,
    moreGroups: Math.max(0, groups.length - groupsAtMost),
    moreFiles: all.length - files.length,
  };
}

function groupChanges(changes: readonly Change[]): readonly PreviewGroup[] {
  const groups = new Map<string, { added: readonly string[]; removed: readonly string[]; files: number }>();
  for (const change of changes) {
    const added = gained(change);
    const removed = lost(change);
    const key = JSON.stringify([added, removed]);
    const known = groups.get(key);
    if (known) known.files++;
    else groups.set(key, { added, removed, files: 1 });
  }
  return [...groups.values()].sort((left, right) => right.files - left.files);
}

function fileOf(change: Change): Omit<PreviewFile, 'library'> {
  const added = gained(change);
  return { id: change.id, name: change.path ?? change.id, kept: without(change.after, added), added, removed: lost(change) };
}

const rowsAtMost = 1000;
const groupsAtMost = 100;
