import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, TabInputWebview, window, workspace } from 'vscode';
import { call } from '../../support/call';
import { answer, closeAll, problemsOf, SheetPlace, type, until } from './sheetPlace';

describe('a sheet of tags', () => {
  let place: SheetPlace;
  let restore: () => void = () => undefined;
  before(async () => {
    place = await SheetPlace.open('sheets');
  });
  afterEach(async () => {
    restore();
    place.intercept = () => undefined;
    await closeAll();
  });
  after(() => place.close());

  /** Says yes to each question, and tells what was asked and told. */
  const sayYes = () => {
    const answers = answer();
    restore = answers.restore;
    return answers.shown;
  };

  it('shows a file a line, and applies a save by hand after a question', async () => {
    const files = (await place.files()).slice(0, 3);
    const document = await place.edit(files);
    const [first] = files;
    assert.equal(document.languageId, 'tagsheet');
    assert.equal(document.lineCount, 2 + files.length + 1);
    await type(document, / : (.*?) +# /, ' : kitchen, one more # ');
    const shown = sayYes();
    await document.save();
    await until(async () => (await place.tagsOf([first?.id ?? '']))[0]?.includes('one more') === true);
    await until(() => problemsOf(document).length === 0 && !document.isDirty);
    assert.deepEqual(await place.tagsOf([first?.id ?? '']), [['kitchen', 'one more']]);
    assert.match(document.getText(), / : kitchen, one more +# /);
    assert.match(shown.join('\n'), /1 file changes\./);
  });

  it('does not apply what has errors, and says why', async () => {
    const document = await place.edit((await place.files()).slice(3, 6));
    const before = place.writes;
    const shown = sayYes();
    await type(document, /\n(.*?) : (.*)\n(.*)\n$/, '\n$1 : $2\n$1 : 50% off # 000000000000000000000000\n');
    await until(() => problemsOf(document).length > 0);
    // the draft is kept, and what is in the way is said without VS Code's frame for a save that failed
    assert.equal(await document.save(), true);
    await until(() => shown.length > 0);
    assert.deepEqual([place.writes - before, document.isDirty], [0, false]);
    assert.match(shown.join('\n'), /Nothing was sent; your text is kept as a draft\. Line \d: /);
  });

  it('keeps the edit of a file that failed, with the reason beside it', async () => {
    const files = (await place.files()).slice(6, 8);
    const [good, bad] = files;
    place.intercept = ({ method, body }) =>
      method !== 'GET' && body.includes('fails') ? { status: 400, body: { message: 'Not this one.' } } : undefined;
    const document = await place.edit(files);
    await type(document, / : (.*?) +# (.*)\n(.*) : (.*?) +# /, ' : works # $2\n$3 : fails # ');
    sayYes();
    await document.save();
    await until(() => problemsOf(document).some(text => text.includes('The last run did not change this file.')));
    assert.match(document.getText(), / : works +# .*\n.* : fails +# /);
    assert.deepEqual(await place.tagsOf([good?.id ?? '']), [['works']]);
    assert.notDeepEqual(await place.tagsOf([bad?.id ?? '']), [['fails']]);
    assert.match(problemsOf(document).join('\n'), /^3: .*Not this one/);
  });

  it('starts nothing when VS Code saves by itself, and keeps the draft', async () => {
    const files = (await place.files()).slice(10, 13);
    const configuration = workspace.getConfiguration('files');
    await configuration.update('autoSaveDelay', 1, ConfigurationTarget.Global);
    await configuration.update('autoSave', 'afterDelay', ConfigurationTarget.Global);
    try {
      const shown = sayYes();
      const [runs, writes] = [await call<readonly object[]>('listRuns', {}), place.writes];
      const document = await place.edit(files);
      await type(document, / : (.*?) +# /, ' : kept # ');
      await until(() => !document.isDirty && document.getText().includes('kept'));
      await closeAll();
      const again = await place.edit(files);
      assert.match(again.getText(), / : kept # /);
      assert.deepEqual([await call<readonly object[]>('listRuns', {}), place.writes], [runs, writes]);
      assert.deepEqual(
        shown.filter(text => !text.startsWith('This sheet has')),
        [],
      );
    } finally {
      await configuration.update('autoSave', undefined, ConfigurationTarget.Global);
      await configuration.update('autoSaveDelay', undefined, ConfigurationTarget.Global);
    }
  });

  it('loses nothing of what a colleague has done meanwhile, and tells of it', async () => {
    const files = (await place.files()).slice(20, 22);
    const [mine] = files;
    const document = await place.edit(files);
    await place.addElsewhere([mine?.id ?? ''], 'theirs');
    await type(document, / : (.*?) +# /, ' : mine # ');
    const shown = sayYes();
    await document.save();
    await until(() => document.getText().includes('theirs'));
    assert.deepEqual(await place.tagsOf([mine?.id ?? '']), [['theirs', 'mine']]);
    assert.match(shown.join('\n'), /1 file was edited elsewhere meanwhile.*\n.*"theirs" added/);
  });

  it('shows what this window does otherwise, under what is being typed', async () => {
    const files = (await place.files()).slice(30, 32);
    const document = await place.edit(files);
    await type(document, / : (.*?) +# /, ' : typed # ');
    const fileIds = files.map(({ id }) => id);
    await call('addTags', { connection: place.connection.id, fileIds, tags: ['menu'] });
    await until(() => document.getText().split('menu').length === 3);
    assert.match(document.getText(), / : menu, typed +# /);
    assert.equal(document.isDirty, true);
  });

  it('is previewed in an editor that has the buttons', async () => {
    const files = (await place.files()).slice(40, 42);
    const document = await place.edit(files);
    await type(document, / : (.*?) +# /, ' : previewed # ');
    const done = commands.executeCommand('tagwright.previewSheet', document.uri);
    await until(() => window.tabGroups.activeTabGroup.activeTab?.input instanceof TabInputWebview);
    await commands.executeCommand('tagwright.applyChanges');
    await done;
    assert.deepEqual(await place.tagsOf([files[0]?.id ?? '']), [['previewed']]);
  });
});
