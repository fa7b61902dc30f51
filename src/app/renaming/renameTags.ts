import { cancellation } from '../../core/model/abortSignals';
import type { Edit } from '../../core/model/edit';
import type { RemoteFile } from '../../core/model/file';
import { normaliseTags } from '../../core/model/tags';
import type { Runs } from '../../core/run/runs';
import type { SessionSource } from '../connections/ports';
import type { SearchEngine } from '../search/fileSearch';
import { isBelow } from '../search/searchMatcher';
import type { SearchExpression } from '../search/searchExpression';
import { filesSoFarText, lookingForFilesText } from '../text/tagging/targetText';
import { noFileHasTagsText } from '../text/tagging/renameText';
import type { TargetQuestions } from '../selection/chooseTargets';
import { type Selection, selectedFile, selectionOf } from '../selection/selection';
import { editOpened, openSelections, type TagSelectionsPorts } from '../selection/tagSelections';

/** One tag in place of one or several, on every file of a library or folder that has one of them. */
export interface Renaming extends TagsInPlace {
  readonly to: string;
}

/** Tags, and where they are meant. */
export interface TagsInPlace {
  readonly connectionId: string;
  readonly tags: readonly string[];
  /** The path of a folder; without it, the whole library. */
  readonly folder?: string;
}

/** As much of a file as a rename needs. */
type TaggedFile = Pick<RemoteFile, 'id' | 'path' | 'tags'>;

export interface FindTaggedPorts {
  readonly sessions: SessionSource;
  readonly runs: Pick<Runs, 'readWritten'>;
  readonly searching: { load(): Promise<Pick<SearchEngine, 'search' | 'indexes'>> };
}

export interface RenameTagsPorts extends FindTaggedPorts, Pick<TagSelectionsPorts, 'carryOut'> {
  readonly questions: Pick<TargetQuestions, 'progress' | 'tell'>;
}

/**
 * Renames a tag, or merges several into one: one job, like any other edit of files.
 * @throws ConnectionFault; a cancellation where no file has the tags
 */
export async function renameTags(renaming: Renaming, ports: RenameTagsPorts): Promise<void> {
  const { questions } = ports;
  const edit = editOfRenaming(renaming);
  // those that have the new name alone stay as they are, and need not be looked at
  const sought = { ...renaming, tags: edit.from };
  const files = await questions.progress(lookingForFilesText(), (signal, report) =>
    findTagged(sought, ports, signal, found => {
      report(filesSoFarText(found));
    }),
  );
  if (files.length === 0) {
    questions.tell(noFileHasTagsText(edit.from));
    throw cancellation();
  }
  await editOpened(edit, await openSelections([selectionOfTagged(renaming, files)], ports), ports);
}

export type RenamingEdit = Extract<Edit, { kind: 'rename' }>;

/** Pure: the edit that each of the files gets, whichever of the tags it has. */
export function editOfRenaming({ tags, to }: Pick<Renaming, 'tags' | 'to'>): RenamingEdit {
  const [name = ''] = normaliseTags([to]);
  return { kind: 'rename', from: tags.filter(tag => tag !== name), to: name };
}

/**
 * The files of a library or folder that have one of these tags: those of the index, where there is one, those that the service's
 * search finds, which may know of newer ones, and those on which runs have left one that the search does not show yet.
 * @throws ConnectionFault; the signal's reason when aborted
 */
export async function findTagged(
  { connectionId, tags, folder }: TagsInPlace,
  { searching, sessions, runs }: FindTaggedPorts,
  signal: AbortSignal,
  onProgress?: (files: number) => void,
): Promise<readonly TaggedFile[]> {
  if (tags.length === 0) return [];
  const { search, indexes } = await searching.load();
  const found = new Map<string, TaggedFile>();
  for (const tag of tags) {
    for (const file of await indexes.files(connectionId, tag)) {
      if (folder === undefined || isBelow(file.path, folder)) found.set(file.id, file);
    }
  }
  const expression: SearchExpression = {
    terms: [
      { kind: 'tag', anyOf: tags, negated: false },
      ...(folder === undefined ? [] : [{ kind: 'folder', path: folder, negated: false } as const]),
    ],
    problems: [],
  };
  let cursor: string | undefined;
  do {
    const page = await search.find(connectionId, expression, { cursor, pageSize: 'largest' }, signal);
    for (const file of page.items) found.set(file.id, file);
    onProgress?.(found.size);
    cursor = page.next;
  } while (cursor !== undefined);
  for (const [id, finding] of await runs.readWritten(await sessions.of(connectionId), tags, found, { signal })) {
    if (finding.kind !== 'present' || !finding.image.tags.some(tag => tags.includes(tag))) continue;
    const { path = '', image } = finding;
    if (folder === undefined || isBelow(path, folder)) found.set(id, { id, path, tags: image.tags });
  }
  return [...found.values()];
}

function selectionOfTagged({ connectionId, folder }: TagsInPlace, files: readonly TaggedFile[]): Selection {
  const scope =
    folder === undefined
      ? ({ kind: 'library', reach: 'below' } as const)
      : ({ kind: 'folders', paths: [folder], reach: 'below' } as const);
  return {
    ...selectionOf(
      connectionId,
      files.map(file => selectedFile(file)),
    ),
    scope,
  };
}
