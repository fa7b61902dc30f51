import assert from 'node:assert/strict';
import { open, parts, type Workbench } from './workbench';

// What a person is told before anything is changed: which files, which tags, and what becomes of them.
describe('a careful person', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await open();
    await workbench.page.getByRole('button', { name: 'Open Sample Library' }).first().click();
    await workbench.expand(workbench.treeItem('products'));
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(() => workbench.close());

  it('changes nothing by a habitual Enter, and keeps what was typed over a click elsewhere', async () => {
    const { page } = workbench;
    await workbench.contextMenu(workbench.file('mug-blue.jpg'), 'Add Tags…');
    await page.getByText('Add Tags to mug-blue.jpg').waitFor();
    await workbench.quickPickItem(/round-neck/).waitFor();
    await page.keyboard.press('Enter');
    assert.equal(await workbench.quickInput().inputValue(), '');
    await page.keyboard.type('mugs');
    await workbench.quickPickItem(/instead of "mugs"/).waitFor();
    await page.getByRole('main').click({ position: { x: 300, y: 500 } });
    await workbench.quickPickItem(/instead of "mugs"/).waitFor();
    await workbench.screenshot('near-twin', parts.input);
    await workbench.quickPickItem(/instead of "mugs"/).click();
    await page.keyboard.press('Escape');
  });

  it('sees how many files a folder has before it is chosen, and which folder it is until the end', async () => {
    const { page } = workbench;
    await workbench.contextMenu(workbench.treeItem('products'), 'Clear Tags');
    await workbench.quickPickItem(/all below it.*120 files/).waitFor();
    await workbench.screenshot('scope', parts.input);
    await workbench.quickPickItem(/all below/).click();
    const question = workbench.question(/Clear all tags of \d+ files in Sample Library \(ImageKit\)\?/);
    await question.getByText(/\/products and all below/).waitFor();
    // what would lose so much is not done by a habitual Enter
    await question.getByRole('button', { name: 'Show Changes' }).and(page.locator(':focus')).waitFor();
    await workbench.screenshot('much-is-lost');
    await page.keyboard.press('Enter');
    const preview = workbench.webview();
    await preview.getByRole('button', { name: /^Apply to \d+ Files$/ }).waitFor();
    await preview.getByRole('heading', { name: 'Files with the same change' }).waitFor();
    await workbench.screenshot('preview-page');
    // it stays where it is when another editor opens
    await workbench.runCommand('File: New Untitled Text File');
    await page.getByRole('tab', { name: /^Preview: Clear all tags/ }).click();
    await preview.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('tab', { name: /^Preview: Clear all tags/ }).waitFor({ state: 'detached' });
    await workbench.treeItem('products').and(page.locator(':focus, [aria-selected="true"]')).first().waitFor();
    await workbench.contextMenu(workbench.treeItem('Sample Library (ImageKit)'), 'Add Tags…');
    await workbench.quickPickItem(/The whole library.*240 files/).click();
    await page.getByText('Add Tags to 240 Files · Sample Library (ImageKit) · whole library').waitFor();
    await workbench.screenshot('whole-library', parts.input);
    await page.keyboard.press('Escape');
  });

  it('is never taken to mean a selection that can not be seen', async () => {
    const { page } = workbench;
    await workbench.file('mug-blue.jpg').click();
    await page.getByRole('tab', { name: /^Explorer/ }).click();
    await workbench.runCommand('Tagwright: Clear Tags');
    await page.getByPlaceholder('On which connection are the files?').waitFor();
    await page.keyboard.press('Escape');
    await workbench.openView();
  });

  it('has each line of an editor as an id of its own, and is told what is none', async () => {
    const { page } = workbench;
    await workbench.runCommand('File: New Untitled Text File');
    await page.keyboard.insertText('598821f949c0a938d57563bd\nmug-green\n598821f949c0a938d57563be\n');
    await page.keyboard.press('Control+a');
    await workbench.runCommand('Tagwright: Tag Files by Id');
    await workbench.quickPickItem(/\(ImageKit\)/).click();
    await page.getByText('2 files · neither id nor address: "mug-green"').waitFor();
    await workbench.screenshot('ids', parts.input);
    await page.keyboard.press('Escape');
    await workbench.runCommand('Tagwright: Remove Tags');
    await page.getByText('Remove Tags from 2 Files').waitFor();
    await workbench.quickPickItem(/kitchen.*on all of these/).waitFor();
    await workbench.screenshot('remove-by-id', parts.input);
    await page.keyboard.press('Escape');
  });

  it('tags a folder by keys alone, sees that it can be taken back, and that it was', async () => {
    const { page } = workbench;
    await workbench.treeItem('products').click();
    await page.keyboard.press('Control+Enter');
    await workbench.quickPickItem(/all below it.*120 files/).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Add Tags to 120 Files').waitFor();
    await page.keyboard.type('autumn, gift');
    await page.keyboard.press('Enter');
    await workbench.question('Add "autumn", "gift" to 120 files').waitFor();
    await page.keyboard.press('Enter');
    await workbench.notification('Added "autumn", "gift" to 120 files.').getByRole('button', { name: 'Undo' }).click();
    await workbench.question('Undo the changes to 120 files in Sample Library (ImageKit)?').waitFor();
    await workbench.screenshot('undo-question');
    await page.keyboard.press('Enter');
    await page.getByRole('treeitem', { name: /^Add autumn, gift, .*undone · 120 changed/ }).waitFor();
    await workbench.rest();
    await workbench.screenshot('undone', parts.sideBar);
  });
});
