import type { Change } from '../../core/model/edit';
import type { RunRecord } from '../../core/journal/journal';
import { visibleText } from '../../core/model/visibleText';

/** Files with their tags before and after. */
export type BeforeAfter = Pick<Change, 'id' | 'path' | 'before' | 'after'>;

export interface ChangesText {
  readonly before: string;
  readonly after: string;
}

/** Pure: two texts whose lines stand side by side, one file a line, ordered by path. The id is last. */
export function changesText(changes: readonly BeforeAfter[]): ChangesText {
  const files = changes.map(change => ({ ...change, name: quoted(change.path ?? change.id) })).sort(byName);
  const width = Math.min(widestName, Math.max(0, ...new Set(files.map(({ name }) => name.length))));
  const text = (side: 'before' | 'after') =>
    files
      .map(({ id, name, [side]: tags }) => `${name.padEnd(width)} : ${tags.map(quotedTag).join(', ')}  # ${quoted(id)}\n`)
      .join('');
  return { before: text('before'), after: text('after') };
}

/** Pure: what a run changed. */
export function changesOfRun({ files }: Pick<RunRecord, 'files'>): readonly BeforeAfter[] {
  return files.flatMap(({ outcome, id, path, before, after }) =>
    outcome === 'changed' && before && after ? [{ id, ...(path !== undefined && { path }), before, after }] : [],
  );
}

/** A longer path stands out of its column, and does not push the tags of all others out of sight. */
const widestName = 40;

interface Named {
  readonly name: string;
}

const { compare } = new Intl.Collator('en', { numeric: true });

function byName(left: Named, right: Named): number {
  return compare(left.name, right.name);
}

/** A tag that holds what separates tags would look like two. */
function quotedTag(tag: string): string {
  return tag.includes(',') ? JSON.stringify(tag) : quoted(tag);
}

/** A line break within a name would part the lines from each other. */
function quoted(text: string): string {
  return visibleText(text) === text ? text : JSON.stringify(text).replace(hiddenInJson, escaped);
}

/** What JSON leaves as it is, and a person would not see. */
const hiddenInJson = /[\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
