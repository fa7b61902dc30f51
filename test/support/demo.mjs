import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { globSync } from 'glob';
import { bundleTests } from './bundleTests.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';
import { openWorkbench } from './workbench.mjs';

const screenshot = 'test/out/screenshots/demo.png';

/**
 * The main job, done without a person: opens the sample library, selects a folder's files, adds two tags to them and to an id
 * that is missing, and prints what became of each. The half that calls commands is in `demoHost.ts`.
 * @param {object} sample how the sample library is to be
 * @returns {Promise<number>} the exit code
 */
export async function runDemo(sample) {
  const bundle = mkdtempSync('test/out-');
  process.once('exit', () => rmSync(bundle, { recursive: true, force: true }));
  await bundleTests('support', { external: ['vscode'], outdir: bundle, entries: ['test/support/demoHost.ts'] });
  const profile = temporaryFolder();
  const meeting = temporaryFolder();
  const testsPath = join(bundle, 'demoHost.js');
  console.log('Starting VS Code…');
  const workbench = await openWorkbench({
    extensionPath: '.',
    testsPath,
    profile,
    env: { TAGWRIGHT_DEMO: meeting, TAGWRIGHT_DEMO_SAMPLE: JSON.stringify({ ...sample, key: `private_${randomUUID()}` }) },
  });
  try {
    const { count } = JSON.parse(await handed(meeting, 'opened'));
    console.log('The sample library is open.');
    const selected = await selectProducts(workbench.page, count);
    console.log(`Selected ${selected} files of /products in the Library view.`);
    hand(meeting, 'selected');
    const { call, ledger } = JSON.parse(await handed(meeting, 'ledger'));
    console.log(`\ntagwright.addTags ${JSON.stringify(call)}`);
    printLedger(ledger);
    // the log reaches the disk and the Output panel a moment after the command's end
    await sleep(1500);
    console.log('\nOutput channel Tagwright:');
    for (const file of globSync(join(profile, 'vscode/data/logs/**/Tagwright.log')))
      console.log(readFileSync(file, 'utf8').trimEnd());
    mkdirSync('test/out/screenshots', { recursive: true });
    await workbench.page.screenshot({ path: screenshot });
    console.log(`\nScreenshot: ${resolve(screenshot)}`);
    hand(meeting, 'seen');
    return await workbench.ended;
  } finally {
    await workbench.close();
  }
}

/**
 * Opens the folder in the Library view and selects its files, as a person does with Shift.
 * @param {import('playwright-core').Page} page
 * @param {number} count
 */
async function selectProducts(page, count) {
  for (const name of ['Sample Library (ImageKit)', 'products']) {
    await page
      .getByRole('treeitem')
      .filter({ has: page.getByText(name, { exact: true }) })
      .first()
      .click();
    // the click may have opened or closed it; this key opens it, or else goes to its first child
    await page.keyboard.press('ArrowRight');
  }
  const files = page.getByRole('treeitem', { level: 3 }).filter({ hasText: /\.\w{3,4}/ });
  await files.first().click();
  for (let more = count - 1; more > 0; more -= 1) await page.keyboard.press('Shift+ArrowDown');
  return await page.getByRole('treeitem', { selected: true }).count();
}

/** @param {{ counts: Record<string, number>, files: { id: string, path?: string, outcome: string, reason?: string }[] }} ledger */
function printLedger({ counts, files }) {
  for (const { id, path = '', outcome, reason = '' } of files)
    console.log(`  ${outcome.padEnd(10)} ${id}  ${path}  ${reason}`.trimEnd());
  const sum = Object.values(counts).reduce((total, count) => total + count, 0);
  console.log(
    `  ${Object.entries(counts)
      .map(([outcome, count]) => `${count} ${outcome}`)
      .join(', ')}; ${sum} in all`,
  );
}

/**
 * Tells the other half that something is done.
 * @param {string} folder
 * @param {string} name
 */
function hand(folder, name) {
  writeFileSync(join(folder, name), '');
}

/**
 * Waits for the other half.
 * @param {string} folder
 * @param {string} name
 */
async function handed(folder, name) {
  const failure = join(folder, 'failed');
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(50)) {
    if (existsSync(failure)) throw new Error(JSON.parse(readFileSync(failure, 'utf8')).reason);
    if (existsSync(join(folder, name))) return readFileSync(join(folder, name), 'utf8');
  }
  throw new Error(`VS Code did not get to "${name}" in two minutes.`);
}
