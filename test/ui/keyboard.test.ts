import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { open, type Workbench } from './workbench';

describe('a newcomer in a hurry', () => {
  let workbench: Workbench;
  // on the icon in the activity bar
  let clicks = 1;
  before(async () => {
    workbench = await open();
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(() => workbench.close());

  async function click(target: Locator): Promise<void> {
    await target.click();
    clicks++;
  }

  it('has tagged a first file after 5 clicks', async () => {
    const { page } = workbench;
    await click(page.getByRole('button', { name: 'Open Sample Library' }).first());
    await click(workbench.treeItem('products'));
    await click(workbench.file('mug-blue.jpg'));
    await click(page.getByRole('button', { name: 'Add Tags…' }));
    await page.getByText('Add Tags to mug-blue.jpg').waitFor();
    await page.keyboard.type('gift');
    await page.keyboard.press('Enter');
    await page.getByRole('treeitem', { name: 'mug-blue.jpg, tags: kitchen, mug, blue, gift' }).waitFor();
    assert.equal(clicks, 5);
  });
});

// In a library of 100,000 files, by keyboard alone; strokes beside the words themselves are counted.
describe('a person in a hurry', () => {
  let workbench: Workbench;
  let strokes = 0;
  before(async () => {
    const sample = { files: 100_000, folders: 1_000, distinctTags: 2_000 };
    workbench = await open({ env: { TAGWRIGHT_SAMPLE_LIBRARY: JSON.stringify(sample) } });
    await workbench.treeItem('Sample Library (ImageKit)').waitFor();
  });
  beforeEach(async () => {
    const tab = workbench.page.getByRole('tab', { name: /^Untitled/ }).first();
    await workbench.until(() => workbench.runCommand('File: New Untitled Text File'), tab, 10_000);
    strokes = 0;
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(() => workbench.close());

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await workbench.page.keyboard.press(key);
    strokes += keys.length;
  }

  it('tags 120 files of a focused folder with two tags, in 7 strokes', async () => {
    const { page } = workbench;
    await workbench.treeItem('products').click();
    await press('Control+Enter');
    await workbench.quickPickItem(/all below it.*120 files/).waitFor();
    await press('ArrowDown', 'Enter');
    await page.getByText('Add Tags to 120 Files').waitFor();
    await page.keyboard.type('swift');
    await press(',', ' ');
    await page.keyboard.type('brisk');
    await workbench.quickPickItem(/Enter adds 2 tags to 120 files/).waitFor();
    await press('Enter');
    await workbench.question('Add "swift", "brisk" to 120 files').waitFor();
    await press('Enter');
    const closing = workbench.notification('Added "swift", "brisk" to 120 files.');
    await closing.waitFor();
    await workbench.clear(closing);
    console.log(`      ${strokes} strokes`);
    assert.ok(strokes <= 7, `${strokes} strokes`);
  });

  it('tags 120 files of a folder with two tags, from anywhere', async () => {
    const { page } = workbench;
    await press('Control+k', 'g');
    await page.getByText('Find Files in').waitFor();
    await page.keyboard.type('in:/products');
    await page.getByText(/Enter shows all 120 in Library/).waitFor();
    await press('Enter');
    await workbench.treeItem(/^in:\/products \(/).waitFor();
    await press('F2');
    await page.getByText('Change Tags of 120 Files').waitFor();
    // without a pause: what is typed after an Enter belongs to the next tag
    await page.keyboard.type('hurry');
    await press('Enter');
    await page.keyboard.type('worry');
    await press('Enter');
    await page.getByText('Add "hurry", "worry"', { exact: true }).waitFor();
    await press('Enter');
    await workbench.question('120 files').waitFor();
    await press('Enter');
    await page
      .getByRole('treeitem', { name: /^cactus-coral-pot\.jpg, tags: .*hurry, worry/ })
      .first()
      .waitFor();
    await workbench.clear(workbench.notification('120 files'));
    console.log(`      ${strokes} strokes`);
    assert.ok(strokes <= 12, `${strokes} strokes`);
  });

  it('finds one file of 100,000 and tags it', async () => {
    const { page } = workbench;
    await press('Control+k', 'g');
    await page.getByText('Find Files in').waitFor();
    await page.keyboard.type('mug-004711');
    await page.getByText(/Enter shows all 2 in Library/).waitFor();
    await press('Enter');
    await workbench.treeItem('mug-004711 (1)').first().waitFor();
    await press('F2');
    await page.getByText('Change Tags of mug-004711.jpg').waitFor();
    await page.keyboard.type('found');
    await press('Enter');
    await page.getByText('Add "found"', { exact: true }).waitFor();
    await press('Enter');
    await page
      .getByRole('treeitem', { name: /^mug-004711\.jpg, tags: .*found/ })
      .first()
      .waitFor();
    console.log(`      ${strokes} strokes`);
    assert.ok(strokes <= 15, `${strokes} strokes`);
  });

  it('finds three files by tag and name, tags them, and takes it back', async () => {
    const { page } = workbench;
    await press('Control+k', 'g');
    await page.getByText('Find Files in').waitFor();
    await page.keyboard.type('fern tag:fern');
    await page.getByText(/Enter shows all 3 in Library/).waitFor();
    await press('Enter');
    await workbench.treeItem('fern tag:fern (3)').first().waitFor();
    await press('Control+Enter');
    await page.getByText('Add Tags to 3 Files').waitFor();
    await page.keyboard.type('greenhouse');
    await workbench.quickPickItem(/Enter adds 1 tag to 3 files/).waitFor();
    await press('Enter');
    const run = page.getByRole('treeitem', { name: /^Add greenhouse/ });
    await run.waitFor();
    await page
      .getByRole('treeitem', { name: /^fern.*, tags: .*greenhouse/ })
      .nth(2)
      .waitFor();
    await workbench.runCommand('Tagwright: Undo Run');
    await workbench.quickPickItem(/Add greenhouse/).waitFor();
    await press('Enter');
    await page.getByRole('treeitem', { name: /^Undo: Add greenhouse/ }).waitFor();
    await page
      .getByRole('treeitem', { name: /greenhouse/ })
      .and(page.getByRole('treeitem', { name: /^fern/ }))
      .first()
      .waitFor({ state: 'detached' });
  });

  it('renames a tag on 1,167 files after a look at the changes, and takes it back', async () => {
    const { page } = workbench;
    await workbench.runCommand('Tagwright: Rename Tag');
    await workbench.quickPickItem(/\(ImageKit\)/).waitFor();
    await press('Enter');
    await page.getByPlaceholder('Which tag?').waitFor();
    await page.keyboard.type('clear-accent');
    await workbench.quickPickItem(/^clear-accent/).waitFor();
    await press('Enter');
    await page.getByText('Rename Tag "clear-accent"').waitFor();
    await page.keyboard.type('see-through');
    await press('Enter');
    const question = workbench.question('Rename "clear-accent" to "see-through" on 1,167 files');
    await question.waitFor();
    await workbench.screenshot('rename');
    await question.getByRole('button', { name: 'Show Changes' }).focus();
    await press('Enter');
    const preview = workbench.webview();
    await preview.getByRole('heading', { name: 'Rename "clear-accent" to "see-through" on 1,167 files' }).waitFor();
    await workbench.screenshot('rename-preview');
    await press('Control+Enter');
    const closing = workbench.notification('Renamed "clear-accent" to "see-through" on 1,167 files.');
    await closing.waitFor();
    await closing.getByRole('button', { name: 'Undo' }).press('Enter');
    await workbench.question('Undo the changes to 1,167 files in').waitFor();
    await press('Enter');
    await workbench.notification('Undid the changes to 1,167 files.').waitFor();
  });
});
