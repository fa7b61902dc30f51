import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { type SandboxProcess, startSandbox } from './sandbox';
import { open, type Workbench } from './workbench';

// Two windows on one profile, at work on one account at the same time.
describe('two windows', () => {
  let sandbox: SandboxProcess;
  let first: Workbench;
  let second: Workbench;
  before(async () => {
    sandbox = await startSandbox('--files', '2240', '--latency', '40', '--rate', '4', '--burst', '4');
    first = await open();
    await first.addImageKit('Shop pictures', sandbox);
    await first.treeItem('stock').waitFor();
    second = await first.openAnother();
    await second.expand(second.treeItem('Shop pictures'));
    await second.treeItem('stock').waitFor();
  });
  afterEach(async function () {
    await first.screenshotOf(this.currentTest);
    await second.screenshotOf(this.currentTest, ' (second window)');
  });
  after(async () => {
    await first.close();
    sandbox.close();
  });

  it('take turns on an account, and each tells what is so', async () => {
    const before = await sandbox.tags();
    const questions = [await askFor(second, 'second-window'), await askFor(first, 'first-window')];
    await questions[1]?.click();
    await first.notification(/: [1-9][\d,]* of 2,000 · /).waitFor();
    await second.page.bringToFront();
    await questions[0]?.click();
    await second.notification('waiting for another run').waitFor();
    await second.screenshot('waiting-for-another-run');
    const meanwhile = [...(await sandbox.tags()).values()].filter(tags => tags.includes('second-window'));
    await endOf(first, 'Added "first-window" to 2,000 files.');
    await runOf(second, /^Add first-window.* 2,000 changed/).waitFor();
    await endOf(second, 'Added "second-window" to 2,000 files.');
    await runOf(first, /^Add second-window.* 2,000 changed/).waitFor();
    assert.deepEqual(meanwhile, []);
    assert.deepEqual(
      await gainedSince(before),
      new Map([
        ['', 240],
        ['first-window, second-window', 2000],
      ]),
    );
  });

  it('take back what the other one did, and nothing else', async () => {
    const before = await sandbox.tags();
    await second.page.bringToFront();
    await runOf(second, /^Add first-window/).hover();
    await runOf(second, /^Add first-window/)
      .getByRole('button', { name: 'Undo Run' })
      .click();
    await second.question('Undo').getByRole('button', { name: /^Undo/ }).click();
    await endOf(second, 'Undid the changes to 2,000 files.');
    const now = await sandbox.tags();
    const lost = [...before].map(([id, tags]) => tags.filter(tag => now.get(id)?.includes(tag) !== true).join());
    assert.deepEqual(
      [lost.filter(tags => tags === 'first-window').length, lost.filter(tags => tags !== '' && tags !== 'first-window')],
      [2000, []],
    );
    assert.deepEqual(await gainedSince(before), new Map([['', 2240]]));
  });

  /** The button that starts to tag the 2,000 files of a folder. */
  async function askFor(window: Workbench, tag: string): Promise<Locator> {
    // a browser answers to no mouse in a tab that is behind another one
    await window.page.bringToFront();
    await window.contextMenu(window.treeItem('stock'), 'Add Tags…');
    await window.quickPickItem(/all below/).click();
    await window.page.getByText('Add Tags to 2,000 Files').waitFor();
    await window.page.keyboard.type(tag);
    await window.page.keyboard.press('Enter');
    const button = window.question(`Add "${tag}" to 2,000 files`).getByRole('button', { name: /^Add/ });
    await button.waitFor();
    return button;
  }

  async function endOf(window: Workbench, message: string): Promise<void> {
    const closing = window.notification(message);
    await closing.waitFor();
    await window.page.bringToFront();
    await window.clear(closing);
  }

  function runOf(window: Workbench, name: RegExp): Locator {
    return window.page.getByRole('treeitem', { name });
  }

  /** How many files have which tags that they had not. */
  async function gainedSince(before: ReadonlyMap<string, readonly string[]>): Promise<ReadonlyMap<string, number>> {
    const files = new Map<string, number>();
    for (const [id, tags] of await sandbox.tags()) {
      const gained = tags.filter(tag => before.get(id)?.includes(tag) !== true).sort();
      files.set(gained.join(', '), (files.get(gained.join(', ')) ?? 0) + 1);
    }
    return files;
  }
});
