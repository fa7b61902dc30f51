import { open, parts, type Workbench } from './workbench';

// Tags that the service has made are kept as a file's own, or taken away.
describe('a person whose service makes tags', () => {
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

  it('keeps them as own tags', async () => {
    const { page } = workbench;
    await workbench.contextMenu(workbench.file('mug-blue.jpg'), 'Keep Automatic Tags…');
    await page.getByText('Keep Automatic Tags of 1 File as Its Own').waitFor();
    await workbench.screenshot('keep-automatic-tags', parts.input);
    await page.keyboard.press('Enter');
    await page.getByRole('treeitem', { name: 'mug-blue.jpg, tags: kitchen, mug, blue, Cup, Tableware' }).waitFor();
  });

  it('takes them away, once it is clear that nothing puts them back', async () => {
    const { page } = workbench;
    await workbench.contextMenu(workbench.file('mug-blue.jpg'), 'Delete Automatic Tags…');
    await page.getByText('Delete Automatic Tags of 1 File').waitFor();
    await page.keyboard.press('Enter');
    const question = workbench.question('Remove the automatic tags "Cup", "Tableware" from mug-blue.jpg');
    await question.getByText(/Undo can't bring back/).waitFor();
    await workbench.screenshot('remove-automatic-tags');
    await question.getByRole('button', { name: 'Remove Tags from 1 File' }).click();
    const run = page.getByRole('treeitem', { name: /^Remove automatic Cup, Tableware/ });
    await run.hover();
    await run.getByRole('button', { name: 'Show Run Report' }).waitFor();
    await workbench.screenshot('automatic-tags-removed');
  });
});
