import assert from 'node:assert/strict';
import { open, parts, type Workbench } from './workbench';

// Files are looked at, and more of them loaded, without the mouse.
describe('a person at the keyboard', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await open({ env: { TAGWRIGHT_SAMPLE_LIBRARY: JSON.stringify({ files: 700, folders: 2 }) } });
    await workbench.expand(workbench.treeItem('products'));
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(() => workbench.close());

  it('uses a key on the row that has the keyboard, and on all that are selected where those are several', async () => {
    const { page } = workbench;
    // a key that comes while an input closes is lost
    const backToTree = async () => {
      await page.keyboard.press('Escape');
      await page.locator('[role="tree"]:focus').waitFor();
    };
    await workbench.file('mug-blue.jpg').click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Add Tags to mug-red.jpg').waitFor();
    await backToTree();
    await workbench
      .file('mug-red.jpg')
      .and(page.getByRole('treeitem', { selected: true }))
      .waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('F2');
    await page.getByText('Change Tags of mug-blue.jpg').waitFor();
    await workbench.screenshot('key-on-row', parts.left);
    await backToTree();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F2');
    await page.getByText('Change Tags of 2 Files').waitFor();
    await backToTree();
    await workbench.rest();
  });

  it('opens a file by Enter, in the editor that VS Code has for pictures', async () => {
    const { page } = workbench;
    await workbench.file('mug-blue.jpg').click();
    assert.equal(await page.getByRole('tab', { name: /mug-blue/ }).count(), 0);
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: /^mug-blue\.jpg/ }).waitFor();
    await workbench.webview().getByRole('img').waitFor();
    await workbench.rest();
    await workbench.screenshot('opened-file');
  });

  it('opens a file by a double click', async () => {
    await workbench.file('mug-red.jpg').dblclick();
    // the file's hover would be in the way of the next rows
    await workbench.rest();
    await workbench.page.getByRole('tab', { name: /^mug-red\.jpg/ }).waitFor();
    // a picture takes the keyboard once it is shown
    await workbench.webview().getByRole('img').waitFor();
  });

  it('goes on at the first new file after Load more', async () => {
    const { page } = workbench;
    await workbench.collapse(workbench.treeItem('products'));
    for (const folder of ['stock', '2012', '0000']) await workbench.expand(workbench.treeItem(folder));
    const more = page.getByRole('treeitem', { name: 'Load more… 100 are shown' });
    await page
      .getByRole('treeitem', { name: /-000000\.jpg/ })
      .first()
      .click();
    await workbench.rest();
    for (let row = 0; row < 100; row++) await page.keyboard.press('ArrowDown');
    await more.waitFor();
    await workbench.screenshot('load-more', parts.sideBar);
    await page.keyboard.press('Enter');
    await more.waitFor({ state: 'detached' });
    // the first of the new files gets the keyboard
    await workbench.keyboardOn('landscape-000080.jpg');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: /^landscape-000080\.jpg/ }).waitFor();
    await workbench.screenshot('loaded-more', parts.sideBar);
  });
});
