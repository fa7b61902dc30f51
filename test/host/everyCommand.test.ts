import assert from 'node:assert/strict';
import { commands as vscodeCommands, env, window } from 'vscode';
import type { CallAnswer } from '../../src/app/jobs/callAnswer';
import { type CommandId, commands } from '../../src/app/commandIds';
import type { Connection } from '../../src/core/service/connection';
import { call } from '../support/call';
import { Questions } from './questions';

/** What each command asks or tells first, in each of the ways in which a person uses it; `''`: it just does it. */
interface Expected {
  /** From the palette, with nothing selected. */
  readonly palette: RegExp | '';
  /** What its menu is opened on. */
  readonly on: 'file' | 'connection' | 'tag' | 'run' | 'nothing';
  /** Where it is used on that; `NAME` stands for the file's name. A selection that it is not part of changes nothing. */
  readonly clicked: string;
}

/** Files are asked for by their ids where none are selected. */
const ids = /^(input: [\w ]+ · Sample Library|pick: .*: On which connection are the files\?)/;

const table: Readonly<Record<CommandId, Expected>> = {
  [commands.addConnection]: nothing('pick: Add Connection'),
  [commands.editConnection]: onConnection(/Which connection do you want to edit/, 'input: Edit Connection'),
  [commands.removeConnection]: onConnection(/Which connection do you want to remove/, 'told: Remove the connection "LIBRARY"\\?'),
  [commands.testConnection]: onConnection(/Which connection do you want to test/, 'told: "LIBRARY" works'),
  [commands.refresh]: onConnection('', ''),
  [commands.loadAll]: onConnection(/In which library/, ''),
  [commands.findFiles]: onConnection(/Find Files in All Connections/, 'pick: Find Files in LIBRARY'),
  [commands.saveSearch]: nothing('told: There is no search'),
  [commands.closeSearch]: nothing('told: There is no search'),
  [commands.toggleMarks]: nothing(''),
  [commands.markFiles]: onFile(''),
  [commands.unmarkFiles]: onFile(''),
  [commands.invertMarks]: { palette: '', on: 'file', clicked: '' },
  [commands.clearMarks]: nothing(''),
  [commands.buildIndex]: onConnection(/Which library/, ''),
  [commands.stopIndex]: onConnection(/Which library/, ''),
  [commands.refreshTags]: onConnection('', ''),
  [commands.filterTags]: nothing('input: Filter Tags'),
  [commands.clearTagsFilter]: nothing(''),
  [commands.sortTagsByFiles]: nothing(''),
  [commands.sortTagsByName]: nothing(''),
  [commands.renameTag]: { palette: /In which library/, on: 'tag', clicked: 'input: Rename Tag "sale" · LIBRARY' },
  [commands.mergeTags]: { palette: /In which library/, on: 'tag', clicked: 'pick: Merge "sale", "Sale" · LIBRARY' },
  [commands.addTags]: onFile('pick: Add Tags to NAME'),
  [commands.removeTags]: onFile('pick: Remove Tags from NAME'),
  [commands.replaceTags]: onFile('pick: Replace Tags of NAME'),
  [commands.clearTags]: onFile('told: Clear all tags of NAME'),
  [commands.editTags]: onFile('pick: Change Tags of NAME'),
  [commands.repeatTags]: onFile(''),
  [commands.copyTags]: onFile('told: Copied'),
  [commands.pasteTags]: onFile(''),
  [commands.pasteTagsAndReplace]: onFile('told: Replace the tags of NAME with "pasted"'),
  [commands.adoptAutomaticTags]: onFile('(pick: Keep Automatic Tags|told: These files have no automatic tags)'),
  [commands.deleteAutomaticTags]: onFile('(pick: Delete Automatic Tags|told: These files have no automatic tags)'),
  [commands.tagFilesById]: onConnection(ids, 'input: Tag Files by Id · LIBRARY'),
  [commands.exportTags]: onFile('pick: Export the tags of 1 file as'),
  [commands.importTags]: onConnection(/Where are the tags to import/, 'pick: Where are the tags to import'),
  [commands.openTagSheet]: nothing('told: No sheet has changes that are not applied yet'),
  [commands.previewSheet]: nothing('told: '),
  [commands.applySheet]: nothing('told: '),
  [commands.discardSheet]: nothing('told: '),
  [commands.sortSheetTags]: nothing(''),
  [commands.applyChanges]: nothing(''),
  [commands.discardChanges]: nothing(''),
  [commands.showLog]: nothing(''),
  [commands.undoRun]: onRun(/Which run do you want to undo/, ''),
  // done once more, it is not undone any more
  [commands.redoRun]: onRun(/No run was undone/, '(told: This run was not undone|$)'),
  [commands.forgetRun]: onRun(/No run was cut off/, 'told: This run was not cut off'),
  [commands.retryFailed]: onRun(/No run has failed files/, 'told: This run has no failed files'),
  [commands.resumeRun]: onRun(/No run was cut off/, 'told: This run was not cut off'),
  [commands.showRunReport]: onRun(/Which run do you want to see/, ''),
  [commands.exportRunReport]: onRun(/Which run do you want to export/, 'where to save'),
  [commands.showRunChanges]: onRun(/Which run's changes/, ''),
  [commands.showFailed]: onRun(/No run has failed files/, ''),
  [commands.dismissFailed]: onRun(/No file is marked as failed/, ''),
  [commands.pauseRun]: onRun(/No run is under way/, 'told: This run is not under way'),
  [commands.continueRun]: onRun(/No run is paused/, 'told: This run is not paused'),
  [commands.cancelRun]: onRun(/No run is under way/, 'told: This run is not under way'),
  [commands.refreshRuns]: nothing(''),
  // what its key does to a row is VS Code's own command: it asks for nothing
  [commands.openFile]: { palette: '', on: 'nothing', clicked: '' },
  [commands.openInBrowser]: { palette: /Select files in the Library view first/, on: 'nothing', clicked: '' },
  [commands.copyFileUrl]: { palette: /Select files in the Library view first/, on: 'file', clicked: 'told: Copied: http.*/NAME' },
  [commands.copyFilePath]: { palette: /Select files in the Library view first/, on: 'file', clicked: 'told: Copied: .*/NAME' },
  [commands.copyFileId]: { palette: /Select files in the Library view first/, on: 'file', clicked: 'told: Copied: \\w{24}' },
  [commands.editTagsAsText]: onFile(''),
  // selects the library that it opens
  [commands.openSampleLibrary]: nothing(''),
};

describe('every command', () => {
  const libraryName = 'Sample Library (ImageKit)';
  let nodes: Readonly<Record<Exclude<Expected['on'], 'nothing'>, readonly [unknown, readonly unknown[]]>>;
  let questions: Questions;
  /** The name of the file that is selected in the Library view. */
  let selected = '';

  before(async () => {
    const connections = await call<readonly Connection[]>('openSampleLibrary', {});
    const connection = connections.find(({ name }) => name === libraryName);
    assert.ok(connection);
    const connectionId = connection.id;
    const fileIds = ['598821f949c0a938d57563bd'];
    const { runId } = await call<CallAnswer>('addTags', { connection: connectionId, fileIds, tags: ['reached'] });
    const root = { kind: 'connection', connection };
    const parent = { kind: 'folder', connectionId, parent: root, folder: { kind: 'folder', ...named('products', '/products') } };
    const blue = { kind: 'file', connectionId, parent, file: fileNamed('598821f949c0a938d57563bd', 'mug-blue.jpg') };
    const red = { kind: 'file', connectionId, parent, file: fileNamed('598821f949c0a938d57563be', 'mug-red.jpg') };
    const tag = { kind: 'tag', connectionId, parent: root, tag: 'sale', files: 2, twins: ['Sale'] };
    const otherTag = { ...tag, tag: 'mug', twins: [] };
    nodes = {
      file: [blue, [red, parent]],
      connection: [root, [parent, red]],
      tag: [tag, [otherTag]],
      run: [{ kind: 'run', runId }, []],
    };
    questions = new Questions(window);
  });
  after(async () => {
    questions.restore();
    await vscodeCommands.executeCommand('workbench.action.closeAllEditors');
  });

  const using = async (id: CommandId, ...args: readonly unknown[]) => {
    await env.clipboard.writeText('pasted');
    return (await questions.during(() => vscodeCommands.executeCommand(id, ...args))).join('\n');
  };

  for (const [id, { palette }] of entries()) {
    it(`${id} ${palette === '' ? 'does its work' : 'asks or tells'} from the palette with nothing selected`, async () => {
      matches(await using(id), palette);
    });
  }

  for (const [id, { on, clicked }] of entries()) {
    if (on === 'nothing') continue;
    it(`${id} is about the ${on} that was clicked, whatever is selected`, async () => {
      const [node, others] = nodes[on];
      const wanted = expected(clicked, 'mug-blue.jpg');
      matches(await using(id, node, [node]), wanted);
      matches(await using(id, node, others), wanted);
    });
  }

  describe('by its key', () => {
    before(async () => {
      // marks would be meant rather than what is selected
      await vscodeCommands.executeCommand(commands.clearMarks);
      await vscodeCommands.executeCommand(commands.openSampleLibrary);
      await vscodeCommands.executeCommand('tagwright.library.focus');
      for (let rows = 0; rows < 60 && selected === ''; rows++) {
        await vscodeCommands.executeCommand('list.expand');
        await vscodeCommands.executeCommand('list.focusDown');
        await vscodeCommands.executeCommand('list.select');
        selected = /Add Tags to (\S+\.\w+)/.exec(await using(commands.addTags))?.[1] ?? '';
      }
      assert.notEqual(selected, '');
    });

    for (const [id, { on, clicked }] of entries()) {
      if (on !== 'file' || id === commands.invertMarks) continue;
      it(`${id} is about the selected file`, async () => {
        matches(await using(id), expected(clicked, selected));
        await vscodeCommands.executeCommand(commands.clearMarks);
      });
    }
  });

  function expected(clicked: string, name: string): RegExp | '' {
    if (clicked === '') return '';
    return new RegExp(`^${clicked.replace('LIBRARY', escaped(libraryName)).replace('NAME', escaped(name))}`);
  }
});

function nothing(asks: string): Expected {
  return { palette: asks === '' ? '' : new RegExp(`^${asks}`), on: 'nothing', clicked: '' };
}

function onConnection(palette: RegExp | '', clicked: string): Expected {
  return { palette, on: 'connection', clicked };
}

function onFile(clicked: string): Expected {
  return { palette: ids, on: 'file', clicked };
}

function onRun(palette: RegExp, clicked: string): Expected {
  return { palette, on: 'run', clicked };
}

function entries(): readonly (readonly [CommandId, Expected])[] {
  return Object.entries(table) as [CommandId, Expected][];
}

/** What needs no question may tell that there was nothing to do. */
function matches(said: string, wanted: RegExp | ''): void {
  if (wanted !== '') assert.match(said, wanted);
  else
    assert.match(
      said,
      /^(|told: (The file already has|There is nothing to undo|A later run has taken this one back already).*)$/,
    );
}

function fileNamed(id: string, name: string): object {
  return { kind: 'file', id, name, path: `/products/${name}`, tags: ['kitchen'], derivedTags: [], facts: {} };
}

function named(name: string, path: string): object {
  return { id: path, name, path };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
