import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { open, type Workbench } from './workbench';

/** As people set VS Code up; `narrow` is a side bar of 200 px. */
const looks = [
  { name: 'dark', theme: 'Dark Modern', width: 1280, sideBarRight: 450 },
  { name: 'contrast', theme: 'Default High Contrast', width: 900, sideBarRight: 420 },
  { name: 'narrow', theme: 'Light Modern', width: 900, sideBarRight: 248 },
] as const;

for (const { name, theme, width, sideBarRight } of looks) {
  describe(`in ${theme} at ${width} px, with a side bar up to ${sideBarRight} px`, () => {
    let workbench: Workbench;
    before(async () => {
      const env = { TAGWRIGHT_SAMPLE_LIBRARY: '{}' };
      workbench = await open({ env, settings: { 'workbench.colorTheme': theme } });
      await workbench.page.setViewportSize({ width, height: 760 });
      await workbench.widenSideBar(sideBarRight);
    });
    afterEach(function () {
      return workbench.screenshotOf(this.currentTest);
    });
    after(() => workbench.close());

    it('a library, the input of tags and what came of a run', async () => {
      const { page } = workbench;
      await workbench.expand(workbench.treeItem('products'));
      await workbench.file('mug-blue.jpg').click();
      await workbench.file('shirt-coral.jpg').click({ modifiers: ['Shift'] });
      await workbench.rest();
      await workbench.screenshot(`look-library-${name}`);
      await page.keyboard.press('Control+Enter');
      await page.getByText('Add Tags to 4 Files').waitFor();
      await page.keyboard.type('gift, Round Neck');
      await workbench.quickPickItem(/instead of "Round Neck"/).waitFor();
      await workbench.screenshot(`look-input-${name}`);
      await page.keyboard.press('Enter');
      await page.getByRole('treeitem', { name: /^Add gift, Round Neck, .*4 changed/ }).waitFor();
      await workbench.screenshot(`look-runs-${name}`);
      assert.deepEqual(await violations(page.locator('html'), '[role="tree"]'), []);
    });

    it('the question and the preview', async () => {
      const { page } = workbench;
      await workbench.contextMenu(workbench.file('mug-blue.jpg'), 'Replace Tags…');
      await page.getByText('Replace Tags of 4 Files').waitFor();
      await page.keyboard.type('summer-sale, mug');
      await page.keyboard.press('Enter');
      const question = workbench.question('Replace the tags of 4 files with "summer-sale", "mug" in');
      await question.getByText(/Removed: /).waitFor();
      await workbench.screenshot(`look-question-${name}`);
      await question.getByRole('button', { name: 'Show Changes' }).click();
      const preview = workbench.webview();
      await preview.getByRole('button', { name: 'Apply to 4 Files' }).waitFor();
      await workbench.screenshot(`look-preview-${name}`);
      assert.deepEqual(await violations(preview.locator('html')), []);
      await preview.getByRole('button', { name: 'Discard' }).click();
    });

    it('a sheet', async () => {
      const { page } = workbench;
      await workbench.contextMenu(workbench.treeItem('products'), 'Edit Tags as Text');
      await workbench.quickPickItem(/all below/).click();
      await page.getByText('No file changes').waitFor();
      await page.getByText('# Sample Library (ImageKit) · /products and all below · 120 files').waitFor();
      await workbench.screenshot(`look-sheet-${name}`);
    });
  });
}

/**
 * What axe finds wrong with a document, or with parts of it: each rule with the elements that break it. A row's name begins with
 * what is seen of it and says more, as "tags:", which is what `label-content-name-mismatch` is about.
 */
async function violations(root: Locator, parts = ':root'): Promise<unknown> {
  await root.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  const options = { iframes: false, rules: { 'label-content-name-mismatch': { enabled: false } } };
  return root.evaluate(`axe.run(${JSON.stringify(parts)}, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);
}
