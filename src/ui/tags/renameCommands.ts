import { CancellationError, InputBoxValidationSeverity, window } from 'vscode';
import { commands } from '../../app/commandIds';
import { connectionIdOf, isNode, type LibraryNode, type TagNode } from '../../app/library/libraryNode';
import type { LibraryTree } from '../../app/library/libraryTree';
import {
  mergeQuestion,
  type MergeQuestion,
  type NewNameQuestion,
  newTagName,
  type NewTagName,
  type TagsSeen,
  tagChoice,
  type TagChoiceRow,
} from '../../app/renaming/newTagName';
import { renameTags, type RenameTagsPorts, type TagsInPlace } from '../../app/renaming/renameTags';
import { clickedNodes } from '../../app/selection/commandContext';
import { refusalOf } from '../../app/selection/tagSelections';
import {
  mergeCommandTitle,
  mergePrompt,
  renameCommandTitle,
  whichLibraryText,
  whichMoreTagsText,
  whichTagsText,
  whichTagText,
} from '../../app/text/tagging/renameText';
import { faultOn } from '../../core/model/fault';
import type { Handler } from '../commands';
import { chooseConnection } from '../connections/chooseConnection';
import { pickRow } from '../tagging/rowPicker';
import { editTagsOf, type TaggingDependencies } from '../tagging/tagFiles';
import { makeTargetQuestions } from '../tagging/targetQuestions';

export interface RenameCommandsDependencies extends TaggingDependencies {
  readonly runs: TaggingDependencies['runs'] & RenameTagsPorts['runs'];
  readonly searching: RenameTagsPorts['searching'];
  readonly tree: TaggingDependencies['tree'] & Pick<LibraryTree, 'areAllTagsSeen'>;
}

/** One name in place of another, or of several, across a library or a folder. */
export function renameCommands(deps: RenameCommandsDependencies) {
  return {
    [commands.renameTag]: async (...args): Promise<void> => {
      const nodes = meantNodes(args, deps);
      // F2 in the Tags view is on a file as often as on a tag
      if (nodes.length > 0 && nodes.every(node => isNode(node, 'file'))) {
        await editTagsOf(deps)(...args);
        return;
      }
      const place = await placeOf(nodes, args, deps);
      const tags = place.tags.length > 0 ? place.tags : [await chooseTag(place, deps)];
      await ask({ ...place, tags }, deps);
    },
    /** The tags that are selected, or the clicked one with its probable twins; where there is one alone, it is asked for more. */
    [commands.mergeTags]: async (...args): Promise<void> => {
      const nodes = meantNodes(args, deps);
      const place = await placeOf(nodes, args, deps);
      const [only] = nodes;
      const twins = nodes.length === 1 && isNode(only, 'tag') ? only.twins : [];
      const tags = [...place.tags, ...twins];
      await ask({ ...place, tags: tags.length > 1 ? tags : await chooseTags({ ...place, tags }, deps) }, deps);
    },
  } satisfies Record<string, Handler>;
}

/** Several become one of them, or another; one gets another name. */
async function ask(place: TagsInPlace, deps: RenameCommandsDependencies): Promise<void> {
  const question = await questionOf(place, deps);
  const to = place.tags.length === 1 ? await askNewName(newTagName(question)) : await askMerge(mergeQuestion(question));
  await renameTags({ ...place, to }, portsOf(deps));
}

function portsOf(deps: RenameCommandsDependencies): RenameTagsPorts {
  const { sessions, runs, searching, connections, services, jobs } = deps;
  return {
    sessions,
    runs,
    searching,
    questions: makeTargetQuestions(connections, services, 'rename'),
    carryOut: parts => jobs.carryOutTogether(parts),
  };
}

async function questionOf(
  place: TagsInPlace,
  { connections, sessions, services, tree }: RenameCommandsDependencies,
): Promise<NewNameQuestion> {
  const { connectionId } = place;
  const connection = connections.find(connectionId);
  try {
    const opened = { connectionId, files: [], session: await sessions.of(connectionId) };
    return {
      ...place,
      library: connection.name,
      ...tagsSeen(connectionId, tree),
      check: name => refusalOf([name], [opened], services),
    };
  } catch (error) {
    throw faultOn(connection, error);
  }
}

