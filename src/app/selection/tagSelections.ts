import type { ServiceCatalog } from '../../core/model/descriptor';
import { findTagsProblem } from '../../core/model/checks';
import type { Edit } from '../../core/model/edit';
import type { Session } from '../../core/model/session';
import type { Job } from '../../core/plan/job';
import { isCancelled } from '../cancellation';
import type { SessionSource } from '../connections/ports';
import type { LibraryTree } from '../library/libraryTree';
import { makeTagInput, type TagInput } from '../suggestions/tagInput';
import { describeInputProblem } from '../text/inputProblem';
import { tagPrompt } from '../text/tagInputText';
import type { SelectedFile, Selection } from './selection';

export type TagEditKind = 'add' | 'remove' | 'replace' | 'clear';

/** What a person is asked for. */
export interface TagsWanted {
  readonly kind: 'add' | 'remove' | 'replace';
  readonly files: number;
  readonly prompt: string;
  readonly input: TagInput;
}

export interface TagSelectionsPorts {
  readonly sessions: SessionSource;
  readonly services: ServiceCatalog;
  readonly tree: Pick<LibraryTree, 'tagsSeen'>;
  /** Rejects with a cancellation where the person leaves the question. */
  readonly askTags: (wanted: TagsWanted) => Promise<readonly string[]>;
  /** The way of one job: read, ask, run, tell. */
  readonly carryOut: (job: Job) => Promise<unknown>;
}

/**
 * Asks for tags, where the edit needs some, and edits the files: one job a connection, side by side.
 * @throws ConnectionFault, Fault; a cancellation where nothing but that happened
 */
export async function tagSelections(
  kind: TagEditKind,
  selections: readonly Selection[],
  ports: TagSelectionsPorts,
): Promise<void> {
  const opened = await Promise.all(
    selections.map(async selection => ({ ...selection, session: await ports.sessions.of(selection.connectionId) })),
  );
  const edit: Edit = kind === 'clear' ? { kind } : { kind, tags: await ports.askTags(wantedTags(kind, opened, ports)) };
  const ends = await Promise.allSettled(
    opened.map(({ session, files }) =>
      ports.carryOut({ session, targets: files.map(file => targetOf(file, edit)), origin: { kind: 'edit' } }),
    ),
  );
  // a job that was called off does not hide one that failed
  const rejected = ends.filter(end => end.status === 'rejected');
  const failed = rejected.find(({ reason }) => !isCancelled(reason)) ?? rejected[0];
  if (failed) throw failed.reason;
}

interface OpenedSelection extends Selection {
  readonly session: Session;
}

function wantedTags(
  kind: 'add' | 'remove' | 'replace',
  selections: readonly OpenedSelection[],
  { tree, services }: TagSelectionsPorts,
): TagsWanted {
  const files = selections.flatMap(selection => selection.files);
  const seen = new Map<string, number>();
  for (const { connectionId } of selections) {
    for (const [tag, count] of tree.tagsSeen(connectionId)) seen.set(tag, (seen.get(tag) ?? 0) + count);
  }
  const check = (tags: readonly string[]) => (kind === 'remove' ? undefined : refusalOf(tags, selections, services));
  const notes = selections.flatMap(({ note }) => (note === undefined ? [] : [note]));
  return {
    kind,
    files: files.length,
    prompt: tagPrompt(nameOf(files[0]), files.length, notes),
    input: makeTagInput({ kind, files: files.map(({ tags }) => tags), seen, check }),
  };
}

/** What the first of the services that would refuse these tags has against them. */
function refusalOf(
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

function targetOf({ id, path }: SelectedFile, edit: Edit): { id: string; path?: string; edit: Edit } {
  return { id, ...(path !== undefined && { path }), edit };
}
