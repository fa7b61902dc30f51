import type { ServiceCatalog } from '../../core/service/descriptor';
import { findTagsProblem } from '../../core/model/tagAndIdChecks';
import type { Edit } from '../../core/model/edit';
import type { Runs } from '../../core/run/runs';
import type { JobPart } from '../jobs/jobs';
import type { SessionSource } from '../connections/ports';
import type { LibraryTree } from '../library/libraryTree';
import { makeTagInput, type TagInput } from '../suggestions/tagInput';
import { describeInputProblem } from '../text/inputProblem';
import { tagPrompt, tagsTitle } from '../text/tagging/tagInputText';
import type { TargetQuestions } from './chooseTargets';
import { readSelectedTags } from './readSelectedTags';
import { type OpenedSelection, type Scope, scopeOf, type SelectedFile, type Selection, shownTags } from './selection';

export type TagEditKind = 'add' | 'remove' | 'replace' | 'clear';

/** What a person is asked for. */
export interface TagsWanted {
  readonly kind: 'add' | 'remove' | 'replace';
  /** What is done, and to which files. */
  readonly title: string;
  readonly prompt: string;
  readonly input: TagInput;
}

export interface TagSelectionsPorts {
  readonly sessions: SessionSource;
  readonly services: ServiceCatalog;
  readonly tree: Pick<LibraryTree, 'tagsSeen' | 'applyTags'>;
  readonly runs: Pick<Runs, 'read'>;
  readonly questions: Pick<TargetQuestions, 'progress'>;
  /** Rejects with a cancellation where the person leaves the question. */
  readonly askTags: (wanted: TagsWanted) => Promise<readonly string[]>;
  /** The way of jobs that belong together: read, ask once, run, tell. */
  readonly carryOut: (parts: readonly JobPart[]) => Promise<unknown>;
}

/**
 * Asks for tags, where the edit needs some, and edits the files: one job a connection, side by side, asked about together.
 * @throws ConnectionFault, Fault; a cancellation where nothing but that happened
 */
export async function tagSelections(
  kind: TagEditKind,
  selections: readonly Selection[],
  ports: TagSelectionsPorts,
): Promise<void> {
  const opened = await openSelections(selections, ports);
  const edit = kind === 'clear' ? { kind } : await askEdit(kind, opened, ports);
  await editOpened(edit, opened, ports);
}

/** With the connections in use. @throws ConnectionFault */
export function openSelections(
  selections: readonly Selection[],
  { sessions }: Pick<TagSelectionsPorts, 'sessions'>,
): Promise<readonly OpenedSelection[]> {
  return Promise.all(selections.map(async selection => ({ ...selection, session: await sessions.of(selection.connectionId) })));
}

/** One edit of all these files. @throws as `tagSelections` */
export async function editOpened(
  edit: Edit,
  opened: readonly OpenedSelection[],
  { carryOut }: Pick<TagSelectionsPorts, 'carryOut'>,
): Promise<void> {
  await carryOut(
    opened.map(({ session, files, scope }) => ({
      job: { session, targets: files.map(file => targetOf(file, edit)), origin: { kind: 'edit' }, shown: shownTags(files) },
      ...(scope && { scope }),
    })),
  );
}

/** What the files have is read before the question, where it is not known: only then can the question tell of it. */
async function askEdit(
  kind: TagsWanted['kind'],
  selections: readonly OpenedSelection[],
  ports: TagSelectionsPorts,
): Promise<Edit> {
  const read = await readSelectedTags(selections, ports);
  return { kind, tags: await ports.askTags(wantedTags(kind, read, ports)) };
}

function wantedTags(
  kind: TagsWanted['kind'],
  selections: readonly OpenedSelection[],
  { tree, services }: TagSelectionsPorts,
): TagsWanted {
  const files = selections.flatMap(selection => selection.files);
  const seen = tagsKnown(selections, tree);
  const check = (tags: readonly string[]) => (kind === 'remove' ? undefined : refusalOf(tags, selections, services));
  const notes = selections.flatMap(({ note }) => (note === undefined ? [] : [note]));
  return {
    kind,
    title: tagsTitle(kind, files, placesOf(selections)),
    prompt: tagPrompt(nameOf(files[0]), files.length, notes),
    input: makeTagInput({ kind, files: files.map(({ tags }) => tags), seen, check }),
  };
}

/** Each tag of these libraries with the number of files that have it, as far as that is known. */
export function tagsKnown(selections: readonly Selection[], tree: Pick<LibraryTree, 'tagsSeen'>): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  for (const { connectionId } of selections) {
    for (const [tag, count] of tree.tagsSeen(connectionId)) seen.set(tag, (seen.get(tag) ?? 0) + count);
  }
  return seen;
}

/** Where the files are, for a title. */
export function placesOf(selections: readonly OpenedSelection[]): readonly { readonly name: string; readonly scope: Scope }[] {
  return selections.map(({ session, ...selection }) => ({ name: session.connection.name, scope: scopeOf(selection) }));
}

/** What the first of the services that would refuse these tags has against them. */
export function refusalOf(
  tags: readonly string[],
  selections: readonly OpenedSelection[],
  services: ServiceCatalog,
): string | undefined {
  for (const { session } of selections) {
    const problem = findTagsProblem(tags, session.service.limits.tags);
    if (problem) return describeInputProblem(problem, services.of(session.connection.service).label);
  }
  return undefined;
}

function nameOf(file: SelectedFile | undefined): string {
  return file?.path?.slice(file.path.lastIndexOf('/') + 1) ?? file?.id ?? '';
}

export function targetOf({ id, path }: SelectedFile, edit: Edit): { id: string; path?: string; edit: Edit } {
  return { id, ...(path !== undefined && { path }), edit };
}