/** What was clicked, or else what is selected where the person is. */
function meantNodes(args: readonly unknown[], { selection }: TaggingDependencies): readonly LibraryNode[] {
  const clicked = clickedNodes(args);
  if (clicked.length > 0) return clicked;
  const nodes = selection();
  return nodes.filter(node => isNode(node, 'tag') || isNode(node, 'file'));
}

/** The tags among these nodes, of the first one's library; or the folder or library that was clicked. */
async function placeOf(
  nodes: readonly LibraryNode[],
  args: readonly unknown[],
  { connections, services, searching }: RenameCommandsDependencies,
): Promise<TagsInPlace> {
  const [first] = nodes;
  if (first === undefined || isNode(first, 'file')) {
    const connection = await chooseConnection(connections, { services, args, prompt: whichLibraryText() });
    // its tags are known then
    await (await searching.load()).indexes.of(connection.id).open();
    return { connectionId: connection.id, tags: [] };
  }
  const connectionId = connectionIdOf(first);
  const named = nodes.filter((node): node is TagNode => isNode(node, 'tag') && node.connectionId === connectionId);
  await (await searching.load()).indexes.of(connectionId).open();
  return {
    connectionId,
    tags: named.flatMap(({ tag }) => (tag === undefined ? [] : [tag])),
    ...(isNode(first, 'folder') && { folder: first.folder.path }),
  };
}

function tagsSeen(connectionId: string, tree: RenameCommandsDependencies['tree']): TagsSeen {
  return { seen: tree.tagsSeen(connectionId), areAll: tree.areAllTagsSeen(connectionId) };
}

async function chooseTag({ connectionId }: TagsInPlace, { tree }: RenameCommandsDependencies): Promise<string> {
  return (await askTag(renameCommandTitle(), whichTagText(), tagChoice(tagsSeen(connectionId, tree)))).tag;
}

/** One after the other, until there are two at least and no more are wanted. */
async function chooseTags({ connectionId, tags }: TagsInPlace, { tree }: RenameCommandsDependencies): Promise<readonly string[]> {
  const seen = tagsSeen(connectionId, tree);
  const chosen = [...tags];
  for (;;) {
    const prompt = chosen.length === 0 ? whichTagsText() : whichMoreTagsText();
    const row = await askTag(mergeCommandTitle(chosen), prompt, tagChoice(seen, chosen));
    if (row.kind === 'done') return chosen;
    chosen.push(row.tag);
  }
}

/** Asks for a tag's new name. Throws a CancellationError when it is called off. */
async function askNewName({ title, prompt, value, remarkOn }: NewTagName): Promise<string> {
  const name = await window.showInputBox({
    title,
    prompt,
    value,
    valueSelection: [0, value.length],
    ignoreFocusOut: true,
    validateInput: text => {
      const remark = remarkOn(text);
      return remark && { message: remark.text, severity: severities[remark.severity] };
    },
  });
  if (name === undefined || ['', value].includes(name.trim()) || name === value) throw new CancellationError();
  return name.trim();
}

/** Asks which tag several become. Throws a CancellationError when it is called off. */
function askMerge({ title, rows }: MergeQuestion): Promise<string> {
  return pickRow({
    title,
    prompt: mergePrompt(),
    rows,
    icon: ({ kind }) => (kind === 'problem' ? 'error' : 'combine'),
    accept: ({ kind, tag }) => (kind === 'problem' ? undefined : { answer: tag }),
  });
}

/** Asks for one of a library's tags, or for a row that ends the choice. Throws a CancellationError when it is called off. */
function askTag(title: string, prompt: string, rows: (text: string) => readonly TagChoiceRow[]): Promise<TagChoiceRow> {
  return pickRow({
    title,
    prompt,
    rows,
    icon: ({ kind }) => (kind === 'done' ? 'check' : 'tag'),
    accept: row => ({ answer: row }),
  });
}

const severities = { info: InputBoxValidationSeverity.Info, error: InputBoxValidationSeverity.Error } as const;
