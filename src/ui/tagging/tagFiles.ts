import { CancellationError, l10n, Uri, window } from 'vscode';
import { describeInputProblem } from '../../app/text/inputProblem';
import type { Edit } from '../../core/model/edit';
import type { Session } from '../../core/model/session';
import { serviceDescriptors } from '../../services';
import { type Call, callOf, textOf } from '../call';
import { isCancelled } from '../../app/cancellation';
import type { Handler } from '../commands';
import { type CallAnswer, callAnswer } from '../../app/jobs/callAnswer';
import type { Jobs } from '../../app/jobs/jobs';
import { faultOn } from '../../app/connections/connectionFault';
import { faultPlace } from '../messages';
import { isNode, type LibraryNode } from '../../app/library/libraryNode';
import { callNames, givenFiles } from './call';
import type { Selection, SelectedFile } from './selection';
import { addable, knownTags, removable } from './tagSuggestions';
import { problemOfTags } from './inputProblem';
import { enterFiles, filesInEditor, type IdFilesDependencies } from './idFiles';
import { askTags } from './tagInput';
import { clickedNodes, filesOfNodes, isFilesNode } from './treeFiles';

export interface TaggingDependencies extends IdFilesDependencies {
  readonly jobs: Jobs;
  /** What is selected in the Library view. */
  readonly selection: () => readonly LibraryNode[];
}

export type TaggingKind = 'add' | 'remove' | 'replace' | 'clear';

/** Adds, removes, replaces or clears tags of the files that are clicked, selected, marked in an editor, entered, or called with. */
export function tagFiles(kind: TaggingKind, deps: TaggingDependencies): Handler {
  return async (...args) => {
    const call = callOf(args, kind === 'clear' ? callNames.filter(name => name !== 'tags') : callNames);
    return call ? carryOutCall(kind, call, deps) : tagChosen(kind, await chooseFiles(args, deps), deps);
  };
}

/** Adds tags to files whose ids or addresses a person enters. */
export function tagFilesById(deps: TaggingDependencies): Handler {
  return async (...args) => {
    const call = callOf(args, callNames);
    if (call) return carryOutCall('add', call, deps);
    const [node] = args;
    return tagChosen('add', [await enterFiles(deps, isNode(node, 'connection') ? node.connection : undefined)], deps);
  };
}

async function carryOutCall(
  kind: TaggingKind,
  call: Call,
  { connections, sessions, jobs }: TaggingDependencies,
): Promise<CallAnswer> {
  const connection = connections.find(textOf(call, 'connection'));
  const session = await sessions.of(connection.id);
  const { fileIds, tags } = checkedFiles(kind, call, session);
  const edit = editOf(kind, tags);
  const ledger = await jobs.carryOut(
    { session, targets: fileIds.map(id => ({ id, edit })), origin: { kind: 'edit' } },
    'program',
  );
  return callAnswer(ledger, faultPlace(connection));
}

/** @throws ConnectionFault whose sentence can name the service */
function checkedFiles(kind: TaggingKind, call: Call, { connection, service }: Session): ReturnType<typeof givenFiles> {
  try {
    return givenFiles(call, kind === 'clear' ? 'noTags' : 'tags', service.limits);
  } catch (error) {
    throw faultOn(connection, error);
  }
}

/** One job a connection, side by side. */
async function tagChosen(kind: TaggingKind, choices: readonly Selection[], deps: TaggingDependencies): Promise<undefined> {
  const { sessions, jobs } = deps;
  const chosen = await Promise.all(choices.map(async choice => ({ ...choice, session: await sessions.of(choice.connectionId) })));
  const edit = kind === 'clear' ? editOf(kind, []) : editOf(kind, await askFor(kind, chosen, deps));
  const runs = chosen.map(({ session, files }) =>
    jobs.carryOut({ session, targets: files.map(file => targetOf(file, edit)), origin: { kind: 'edit' } }, 'person'),
  );
  const ends = await Promise.allSettled(runs);
  // a job that was called off does not hide one that failed
  const rejected = ends.filter(end => end.status === 'rejected');
  const failed = rejected.find(({ reason }) => !isCancelled(reason)) ?? rejected[0];
  if (failed) throw failed.reason;
  return undefined;
}

