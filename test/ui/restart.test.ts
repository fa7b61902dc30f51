import { open, type Workbench } from './workbench';

// What a person finds again who comes back to the sample library another day.
describe('after a restart of VS Code', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await open();
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(() => workbench.close());

  it('the sample library is opened again from what was done there, and has its edits', async () => {
    const { page } = workbench;
    await page.getByRole('button', { name: 'Open Sample Library' }).first().click();
    await workbench.expand(workbench.treeItem('products'));
    await workbench.contextMenu(workbench.file('mug-blue.jpg'), 'Add Tags…');
    await page.getByText('Add Tags to mug-blue.jpg').waitFor();
    await workbench.quickInput().fill('tuesday');
    await page.keyboard.press('Enter');
    const tagged = page.getByRole('treeitem', { name: 'mug-blue.jpg, tags: kitchen, mug, blue, tuesday' });
    await tagged.waitFor();

    await page.reload();
    // VS Code has not always noted by then that the side bar is open
    await workbench.openView();
    await page.getByText('See the files of your media library here, and tag them.').waitFor();
    const run = page.getByRole('treeitem', { name: /^Add tuesday/ });
    await run.hover();
    await run.getByRole('button', { name: 'Undo Run' }).click();
    const closed = workbench.notification('The sample library is closed. What you changed there was kept');
    await closed.waitFor();
    await workbench.screenshot('sample-closed');
    await closed.getByRole('button', { name: 'Open Sample Library' }).click();
    await workbench.expand(workbench.treeItem('products'));
    await tagged.waitFor();
    await run.hover();
    await run.getByRole('button', { name: 'Undo Run' }).click();
    await page.getByRole('treeitem', { name: 'mug-blue.jpg, tags: kitchen, mug, blue', exact: true }).waitFor();
  });
});
