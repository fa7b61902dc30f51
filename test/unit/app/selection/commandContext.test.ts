import { deepEqual } from 'node:assert/strict';
import type { ConnectionNode, FileNode, FolderNode } from '../../../../src/app/library/libraryNode';
import { aimOf, clickedNodes, type CommandContext } from '../../../../src/app/selection/commandContext';

const connection = { id: 'c', name: 'demo', service: 'imagekit', endpoint: 'https://demo.example' } as const;
const root: ConnectionNode = { kind: 'connection', connection };
const other: ConnectionNode = { kind: 'connection', connection: { ...connection, id: 'd' } };
const folder: FolderNode = {
  kind: 'folder',
  connectionId: 'c',
  parent: root,
  folder: { kind: 'folder', id: 'a', name: 'a', path: '/a' },
};
const file: FileNode = {
  kind: 'file',
  connectionId: 'c',
  parent: folder,
  file: { kind: 'file', id: 'f', name: 'f', path: '/a/f', tags: [], derivedTags: [], facts: {} },
};
const marked = [{ connectionId: 'c', files: [{ id: 'f' }, { id: 'g' }] }];
const more = { kind: 'more', parent: root, shown: 3 };
const palette: CommandContext = {
  origin: { kind: 'palette' },
  editorText: 'f',
  selectedNodes: [],
  marked: [],
  lastChosenIn: 'tree',
};

describe('what a command is about', () => {
  const cases: readonly (readonly [string, CommandContext, ReturnType<typeof aimOf>])[] = [
    [
      'an element that was clicked',
      { ...palette, origin: { kind: 'nodes', nodes: [root] }, selectedNodes: [file] },
      { kind: 'nodes', nodes: [root] },
    ],
    [
      'the text of an editor that was clicked',
      { ...palette, origin: { kind: 'editor' }, selectedNodes: [file] },
      { kind: 'text', text: 'f' },
    ],
    [
      'ids that are selected in the editor that the person is in',
      { ...palette, lastChosenIn: 'editor', selectedNodes: [file] },
      { kind: 'text', text: 'f' },
    ],
    [
      'what the tree shows as selected, where the editor has no ids',
      { ...palette, editorText: 'g', lastChosenIn: 'editor', selectedNodes: [file] },
      { kind: 'nodes', nodes: [file] },
    ],
    [
      'files and folders that are selected',
      { ...palette, selectedNodes: [root, folder, file] },
      { kind: 'nodes', nodes: [folder, file] },
    ],
    ['ids on a connection that is selected alone', { ...palette, selectedNodes: [root] }, { kind: 'ask', connection }],
    [
      'what is marked, rather than what is selected',
      { ...palette, selectedNodes: [file], marked },
      { kind: 'marks', selections: marked },
    ],
    [
      'all that is marked, where a marked file was clicked',
      { ...palette, origin: { kind: 'nodes', nodes: [file] }, marked },
      { kind: 'marks', selections: marked },
    ],
    [
      'an element that was clicked and is not marked',
      { ...palette, origin: { kind: 'nodes', nodes: [folder] }, marked },
      { kind: 'nodes', nodes: [folder] },
    ],
    [
      'ids that are selected in the editor that the person is in, rather than what is marked',
      { ...palette, lastChosenIn: 'editor', marked },
      { kind: 'text', text: 'f' },
    ],
    ['ids, where several connections are selected', { ...palette, selectedNodes: [root, other] }, { kind: 'ask' }],
    ['ids, where nothing is selected', palette, { kind: 'ask' }],
  ];
  for (const [what, context, expected] of cases) {
    it(what, () => {
      deepEqual(
        aimOf(context, text => text === 'f'),
        expected,
      );
    });
  }
});

describe('what was clicked', () => {
  const cases: readonly (readonly [string, readonly unknown[], readonly unknown[]])[] = [
    ['is the selection that the element belongs to', [file, [file, more, folder]], [file, folder]],
    ['is the element alone where it is not selected', [file, [folder]], [file]],
    ['is the element where there is no selection', [folder], [folder]],
    ['is nothing where it has no files', [more, [more, file]], []],
    ['is nothing where nothing was', [], []],
  ];
  for (const [what, args, expected] of cases) {
    it(what, () => {
      deepEqual(clickedNodes(args), expected);
    });
  }
});
