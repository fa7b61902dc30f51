import { open, parts, type Workbench } from './workbench';

// Files of several folders and of a search are ticked off, and tagged together, with the keyboard alone.
describe('a person who marks files', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await open();
    await workbench.page.getByRole('button', { name: 'Open Sample Library' }).first().click();
    await workbench.expand(workbench.treeItem('products'));
    await workbench.file('mug-blue.jpg').waitFor();
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(() => workbench.close());

  it('ticks some in three folders and all that a search finds', async () => {
    const { page } = workbench;
    await workbench.runCommand('Tagwright: Show or Hide Marks');
    await page.getByText('No files are marked. Tick some: commands are about them.').waitFor();
    await workbench.file('mug-blue.jpg').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('Space');
    await page.getByText('2 files are marked: commands are about them.').waitFor();
    await workbench.collapse(workbench.treeItem('products'));
    await workbench.expand(workbench.treeItem('campaigns'));
    await workbench.contextMenu(workbench.treeItem('summer-sale'), 'Mark Files');
    await page.getByText(/^\d\d files are marked/).waitFor();
    await workbench.collapse(workbench.treeItem('campaigns'));
    await workbench.expand(workbench.treeItem('brand'));
    await workbench.file('icon-16.png').click();
    await page.keyboard.press('Space');
    await workbench.collapse(workbench.treeItem('brand'));
    await page.keyboard.press('Control+f');
    await page.getByText('Find Files in').waitFor();
    await page.keyboard.type('in:/products mug tag:kitchen');
    await page.getByText(/Enter shows all 2 in Library/).waitFor();
    await page.keyboard.press('Enter');
    await workbench.expand(workbench.treeItem('in:/products mug tag:kitchen (2)'));
    await workbench.runCommand('Tagwright: Mark Files');
    await workbench.rest();
    await workbench.screenshot('marks', parts.sideBar);
  });

  it('tags all of them at once, and finds them marked afterwards, also after a refresh', async () => {
    const { page } = workbench;
    const told = page.getByText(/^\d+ files are marked/);
    const before = await told.innerText();
    await workbench.runCommand('Tagwright: Add Tags');
    await page.getByText(/Add Tags to \d+ Files · Sample Library \(ImageKit\) · marked files/).waitFor();
    await workbench.screenshot('marks-tagged', parts.input);
    await page.keyboard.type('ticked');
    await page.keyboard.press('Enter');
    await workbench
      .question(/Add "ticked" to \d+ files/)
      .getByText('marked files')
      .waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByText(/^Added "ticked" to \d+ files/)
      .first()
      .waitFor();
    await workbench.runCommand('Tagwright: Refresh');
    await workbench.expand(workbench.treeItem('products'));
    await page
      .getByRole('treeitem', { name: /^mug-blue\.jpg, tags: .*ticked/ })
      .first()
      .waitFor();
    await page.getByText(before, { exact: true }).waitFor();
    const marked = page.locator('[aria-checked="true"], :has([aria-checked="true"])');
    await workbench.file('mug-blue.jpg').and(marked).waitFor();
    await workbench.collapse(workbench.treeItem('products'));
    await workbench.expand(workbench.treeItem('campaigns'));
    await workbench.expand(workbench.treeItem('summer-sale'));
    await page
      .getByRole('treeitem', { name: /^hero-blue\.jpg, tags: .*ticked/ })
      .and(marked)
      .waitFor();
    await workbench.screenshot('marks-afterwards', parts.sideBar);
    await workbench.runCommand('Tagwright: Clear Marks');
    await page.getByText('No files are marked.').waitFor();
  });
});
