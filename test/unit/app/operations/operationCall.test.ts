import { deepEqual } from 'node:assert/strict';
import { commands } from '../../../../src/app/commandIds';
import { isCall, operationCommand, operationNames, operationOfCommand } from '../../../../src/app/operations/operationCall';

class Uri {
  readonly scheme = 'file';
}

describe('a command is called', () => {
  const cases: readonly (readonly [string, readonly unknown[], boolean])[] = [
    ['from the palette', [], false],
    ["from a view's title", [undefined, undefined], false],
    ['on an element of a tree', [{ kind: 'file' }, [{ kind: 'file' }]], false],
    ['from an editor', [new Uri(), { groupId: 0 }], false],
    ['with an object', [{ connection: 'demo' }], true],
    ['with an empty object', [{}], true],
    ['with a text', ['demo'], true],
    ['with a list', [['demo']], true],
  ];
  for (const [title, args, expected] of cases) {
    it(`${title}: by a ${expected ? 'program' : 'person'}`, () => {
      deepEqual(isCall(args), expected);
    });
  }
});

describe('an operation', () => {
  it('has a command of its name, and leads back to it', () => {
    deepEqual(
      operationNames.map(name => operationOfCommand(operationCommand(name))),
      operationNames,
    );
  });

  it('is behind each command but those that are about what is shown', () => {
    deepEqual(
      Object.values(commands).filter(command => operationOfCommand(command) === undefined),
      [
        commands.saveSearch,
        commands.closeSearch,
        commands.loadAll,
        commands.toggleMarks,
        commands.markFiles,
        commands.unmarkFiles,
        commands.invertMarks,
        commands.clearMarks,
        commands.stopIndex,
        commands.refreshTags,
        commands.filterTags,
        commands.clearTagsFilter,
        commands.sortTagsByName,
        commands.sortTagsByFiles,
        commands.editTags,
        commands.repeatTags,
        commands.copyTags,
        commands.pasteTags,
        commands.pasteTagsAndReplace,
        commands.adoptAutomaticTags,
        commands.deleteAutomaticTags,
        commands.editTagsAsText,
        commands.openTagSheet,
        commands.previewSheet,
        commands.applySheet,
        commands.discardSheet,
        commands.sortSheetTags,
        commands.exportTags,
        commands.importTags,
        commands.applyChanges,
        commands.discardChanges,
        commands.showLog,
        commands.redoRun,
        commands.forgetRun,
        commands.openFile,
        commands.openInBrowser,
        commands.copyFileUrl,
        commands.copyFilePath,
        commands.copyFileId,
      ],
    );
  });
});
