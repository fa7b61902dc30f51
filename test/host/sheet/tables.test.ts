import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, env, TabInputWebview, Uri, window, workspace } from 'vscode';
import { answer, type Answers, closeAll, type ListedFile, type Person, SheetPlace, type, until } from './sheetPlace';

describe('a table of tags', () => {
  let place: SheetPlace;
  let folder: string;
  let answers: Answers | undefined;
  before(async () => {
    place = await SheetPlace.open('tables');
    folder = await mkdtemp(join(tmpdir(), 'tagwright-tables-'));
  });
  afterEach(async () => {
    answers?.restore();
    answers = undefined;
    await closeAll();
  });
  after(async () => {
    await place.close();
    await rm(folder, { recursive: true, force: true });
  });

  const person = (says: Person) => (answers = answer(says));
  const inFolder = (name: string) => Uri.file(join(folder, name));
  const shown = (text: string) => answers?.shown.includes(text) === true;

  /** Export Tags on these files, and what is in the file then. */
  async function exported(files: readonly ListedFile[], format: string, name: string): Promise<string> {
    const { restore } = person({ picks: [format], file: inFolder(name) });
    const nodes = place.nodes(files);
    await commands.executeCommand('tagwright.exportTags', nodes[0], nodes);
    restore();
    return readFile(join(folder, name), 'utf8');
  }

  /** Import Tags, with a yes to what the preview shows, if there is one. */
  async function imported(argument: unknown, says: Person, writes: boolean): Promise<readonly string[]> {
    const { shown: said } = person(says);
    const done = commands.executeCommand('tagwright.importTags', argument);
    const isAsked = () => window.tabGroups.activeTabGroup.activeTab?.input instanceof TabInputWebview;
    if (writes) {
      await until(isAsked);
      // the tab is there a moment before its editor has the keyboard
      while (isAsked()) {
        await commands.executeCommand('tagwright.applyChanges');
        await new Promise(setImmediate);
      }
    }
    await done;
    return said;
  }

  it('is written as CSV, as JSON Lines or as a sheet', async () => {
    const files = (await place.files()).slice(0, 3);
    const csv = await exported(files, 'CSV', 'tags.csv');
    assert.deepEqual(csv.split('\r\n'), [
      '\ufeffid,path,tags',
      ...files.map(({ id, path, tags }) => `${id},${path},${tags.join(';')}`),
      '',
    ]);
    assert.deepEqual(answers?.shown, ['Export the tags of 3 files as', 'The tags of 3 files were written to tags.csv.']);
    const lines = (await exported(files, 'JSON Lines', 'tags.jsonl')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map(line => JSON.parse(line) as object),
      files.map(({ id, path, tags }) => ({ id, path, tags })),
    );
    const [header, ...rest] = (await exported(files, 'Tag sheet', 'tags.tagsheet')).trimEnd().split('\n');
    assert.equal(header, '# tables (ImageKit) · 3 files');
    assert.deepEqual(
      rest.map(line => line.replace(/ +/g, ' ')),
      files.map(({ id, path, tags }) => `${path} : ${tags.join(', ')}${tags.length > 0 ? ' ' : ''}# ${id}`),
    );
  });

  for (const format of ['CSV', 'JSON Lines', 'Tag sheet']) {
    it(`that was not changed changes nothing: ${format}`, async () => {
      const files = (await place.files()).slice(0, 50);
      const name = `same.${{ CSV: 'csv', 'JSON Lines': 'jsonl' }[format] ?? 'tagsheet'}`;
      await exported(files, format, name);
      const before = place.writes;
      const said = await imported(inFolder(name), { picks: ['tables', 'Replace'] }, false);
      assert.deepEqual([place.writes - before, said.at(-1)], [0, 'All 50 files already have these tags.']);
    });
  }

  it('is imported from a file of the explorer; rows that can not be used are listed, put right and imported again', async () => {
    const [one, two, three, four] = (await place.files()).slice(60, 64);
    assert.ok(one && two && three && four);
    const rows = [
      'Path;File ID;Tags;Remark',
      `;${one.id};imported;by its id`,
      `${two.path};;"imported;two words";by its path`,
      ';;lost;without either',
      `${one.path};${one.id};other;the same file again`,
      '/no/such/file.jpg;;x;',
      `;no id!;x;`,
      `;${three.id};;no tags any more`,
      `;${four.id};50%,off;what the service refuses`,
    ];
    await writeFile(join(folder, 'rows.csv'), `\ufeff${rows.join('\r\n')}\r\n`);
    const picks = ['tables', 'Replace'];
    const said = await imported(inFolder('rows.csv'), { picks, presses: ['Show Rows'] }, true);
    await until(() => window.activeTextEditor?.document.isUntitled === true);
    assert.deepEqual(await place.tagsOf([one.id, two.id, three.id, four.id]), [
      ['imported'],
      ['imported', 'two words'],
      [],
      four.tags,
    ]);
    const list = window.activeTextEditor?.document;
    assert.ok(list);
    const told = [
      'problem;Path;File ID;Tags;Remark',
      'Line 4: The row has neither an id nor a path.;;;lost;without either',
      `Line 5: Line 2 is for the same file, and has other tags.;${one.path};${one.id};other;the same file again`,
      '"Line 6: No file has the path ""/no/such/file.jpg"".";/no/such/file.jpg;;x;',
      '"Line 7: ""no id!"" is not the id of a file on ImageKit.";;no id!;x;',
      `"Line 9: The service does not accept % in a tag: ""50%,off"".";;${four.id};50%,off;what the service refuses`,
    ];
    assert.deepEqual(
      [list.getText().trimEnd().split(/\r?\n/), said.filter(text => text.includes('of 8 rows'))],
      [told, ["4 of 8 rows can't be used.", '5 of 8 rows were not imported.']],
    );
    await type(list, /no id!;x/, `${three.id};right`);
    await type(list, /50%,off;w/, 'half price;w');
    await imported(undefined, { picks: ['Active editor', ...picks] }, true);
    assert.deepEqual(await place.tagsOf([one.id, three.id, four.id]), [['other'], ['right'], ['half price']]);
  });

  it('is imported from the active editor', async () => {
    const files = (await place.files()).slice(70, 72);
    const content = files.map(({ path, tags }) => JSON.stringify({ path, tags: [...tags, 'from the editor'] })).join('\n');
    await window.showTextDocument(await workspace.openTextDocument({ content, language: 'jsonl' }));
    await imported(undefined, { picks: ['Active editor', 'tables', 'Add'] }, true);
    assert.deepEqual(
      await place.tagsOf(files.map(({ id }) => id)),
      files.map(({ tags }) => [...tags, 'from the editor']),
    );
  });

  it('is imported from the clipboard, as a spreadsheet copies it', async () => {
    const files = (await place.files()).slice(80, 82);
    await env.clipboard.writeText(['id\ttags', ...files.map(({ id }) => `${id}\tpasted; 'twice`)].join('\n'));
    await imported(undefined, { picks: ['Clipboard', 'tables', 'Add'] }, true);
    assert.deepEqual(
      await place.tagsOf(files.map(({ id }) => id)),
      files.map(({ tags }) => [...tags, 'pasted', "'twice"]),
    );
  });

  it('is imported from a file that is chosen, which may be a sheet', async () => {
    const [file] = (await place.files()).slice(90);
    assert.ok(file);
    await writeFile(join(folder, 'chosen.tagsheet'), `# any\n${file.path} : chosen, "a, b"  # ${file.id}\n`);
    await imported(undefined, { picks: ['File', 'tables', 'Replace'], file: inFolder('chosen.tagsheet') }, true);
    assert.deepEqual(await place.tagsOf([file.id]), [['chosen', 'a, b']]);
  });

  it('without columns, or with nothing in it, is refused', async () => {
    await env.clipboard.writeText('name,size\na,1');
    const said = await imported(undefined, { picks: ['Clipboard'] }, false);
    await env.clipboard.writeText(' ');
    const more = await imported(undefined, { picks: ['Clipboard'] }, false);
    assert.deepEqual(
      [said.at(-1), more.at(-1), shown('What shall the tags of 1 row do?')],
      ['The first line must name the columns: tags, and id or path. It says: name, size.', 'There is nothing to import.', false],
    );
  });
});
