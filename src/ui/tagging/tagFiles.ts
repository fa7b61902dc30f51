import { env, type TextEditor, Uri, window } from 'vscode';
import type { Jobs } from '../../app/jobs/jobs';
import { isNode } from '../../app/library/libraryNode';
import { chooseTargets, enterTargets, type TargetPorts } from '../../app/selection/chooseTargets';
import type { Marks } from '../../app/selection/marks';
import type { Selection } from '../../app/selection/selection';
import { clickedNodes, type CommandContext, droppedTags, isFilesNode } from '../../app/selection/commandContext';
import { type TagEditKind, tagSelections, type TagSelectionsPorts } from '../../app/selection/tagSelections';
import type { Connections } from '../../app/connections/connections';
import type { Handler } from '../commands';
import { lastEdit, recentTags } from '../../app/suggestions/suggestionIndex';
import {
  copyTags,
  pasteTags,
  pickSelections,
  type PickSelectionsPorts,
  repeatEdit,
  type TellingPorts,
} from '../../app/selection/pickSelections';
import type { RunSummary } from '../../core/journal/journal';
import type { DerivedTagAction } from '../../app/selection/derivedTagSelections';
import { askTags, pickDerivedTags, pickTags } from './askTags';
import type { TargetPurpose } from '../../app/text/tagging/targetText';
import { makeTargetQuestions } from './targetQuestions';

export interface TaggingDependencies extends Omit<TargetPorts & TagSelectionsPorts, 'questions' | 'askTags' | 'carryOut'> {
  readonly connections: Connections;
  readonly jobs: Jobs;
  /** What is selected in a view. */
  readonly selection: () => readonly unknown[];
  readonly lastChosenIn: () => CommandContext['lastChosenIn'];
  readonly marks: Pick<Marks, 'selections'>;
  /** Newest first. */
  readonly recentRuns: () => Promise<readonly RunSummary[]>;
}

/** Adds, removes, replaces or clears tags of the files that a command was used on. */
export function tagFiles(kind: TagEditKind, deps: TaggingDependencies): Handler {
  return async (...args) => {
    const ports = portsOf(deps, kind);
    return tagSelections(kind, await chooseTargets(commandContext(args, deps), ports), ports);
  };
}

/** Shows all tags of the files that a command was used on, and adds and removes what is changed. */
export function editTagsOf(deps: TaggingDependencies): Handler {
  return async (...args) => {
    const ports = portsOf(deps, 'edit');
    return pickSelections(await chooseTargets(commandContext(args, deps), ports), ports);
  };
}

/** Does to the files what was done last to others. */
export function repeatTags(deps: TaggingDependencies): Handler {
  return async (...args) => {
    const ports = portsOf(deps, 'repeat');
    const edit = lastEdit(await deps.recentRuns());
    return repeatEdit(edit, edit ? await chooseTargets(commandContext(args, deps), ports) : [], ports);
  };
}

export function copyTagsOf(deps: TaggingDependencies): Handler {
  return async (...args) => {
    const ports = portsOf(deps, 'copy');
    const writeText = (text: string) => env.clipboard.writeText(text);
    return copyTags(await chooseTargets(commandContext(args, deps), ports), { ...ports, writeText });
  };
}

/** Adds what is in the clipboard, or puts it in place of all tags. */
export function pasteTagsOn(kind: 'add' | 'replace', deps: TaggingDependencies): Handler {
  return async (...args) => {
    const ports = portsOf(deps, 'paste');
    const text = await env.clipboard.readText();
    return pasteTags(kind, text, await chooseTargets(commandContext(args, deps), ports), ports);
  };
}

/** Does something with the tags that a service has made, of the files that a command was used on. */
export function derivedTags(action: DerivedTagAction, deps: TaggingDependencies): Handler {
  return async (...args) => {
    const ports = { ...portsOf(deps, action === 'adopt' ? 'adopt' : 'removeDerived'), pickDerivedTags };
    const { derivedTagSelections } = await import('../../app/selection/derivedTagSelections');
    return derivedTagSelections(action, await chooseTargets(commandContext(args, deps), ports), ports);
  };
}

/** Adds tags to files whose ids or addresses a person enters. */
export function tagFilesById(deps: TaggingDependencies): Handler {
  return async (...args) => {
    const [node] = args;
    const ports = portsOf(deps, 'byId');
    const connection = isNode(node, 'connection') ? node.connection : undefined;
    return tagSelections('add', await enterTargets(commandContext(args, deps), ports, connection), ports);
  };
}

/** Adds tags to files that were chosen elsewhere. */
export function addTagsTo(selections: readonly Selection[], deps: TaggingDependencies): Promise<void> {
  return tagSelections('add', selections, portsOf(deps, 'add'));
}

function portsOf(
  deps: TaggingDependencies,
  purpose: TargetPurpose,
): TargetPorts & TagSelectionsPorts & PickSelectionsPorts & TellingPorts {
  return {
    ...deps,
    questions: makeTargetQuestions(deps.connections, deps.services, purpose),
    askTags,
    pickTags,
    recentTags: async () => recentTags(await deps.recentRuns()),
    tell: text => void window.showInformationMessage(text),
    carryOut: parts => deps.jobs.carryOutTogether(parts),
  };
}

/** Adds tags to the files that they were brought together with by the mouse. */
export function dropNodes(deps: TaggingDependencies): Handler {
  return async (target, dragged): Promise<void> => {
    const dropped = droppedTags(target, Array.isArray(dragged) ? dragged : []);
    if (!dropped) return;
    const { nodes, tags } = dropped;
    const ports = portsOf(deps, 'add');
    const context: CommandContext = { ...commandContext([], deps), origin: { kind: 'nodes', nodes } };
    await repeatEdit({ kind: 'add', tags }, await chooseTargets(context, ports), ports);
  };
}

/** What a command was used on. */
export function commandContext(
  args: readonly unknown[],
  { selection, lastChosenIn, marks }: Pick<TaggingDependencies, 'selection' | 'lastChosenIn' | 'marks'>,
): CommandContext {
  const nodes = clickedNodes(args);
  const elsewhere = args[0] instanceof Uri ? ({ kind: 'editor' } as const) : ({ kind: 'palette' } as const);
  return {
    origin: nodes.length > 0 ? { kind: 'nodes', nodes } : elsewhere,
    editorText: selectedText(window.activeTextEditor),
    selectedNodes: selection().filter(isFilesNode),
    marked: marks.selections,
    lastChosenIn: lastChosenIn(),
  };
}

function selectedText(editor: TextEditor | undefined): string {
  return editor?.selections.map(selection => editor.document.getText(selection)).join('\n') ?? '';
}
