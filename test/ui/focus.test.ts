import assert from 'node:assert/strict';
import { open, type Workbench } from './workbench';

// By keyboard alone: wherever a job leads, the person is back on the row from which it began.
describe('the keyboard', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await open({ env: { TAGWRIGHT_SAMPLE_LIBRARY: '{}' } });
    await workbench.expand(workbench.treeItem('products'));
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(() => workbench.close());

  for (const [end, leave] of [
    ['Apply', () => workbench.page.keyboard.press('Control+Enter')],
    ['Discard', () => workbench.webview().getByRole('button', { name: 'Discard' }).press('Enter')],
    ['the preview is closed', () => workbench.runCommand('View: Close Editor')],
  ] as const) {
    it(`is back on the file after ${end}`, async () => {
      const { page } = workbench;
      await workbench.file('mug-blue.jpg').click();
      await workbench.rest();
      await page.keyboard.press('ArrowDown');
      await workbench.menuByKey('Replace Tags…');
      await page.getByText('Replace Tags of mug-red.jpg').waitFor();
      await page.keyboard.type(end.toLowerCase());
      await page.keyboard.press('Enter');
      const question = workbench.question('Replace the tags of mug-red.jpg');
      await question.getByRole('button', { name: 'Show Changes' }).press('Enter');
      await workbench.webview().getByRole('button', { name: 'Apply to 1 File' }).waitFor();
      await leave();
      await workbench.keyboardOn('mug-red.jpg');
    });
  }

  it('is back on the file after Cancel', async () => {
    const { page } = workbench;
    await workbench.menuByKey('Clear Tags');
    await workbench.question('Clear all tags of mug-red.jpg').waitFor();
    await page.keyboard.press('Escape');
    await workbench.keyboardOn('mug-red.jpg');
  });

  it('is still on the run after Undo and Redo, and finds its report there', async () => {
    const { page } = workbench;
    await workbench.runCommand('Tagwright: Focus on Runs View');
    await page.keyboard.press('Home');
    await workbench.keyboardOn('Replace with apply, done');
    await workbench.menuByKey('Undo Run');
    await page.getByRole('treeitem', { name: /^Undo: Replace with apply/ }).waitFor();
    await workbench.keyboardOn('Replace with apply, undone');
    await workbench.menuByKey('Redo Run');
    await page.getByRole('treeitem', { name: /^Redo: Replace with apply/ }).waitFor();
    await workbench.keyboardOn('Replace with apply, done');
    await page.keyboard.press('Enter');
    await workbench.webview().getByRole('heading', { name: 'Replace with apply' }).waitFor();
    await workbench.runCommand('View: Close All Editors');
  });

  it('is back on the folder after an undo from a notification, and on the run after one with a look', async () => {
    const { page } = workbench;
    await workbench.collapse(workbench.treeItem('products'));
    await page.keyboard.press('Control+Enter');
    await workbench.quickPickItem(/all below it.*120 files/).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Add Tags to 120 Files · Sample Library (ImageKit) · /products and all below').waitFor();
    await page.keyboard.type('autumn');
    await workbench.quickPickItem(/Enter adds 1 tag to 120 files/).waitFor();
    await page.keyboard.press('Enter');
    await workbench.question('Add "autumn" to 120 files').waitFor();
    await page.keyboard.press('Enter');
    const closing = workbench.notification('Added "autumn" to 120 files.');
    await closing.getByRole('button', { name: 'Undo' }).press('Enter');
    await workbench.question('Undo the changes to 120 files').waitFor();
    await page.keyboard.press('Escape');
    await workbench.keyboardOn('products');
    await workbench.runCommand('Tagwright: Focus on Runs View');
    await page.keyboard.press('Home');
    await workbench.keyboardOn('Add autumn, done');
    await workbench.menuByKey('Undo Run');
    await workbench.question('Undo the changes to 120 files').getByRole('button', { name: 'Show Changes' }).press('Enter');
    await workbench.webview().getByRole('button', { name: 'Apply to 120 Files' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await workbench.notification('Undid the changes to 120 files.').getByRole('button', { name: 'Redo' }).waitFor();
    await workbench.keyboardOn('Add autumn, undone');
    await workbench.screenshot('keyboard-on-run');
  });

  it('does no harm where Enter is pressed again and again', async () => {
    const { page } = workbench;
    await workbench.treeItem('products').click();
    await workbench.rest();
    await workbench.menuByKey('Clear Tags');
    await workbench.quickPickItem(/all below it.*120 files/).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await workbench.question(/Clear all tags of \d+ files/).waitFor();
    await page.keyboard.press('Enter');
    const preview = workbench.webview();
    await preview.getByRole('button', { name: /^Apply to \d+ Files$/ }).waitFor();
    const runs = await page.getByRole('treeitem', { name: /^Clear tags/ }).count();
    for (const key of ['Enter', 'Space', 'Enter']) await page.keyboard.press(key);
    // a key that did something would have closed it
    await preview.getByRole('heading', { name: /^Clear all tags of/ }).click();
    await preview.getByRole('button', { name: 'Discard' }).press('Enter');
    await page.getByRole('tab', { name: /^Preview: Clear all tags/ }).waitFor({ state: 'detached' });
    assert.deepEqual([runs, await page.getByRole('treeitem', { name: /^Clear tags/ }).count()], [0, 0]);
    await workbench.keyboardOn('products');
  });
});
