import assert from 'node:assert/strict';
import { open, parts, quickHovers, type Workbench } from './workbench';

// What a newcomer does, one after the other, in one window.
describe('a newcomer', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await open({ settings: quickHovers });
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(() => workbench.close());

  it('is told what to do in the empty Library view, and opens the sample library', async () => {
    const { page } = workbench;
    await page.getByText('See the files of your media library here, and tag them.').waitFor();
    await page.getByRole('button', { name: 'Add Connection' }).first().waitFor();
    await workbench.screenshot('welcome', parts.sideBar);
    await page.getByRole('button', { name: 'Open Sample Library' }).first().click();
    await workbench.treeItem('products').waitFor();
    await workbench.expand(workbench.treeItem('products'));
    await workbench.file('mug-blue.jpg').waitFor();
    await workbench.rest();
    await workbench.screenshot('library', parts.sideBar);
  });

  it('sees a picture, tags and facts above a file', async () => {
    const hover = workbench.page.getByRole('tooltip').filter({ hasText: 'Automatic tags (not editable' });
    await workbench.hoverFor(workbench.file('mug-blue.jpg'), hover.getByRole('img').first());
    await workbench.screenshot('hover', parts.left);
    const text = await hover.innerText();
    assert.match(text, /Tags: kitchen, mug, blue/);
    assert.match(text, /image\/jpeg · 1600 × 1200/);
    await workbench.rest();
  });

  it('selects several files, and finds what can be done with them in their menu', async () => {
    await workbench.file('chair-mint.jpg').click();
    await workbench.file('mug-red.jpg').click({ modifiers: ['Shift'] });
    await workbench.file('shirt-coral.jpg').click({ modifiers: ['Control'] });
    await workbench.contextMenu(workbench.file('mug-blue.jpg'));
    await workbench.menuItem('Clear Tags').waitFor();
    await workbench.screenshot('context-menu', parts.left);
    await workbench.choose('Add Tags…');
  });

  it('is helped with the tags, and adds them', async () => {
    const { page } = workbench;
    await page.getByText('Add Tags to 5 Files').waitFor();
    await page.keyboard.type('summer, Round Neck');
    await workbench.quickPickItem(/instead of "Round Neck"/).waitFor();
    await workbench.screenshot('tag-input', parts.input);
    await workbench.quickPickItem(/instead of "Round Neck"/).click();
    await page.keyboard.press('Enter');
    await page.getByText('Added "summer", "round-neck" to 5 files.').waitFor();
    await page.getByRole('treeitem', { name: 'mug-blue.jpg, tags: kitchen, mug, blue, summer, round-neck' }).waitFor();
    assert.equal(await page.getByRole('treeitem', { selected: true }).count(), 5);
    assert.equal(await workbench.treeItem('products').getAttribute('aria-expanded'), 'true');
  });

  it('tags all files of a folder, and reads what came of it', async () => {
    const { page } = workbench;
    await workbench.contextMenu(workbench.treeItem('products'), 'Add Tags…');
    await workbench.quickPickItem(/all below/).click();
    await page.getByText('Add Tags to 120 Files').waitFor();
    await page.keyboard.type('sale');
    await page.keyboard.press('Enter');
    const question = workbench.question('Add "sale" to 112 files in Sample Library (ImageKit)?');
    await question.waitFor();
    await workbench.gone('Adding');
    assert.match(await question.innerText(), /112 files change\.\s+8 files stay unchanged\./);
    await question.getByRole('button', { name: 'Add Tags to 112 Files' }).click();
    const closing = workbench.notification('Added "sale" to 112 files; 8 unchanged.');
    await closing.waitFor();
    await workbench.gone('Adding');
    await page.getByRole('treeitem', { name: 'plant-monstera.jpg, tags: sale' }).waitFor();
    await workbench.screenshot('closing-message');
    await workbench.clear(closing);
  });

  it('is told which files failed and why', async () => {
    const { page } = workbench;
    await workbench.expand(workbench.treeItem('brand'));
    await workbench.expand(workbench.treeItem('archive'));
    await workbench.runCommand('Tagwright: Tag Files by Id');
    await workbench.quickPickItem(/\(ImageKit\)/).click();
    await page.getByText('Ids or addresses of files').waitFor();
    await page.keyboard.insertText(ids.join(', '));
    await page.getByText('5 files', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Add Tags to 5 Files').waitFor();
    await page.keyboard.type('winter');
    await page.keyboard.press('Enter');
    const closing = workbench.notification('Added "winter" to 2 files; 1 missing, 2 failed.');
    await closing.getByRole('button', { name: 'Show Failed' }).click();
    await closing.waitFor({ state: 'detached' });
    const failed = page.getByRole('treeitem', { name: /^wordmark-2019-locked\.ai,? .*Error in adding tags/ });
    await failed.waitFor();
    await page.getByRole('treeitem', { name: /^wordmark-2019-locked\.ai, tags: .*, the last run failed$/ }).waitFor();
    await workbench.rest();
    await workbench.screenshot('runs', parts.sideBar);
    const reason = page.getByRole('tooltip').filter({ hasText: 'The last run on this file failed' });
    await workbench.hoverFor(workbench.file('wordmark-2019-locked.ai'), reason);
    await workbench.screenshot('marked-files', parts.left);
    await failed.click();
    await workbench
      .file('wordmark-2019-locked.ai')
      .and(page.getByRole('treeitem', { selected: true }))
      .waitFor();
    await workbench.rest();
  });

  it('finds the failed ids in the output channel', async () => {
    const { page } = workbench;
    await workbench.runCommand('Tagwright: Show Log');
    for (const id of ids.slice(2)) await page.getByText(new RegExp(id)).first().waitFor();
    await page.keyboard.press('Control+b');
    await workbench.screenshot('output', parts.panel);
    await page.keyboard.press('Control+b');
    await workbench.runCommand('View: Hide Panel');
  });

  it('opens the report of a run', async () => {
    await workbench.runCommand('Tagwright: Show Run Report');
    await workbench.quickPickItem(/Add winter/).click();
    const report = workbench.webview();
    await report.getByRole('heading', { name: 'Add winter' }).waitFor();
    await report.getByText('000000000000000000000000').first().waitFor();
    await workbench.screenshot('report');
    await workbench.runCommand('View: Close All Editors');
  });

  it('replaces tags after a look at the changes, and takes it back', async () => {
    const { page } = workbench;
    await workbench.collapse(workbench.treeItem('brand'));
    await workbench.collapse(workbench.treeItem('products'));
    await workbench.expand(workbench.treeItem('campaigns'));
    await workbench.expand(workbench.treeItem('summer-sale'));
    const before = await tagsOf('hero-blue.jpg');
    await workbench.file('hero-blue.jpg').click();
    await workbench.file('hero-plum.jpg').click({ modifiers: ['Shift'] });
    await workbench.contextMenu(workbench.file('hero-green.jpg'), 'Replace Tags…');
    await page.getByText('Replace Tags of 5 Files').waitFor();
    await page.keyboard.type('summer-sale, hero');
    await page.keyboard.press('Enter');
    const question = workbench.question('Replace the tags of 5 files with "summer-sale", "hero" in');
    await question.getByText(/Removed: /).waitFor();
    await workbench.screenshot('preview');
    await question.getByRole('button', { name: 'Show Changes' }).click();
    const preview = workbench.webview();
    await preview.getByRole('heading', { name: 'Replace the tags of 5 files with "summer-sale", "hero"' }).waitFor();
    await workbench.screenshot('diff');
    await preview.getByRole('button', { name: 'Apply to 5 Files' }).click();
    await page
      .getByRole('treeitem', { name: /^hero-.*, tags: summer-sale, hero$/ })
      .nth(4)
      .waitFor();
    const run = page.getByRole('treeitem', { name: /^Replace with summer-sale, hero/ });
    await run.hover();
    await run.getByRole('button', { name: 'Undo Run' }).click();
    await page.getByText('Undid the changes to 5 files.').first().waitFor();
    await page.getByRole('treeitem', { name: /^Undo: Replace with summer-sale, hero/ }).waitFor();
    assert.deepEqual(await tagsOf('hero-blue.jpg'), before);
  });

  it('tags files on Oracle Content, whose tags come by and by', async () => {
    const { page } = workbench;
    await workbench.collapse(workbench.treeItem('Sample Library (ImageKit)'));
    await workbench.expand(workbench.treeItem('Sample Library (Oracle Content)'));
    await workbench.expand(workbench.treeItem('products'));
    await page.getByRole('treeitem', { name: 'mug-blue.jpg, tags: kitchen, mug, blue', exact: true }).waitFor();
    await workbench.file('mug-blue.jpg').click();
    await workbench.file('mug-red.jpg').click({ modifiers: ['Shift'] });
    await workbench.contextMenu(workbench.file('mug-red.jpg'), 'Add Tags…');
    await page.getByText('Add Tags to 2 Files').waitFor();
    await page.keyboard.type('gift');
    await page.keyboard.press('Enter');
    await page.getByText('Added "gift" to 2 files.').waitFor();
    await page.getByRole('treeitem', { name: 'mug-red.jpg, tags: kitchen, mug, red, gift' }).waitFor();
    const hover = page.getByRole('tooltip').filter({ hasText: '/products/mug-blue.jpg' });
    await workbench.hoverFor(workbench.file('mug-blue.jpg'), hover.getByRole('img').first());
    await workbench.screenshot('oracle', parts.left);
    assert.match(await hover.innerText(), /Tags: kitchen, mug, blue, gift/);
  });

  it('tags a folder itself on Oracle Content, and sees what is passed down', async () => {
    const { page } = workbench;
    await workbench.contextMenu(workbench.treeItem('products'), 'Add Tags…');
    await workbench.quickPickItem(/The folder itself/).waitFor();
    await workbench.screenshot('folder-itself', parts.input);
    await workbench.quickPickItem(/The folder itself/).click();
    await page.getByText('Add Tags to products').waitFor();
    await page.keyboard.type('season-27');
    await page.keyboard.press('Enter');
    await page.getByText('Added "season-27" to products.').first().waitFor();
    const hover = page.getByRole('tooltip').filter({ hasText: 'catalog' });
    await workbench.hoverFor(workbench.treeItem('products'), hover);
    assert.match(await hover.innerText(), /Tags: catalog, season-27/);
    const inherited = page.getByRole('tooltip').filter({ hasText: '/products/mug-red.jpg' });
    await workbench.hoverFor(workbench.file('mug-red.jpg'), inherited);
    assert.match(await inherited.innerText(), /Automatic tags \(not editable; inherited\): catalog, season-27/);
  });

  /** The tags that the Library view shows for a file, in whatever order. */
  async function tagsOf(name: string): Promise<readonly string[]> {
    const label = await workbench.file(name).getAttribute('aria-label');
    return (label ?? '')
      .replace(/^.*, tags: /, '')
      .split(', ')
      .sort();
  }
});

/** Two files, two that can't be edited, and one that does not exist. */
const ids = [
  '598821f949c0a938d57563bd',
  '598821f949c0a938d57563be',
  '5fc1c55efe355febddcda3d1',
  '3e21880d5efe355febd4bccx',
  '000000000000000000000000',
];
