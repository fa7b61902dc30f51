import { type TextEditor, Uri, window } from 'vscode';
import type { Jobs } from '../../app/jobs/jobs';
import { isNode, type LibraryNode } from '../../app/library/libraryNode';
import { chooseTargets, enterTargets, type TargetPorts } from '../../app/selection/chooseTargets';
import { clickedNodes, type CommandContext, isFilesNode } from '../../app/selection/commandContext';
import { type TagEditKind, tagSelections, type TagSelectionsPorts } from '../../app/selection/tagSelections';
import type { Connections } from '../../app/connections/connections';
import type { Handler } from '../commands';
import { askTags } from './askTags';
import { makeTargetQuestions } from './targetQuestions';

export interface TaggingDependencies extends Omit<TargetPorts & TagSelectionsPorts, 'questions' | 'askTags' | 'carryOut'> {
  readonly connections: Connections;
  readonly jobs: Jobs;
  /** What is selected in the Library view. */
  readonly selection: () => readonly LibraryNode[];
}

/** Adds, removes, replaces or clears tags of the files that a command was used on. */
export function tagFiles(kind: TagEditKind, deps: TaggingDependencies): Handler {
  return async (...args) => {
    const ports = portsOf(deps);
    return tagSelections(kind, await chooseTargets(contextOf(args, deps), ports), ports);
  };
}

/** Adds tags to files whose ids or addresses a person enters. */
export function tagFilesById(deps: TaggingDependencies): Handler {
  return async (...args) => {
    const [node] = args;
    const ports = portsOf(deps);
    const connection = isNode(node, 'connection') ? node.connection : undefined;
    return tagSelections('add', await enterTargets(contextOf(args, deps), ports, connection), ports);
  };
}

function portsOf(deps: TaggingDependencies): TargetPorts & TagSelectionsPorts {
  return {
    ...deps,
    questions: makeTargetQuestions(deps.connections, deps.services),
    askTags,
    carryOut: job => deps.jobs.carryOut(job, 'person'),
  };
}

function contextOf(args: readonly unknown[], { selection }: TaggingDependencies): CommandContext {
  const nodes = clickedNodes(args);
  const elsewhere = args[0] instanceof Uri ? ({ kind: 'editor' } as const) : ({ kind: 'palette' } as const);
  return {
    origin: nodes.length > 0 ? { kind: 'nodes', nodes } : elsewhere,
    editorText: selectedText(window.activeTextEditor),
    selectedNodes: selection().filter(isFilesNode),
  };
}

function selectedText(editor: TextEditor | undefined): string {
  return editor?.selections.map(selection => editor.document.getText(selection)).join('\n') ?? '';
}