async function chooseFiles(args: readonly unknown[], deps: TaggingDependencies): Promise<readonly Selection[]> {
  const { library, selection } = deps;
  if (args[0] instanceof Uri) {
    const choice = await filesInEditor(deps);
    return choice ? notEmpty([choice]) : cancel();
  }
  const clicked = clickedNodes(args);
  if (clicked.length > 0) return notEmpty(await filesOfNodes(clicked, library));
  const selected = selection().filter(isFilesNode);
  // a connection is selected as soon as it is shown; its whole library is tagged by a click on it alone
  const items = selected.filter(node => node.kind !== 'connection');
  if (items.length > 0) return notEmpty(await filesOfNodes(items, library));
  return notEmpty([
    await enterFiles(deps, selected.length === 1 && isNode(selected[0], 'connection') ? selected[0].connection : undefined),
  ]);
}

function askFor(
  kind: 'add' | 'remove' | 'replace',
  chosen: readonly (Selection & { readonly session: Session })[],
  { library }: TaggingDependencies,
): Promise<readonly string[]> {
  const files = chosen.flatMap(choice => choice.files);
  const seen = new Map<string, number>();
  for (const { connectionId } of chosen) {
    for (const [tag, count] of library.tagsSeen(connectionId)) seen.set(tag, (seen.get(tag) ?? 0) + count);
  }
  const all = knownTags(
    seen,
    files.map(({ tags }) => tags),
  );
  const offered = { add: addable(all, files.length), remove: removable(all), replace: all };
  const own = files.length === 1 ? files[0]?.tags : undefined;
  return askTags({
    kind,
    files: files.length,
    known: offered[kind],
    // a tag with a comma can't be typed, and would be taken for two
    initial: kind === 'replace' && own && !own.some(tag => tag.includes(',')) ? own : [],
    note: noteOn(chosen),
    check: tags => (kind === 'remove' ? undefined : problemWith(tags, chosen)),
  });
}

/** The first thing that one of the connections' services would refuse. */
function problemWith(tags: readonly string[], chosen: readonly { readonly session: Session }[]): string | undefined {
  for (const { session } of chosen) {
    const problem = problemOfTags(tags, session.service.limits.tags);
    if (problem) return describeInputProblem(problem, serviceDescriptors[session.connection.service].label);
  }
  return undefined;
}

/** Which files they are, and what is the matter with them. */
function noteOn(chosen: readonly Selection[]): string {
  const [first, ...others] = chosen.flatMap(({ files }) => files);
  const name = first?.path?.slice(first.path.lastIndexOf('/') + 1) ?? first?.id ?? '';
  const names = others.length === 0 ? name : l10n.t('{0} and {1} more', name, others.length);
  const notes = chosen.flatMap(({ note }) => (note === undefined ? [] : [note]));
  return [l10n.t('Tags for {0}, separated by commas', names), ...notes].join(' · ');
}

function editOf(kind: TaggingKind, tags: readonly string[]): Edit {
  return kind === 'clear' ? { kind } : { kind, tags };
}

function targetOf({ id, path }: SelectedFile, edit: Edit): { id: string; path?: string; edit: Edit } {
  return { id, ...(path !== undefined && { path }), edit };
}

function notEmpty(choices: readonly Selection[]): readonly Selection[] {
  if (choices.some(({ files }) => files.length > 0)) return choices;
  const note = choices.find(choice => choice.note !== undefined)?.note ?? l10n.t('There are no files in what is chosen');
  void window.showInformationMessage(l10n.t('{0}.', note));
  return cancel();
}

function cancel(): never {
  throw new CancellationError();
}
