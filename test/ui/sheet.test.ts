import assert from 'node:assert/strict';
import { type SandboxProcess, startSandbox } from './sandbox';
import { open, type Workbench } from './workbench';

// Tags are edited as text: by what an editor is best at, with a look before anything is sent, and nothing lost on either side.
describe('a person who edits tags as text', () => {
  let workbench: Workbench;
  let sandbox: SandboxProcess;
  let misspelt: number;
  before(async () => {
    sandbox = await startSandbox();
    const ids = [...(await sandbox.tags()).keys()];
    await sandbox.addTags(ids, ['sumer']);
    misspelt = await carriersOf('sumer');
    workbench = await open();
    await workbench.addImageKit('Shop', sandbox);
    await workbench.treeItem('products').waitFor();
    await workbench.expand(workbench.treeItem('Shop'));
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(async () => {
    sandbox.close();
    await workbench.close();
  });

  it('replaces a word on many lines, looks at what changes, applies it, and takes it back', async () => {
    const { page } = workbench;
    await editFolder('products', /all below it/);
    await page.getByText('No file changes').waitFor();
    await workbench.screenshot('sheet-open');
    await replaceAll('sumer', 'summer');
    await page.getByText('120 files change').waitFor();
    await workbench.screenshot('sheet');
    await page.keyboard.press('Control+s');
    const question = workbench.question('Change the tags of 120 files in Shop?');
    await question.waitFor();
    await workbench.screenshot('sheet-question');
    await question.getByRole('button', { name: 'Show Changes' }).click();
    const preview = workbench.webview();
    await preview.getByRole('button', { name: 'Apply to 120 Files' }).waitFor();
    await workbench.screenshot('sheet-preview');
    assert.equal(await carriersOf('summer'), 0);
    await preview.getByRole('button', { name: 'Apply to 120 Files' }).click();
    await page.getByText('Changed the tags of 120 files.').first().waitFor();
    await page.getByText('No file changes').waitFor();
    assert.equal(await carriersOf('summer'), 120);
    const run = page.getByRole('treeitem', { name: /^Add summer; remove sumer,/ }).first();
    await run.hover();
    await run.getByRole('button', { name: 'Undo Run' }).click();
    const undo = workbench.question('Undo the changes to 120 files in Shop?');
    await undo.waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('treeitem', { name: /^Undo: Add summer; remove sumer,/ }).waitFor();
    await page.getByText('Undid the changes to 120 files.').first().waitFor();
    assert.deepEqual([await carriersOf('summer'), await carriersOf('sumer')], [0, misspelt]);
    await workbench.screenshot('sheet-undone');
    await workbench.runCommand('View: Close All Editors');
  });

  it('is told while typing what can not be, and why nothing was sent', async () => {
    const { page } = workbench;
    await editFolder('documents', /this folder/);
    await replaceAll('sumer', '50%');
    await page.getByText(/errors? keeps? this sheet from being applied/).waitFor();
    await page.keyboard.press('Control+s');
    const refusal = workbench.notification(/Nothing was sent; your text is kept as a draft\. Line 3: .*%/);
    await refusal.getByRole('button', { name: 'Show Problems' }).waitFor();
    await workbench.screenshot('sheet-errors');
    await refusal.getByRole('button', { name: 'Show Problems' }).click();
    await page.getByText('Ln 3, Col').waitFor();
    assert.equal(await carriersOf('50%'), 0);
    // that it is not applied, and how to be rid of it, stays in sight
    await page.getByText(/errors? keeps? this sheet from being applied/).waitFor();
    await page.getByText('Discard Changes', { exact: true }).waitFor();
    await workbench.screenshot('sheet-refused');
    await workbench.runCommand('View: Close All Editors');
  });

  it('loses nothing that a colleague has done meanwhile, and is told of it', async () => {
    const { page } = workbench;
    await editFolder('brand', /this folder/);
    await replaceAll('sumer', 'winter');
    await page.getByText(/\d+ files change/).waitFor();
    const branded = [...(await sandbox.tags())].filter(([, tags]) => tags.includes('brand')).map(([id]) => id);
    await sandbox.addTags(branded, ['legal-hold']);
    const held = await carriersOf('legal-hold');
    await page.keyboard.press('Control+s');
    const question = workbench.question(/edited elsewhere meanwhile/);
    await question.getByText(/"legal-hold" added/).waitFor();
    await workbench.screenshot('sheet-conflict');
    await question.getByRole('button', { name: /^Change Tags of/ }).click();
    await page
      .getByText(/^Changed the tags of \d+ files\./)
      .first()
      .waitFor();
    const both = [...(await sandbox.tags()).values()].filter(tags => tags.includes('legal-hold') && tags.includes('winter'));
    assert.deepEqual([both.length > 0, await carriersOf('legal-hold')], [true, held]);
  });

  it('keeps what VS Code saves by itself as a draft, and starts no run', async () => {
    // in a browser that is how VS Code begins
    const { page } = workbench;
    await workbench.runCommand('View: Close All Editors');
    const runs = await page.getByRole('treeitem', { name: /Add .+; remove / }).count();
    await editFolder('campaigns', /all below it/);
    await replaceAll('sumer', 'autumn');
    await page.getByText(/\d+ files change/).waitFor();
    await workbench.runCommand('View: Close All Editors');
    await page.getByRole('tab', { name: /campaigns/ }).waitFor({ state: 'detached' });
    assert.deepEqual(
      [
        await carriersOf('autumn'),
        await page.getByRole('treeitem', { name: /Add .+; remove / }).count(),
        await workbench.question('').count(),
      ],
      [0, runs, 0],
    );
  });

  it('has the draft that was not applied again, once the extension host was killed and the window reloaded', async () => {
    const { page } = workbench;
    for (const pid of workbench.extensionHosts()) process.kill(pid, 'SIGKILL');
    await page.reload();
    await workbench.openView();
    await workbench.treeItem('Shop').waitFor();
    await workbench.runCommand('Tagwright: Open Tag Sheet');
    await workbench.quickPickItem(/documents.*2 files change/).click();
    await page.getByText('2 errors keep this sheet from being applied').waitFor();
    await workbench.screenshot('sheet-back');
    await replaceAll('50%', 'half price');
    await page.getByText('2 files change', { exact: true }).waitFor();
    await page.getByText('Apply', { exact: true }).click();
    const question = workbench.question(/Change the tags of/);
    await question.getByRole('button', { name: /^Change Tags of/ }).click();
    await page.getByText('No file changes').waitFor();
    assert.equal(await carriersOf('half price'), 2);
    await workbench.runCommand('View: Close All Editors');
  });

  it('shows what a table changes before it is imported', async () => {
    const { page } = workbench;
    const rows = [...(await sandbox.tags())].slice(0, 40).map(([id, tags]) => `${id};"${[...tags, 'from a table'].join(';')}"`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(`id;tags\n${rows.join('\n')}\n`)})`);
    await workbench.runCommand('Tagwright: Import Tags');
    await workbench.quickPickItem(/Clipboard/).click();
    await workbench.quickPickItem(/^Replace/).click();
    const apply = workbench.webview().getByRole('button', { name: 'Apply to 40 Files' });
    await apply.waitFor();
    await workbench.screenshot('table-preview');
    assert.equal(await carriersOf('from a table'), 0);
    await apply.click();
    await page.getByText('Added "from a table" to 40 files.').first().waitFor();
    assert.equal(await carriersOf('from a table'), 40);
  });

  async function editFolder(name: string, scope: RegExp): Promise<void> {
    await workbench.contextMenu(workbench.treeItem(name), 'Edit Tags as Text');
    await workbench.quickPickItem(scope).click();
    await workbench.page.getByText('Edit the tags, then save.').waitFor();
  }

  async function replaceAll(from: string, to: string): Promise<void> {
    const { page } = workbench;
    await page.keyboard.press('Control+h');
    const find = page.getByRole('textbox', { name: 'Find', exact: true });
    await find.fill(from);
    const replace = page.getByRole('textbox', { name: 'Replace', exact: true });
    await replace.fill(to);
    await replace.press('Control+Alt+Enter');
    await replace.press('Escape');
  }

  async function carriersOf(tag: string): Promise<number> {
    return [...(await sandbox.tags()).values()].filter(tags => tags.includes(tag)).length;
  }
});
