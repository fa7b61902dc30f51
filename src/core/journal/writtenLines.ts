import { chunked } from '../plan/chunked';
import type { Target } from '../model/edit';
import type { RunHead } from './journal';
import { type Alike, type Entry, isObject, journalVersion, sumOf, sumStart } from './journalLines';

const filesPerLine = 500;

/** A file is compared with so many kinds of those before it. */
const mostCompared = 10;

/** An entry as its line, with a sum by which damage is noticed. */
export function lineOf(entry: Entry): string {
  const text = JSON.stringify(entry).slice(0, -1);
  return `${text}${sumStart}${sumOf(text)}"}\n`;
}

/** Those of which the same is said, together: most files of a run are alike. */
export function alike<File extends { readonly id: string; readonly path?: string }>(
  files: readonly File[],
): readonly (Alike & Omit<File, 'id' | 'path'>)[] {
  const groups: { readonly first: File; readonly ids: string[]; readonly paths: string[] }[] = [];
  for (const file of files) {
    const { id, path } = file;
    const keys = Object.keys(file) as (keyof File)[];
    let group = groups.findLast(({ first }, index) => index >= groups.length - mostCompared && isAlike(first, file, keys));
    if (!group) groups.push((group = { first: file, ids: [], paths: [] }));
    group.ids.push(id);
    if (path !== undefined) group.paths.push(path);
  }
  return groups.map(({ first: { id: _, path: __, ...said }, ids, paths }) =>
    paths.length > 0 ? { ids, paths, ...said } : { ids, ...said },
  );
}

/** Whether the same is said of two files, and whether the path of both is known or of neither. */
function isAlike<File extends object>(left: File, right: File, keys: readonly (keyof File)[]): boolean {
  for (const key of keys) {
    const [one, other] = [left[key], right[key]];
    if (one === undefined || (key !== 'id' && key !== 'path' && !isSame(one, other))) return false;
  }
  return Object.keys(left).length === keys.length;
}

/** As `JSON.stringify` would tell: what is absent and what is undefined is the same. */
function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (!isObject(left) || !isObject(right)) return false;
  if (Array.isArray(left) || Array.isArray(right)) return isSameList(left, right);
  for (const key in left) if (!isSame(left[key], right[key])) return false;
  for (const key in right) if (left[key] === undefined && right[key] !== undefined) return false;
  return true;
}

function isSameList(left: unknown, right: unknown): boolean {
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) if (!isSame(left[index], right[index])) return false;
  return true;
}

/** The lines of a whole job: its beginning, its files, so many a line that a line stays readable, and the mark that it is whole. */
export function* jobLines(head: RunHead, targets: readonly Target[], at: number): Generator<string> {
  yield lineOf({ type: 'begin', version: journalVersion, at, ...head });
  for (const part of chunked(targets, filesPerLine)) {
    const wanted = part.map(target => (target.edit === head.edit ? withoutEdit(target) : target));
    yield lineOf({ type: 'targets', files: alike(wanted) });
  }
  yield lineOf({ type: 'ready', at, ...head });
}

function withoutEdit({ edit: _, ...target }: Target): Omit<Target, 'edit'> {
  return target;
}
