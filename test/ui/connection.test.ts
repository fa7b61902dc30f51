import assert from 'node:assert/strict';
import { type SandboxProcess, startSandbox } from './sandbox';
import { open, type Workbench } from './workbench';

// A library of one's own, and a run on it that is cancelled, and one that is cut off.
describe('a connection', () => {
  let workbench: Workbench;
  let sandbox: SandboxProcess;
  before(async () => {
    sandbox = await startSandbox('--files', '5240', '--latency', '40', '--rate', '8', '--burst', '8');
    workbench = await open();
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(async () => {
    await workbench.close();
    sandbox.close();
  });

  it('is added, and tested before it is saved', async () => {
    const { page } = workbench;
    await page.getByRole('button', { name: 'Add Connection' }).first().click();
    await workbench.quickPickItem(/ImageKit/).waitFor();
    await workbench.quickPickItem(/ImageKit/).click();
    await page.getByText('A name of your choice').waitFor();
    await page.keyboard.type('Shop pictures');
    await page.keyboard.press('Enter');
    await page.getByText('Private key').first().waitFor();
    await workbench.screenshot('add-connection-key');
    await page.getByRole('button', { name: 'Use Another Address Than https://api.imagekit.io' }).click();
    await page.getByText('The address of ImageKit').waitFor();
    await workbench.quickInput().fill('http://example.com');
    await page.getByText('The address must begin with https://').waitFor();
    await workbench.quickInput().fill(sandbox.imagekit);
    await page.keyboard.press('Enter');
    await page.getByText('Private key').first().waitFor();
    await page.keyboard.type('private_wrong');
    await page.keyboard.press('Enter');
    const question = workbench.question('does not accept this sign-in');
    await question.waitFor();
    await workbench.gone('Testing');
    await workbench.screenshot('add-connection');
    await question.getByRole('button', { name: 'Correct…' }).click();
    await page.getByText('Private key').first().waitFor();
    await workbench.quickInput().fill('private_wrong');
    await page.keyboard.press('Enter');
    await question.getByRole('button', { name: 'Save Anyway' }).click();
  });

  it('is edited from what did not work, beginning with its key', async () => {
    const { page } = workbench;
    await workbench.contextMenu(workbench.treeItem('Shop pictures'), 'Test Connection');
    const refused = workbench.notification('does not accept this sign-in');
    await refused.waitFor();
    await refused.getByRole('button', { name: 'Edit Connection' }).click();
    await page.getByText('Private key (leave empty to keep the present one)').waitFor();
    await workbench.screenshot('edit-connection-key');
    await workbench.quickInput().fill(sandbox.key);
    await page.keyboard.press('Enter');
    await workbench.treeItem('stock').waitFor();
    await workbench.contextMenu(workbench.treeItem('Shop pictures'), 'Test Connection');
    const works = workbench.notification('"Shop pictures" works');
    await works.waitFor();
    await workbench.clear(works);
  });

  it('shows how far a run is, and the run can be cancelled', async () => {
    const cost = await tagStock('calm');
    // nothing is known yet of how fast its writes may go
    assert.equal(cost, 'Takes 100 requests.');
    await workbench.notification(middle).waitFor();
    await workbench.screenshot('progress');
    await workbench.notification('Adding').getByRole('button', { name: 'Cancel' }).click();
    const closing = workbench.notification(/Cancelled\. Added "calm" to [\d,]+ files; .*[\d,]+ not sent\./);
    await closing.waitFor();
    await workbench.clear(closing);
    const tagged = await carriersOf('calm');
    assert.ok(tagged > 1000 && tagged < 5000, `${String(tagged)} files have it`);
  });

  it('goes on with a run that was cancelled, and says so', async () => {
    const { page } = workbench;
    const run = page.getByRole('treeitem', { name: /^Add calm, cancelled/ });
    await run.hover();
    assert.equal(await run.getByRole('button', { name: 'Retry Failed Files' }).count(), 0);
    await run.getByRole('button', { name: 'Continue Run' }).click();
    await workbench.question(/Add "calm" to [\d,]+ files in Shop pictures\?/).waitFor();
    await workbench.screenshot('continue');
    await page.keyboard.press('Enter');
    const closing = workbench.notification(/^.*Added "calm" to [\d,]+ files/);
    await closing.waitFor({ timeout: 60_000 });
    await workbench.clear(closing);
    await page.getByRole('treeitem', { name: /^Continue: Add calm, / }).waitFor();
    assert.equal(await carriersOf('calm'), 5000);
  });

  it('offers to resume a run that was cut off', async () => {
    const cost = await tagStock('autumn');
    // 8 a second
    assert.match(cost, /^Takes 100 requests, about 1[0-4] s\.$/);
    await workbench.notification(middle).waitFor();
    for (const pid of workbench.extensionHosts()) process.kill(pid, 'SIGKILL');
    const tagged = await carriersOf('autumn');
    assert.ok(tagged > 1000 && tagged < 5000, `${String(tagged)} files have it`);
    // VS Code starts the extension host again, and starts another one when the window is opened again
    const offer = workbench.notification(/A run was cut off: "Add autumn" on Shop pictures, about [\d,]+ of 5,000 files left\./);
    await offer.waitFor();
    await workbench.page.reload();
    await offer.waitFor({ state: 'detached' });
    await offer.waitFor();
    await workbench.screenshot('resume');
    await offer.getByRole('button', { name: 'Resume' }).click();
    const closing = workbench.notification('Added "autumn" to 5,000 files.');
    await closing.waitFor();
    await workbench.clear(closing);
    assert.equal(await carriersOf('autumn'), 5000);
  });

  it('is removed', async () => {
    await workbench.contextMenu(workbench.treeItem('Shop pictures'), 'Remove Connection…');
    const question = workbench.question('Remove the connection');
    await question.waitFor();
    await question.getByRole('button', { name: 'Remove' }).click();
    await workbench.page.getByText('See the files of your media library here').waitFor();
  });

  it('by a link alone says what it opens, and what its role forbids', async () => {
    const { page } = workbench;
    await page.getByRole('button', { name: 'Add Connection' }).first().click();
    await workbench.quickPickItem(/Oracle Content/).click();
    await answer('A name of your choice', 'Partner');
    await answer('The address of Oracle Content', sandbox.oracle);
    await page.getByPlaceholder('How do you sign in?').waitFor();
    await workbench.quickPickItem(/No sign-in/).click();
    await workbench.quickPickItem(/Public link/).click();
    await answer('Link id', 'L4D1A07C2E95B3860F7A29C415D17B95F47087F4E518');
    await answer('Access code (optional)', '');
    await answer('Folder or file that the link opens', 'DED694950C14AFF280419F9AB5D17B95F47087F4E518');
    const works = workbench.notification('"Partner" works: its link opens one file.');
    await works.waitFor();
    await workbench.gone('Testing');
    await workbench.screenshot('link-only');
    await workbench.clear(works);
    await workbench.treeItem('Partner').getByText('Oracle Content · one file, by a link').waitFor();
    await workbench.contextMenu(workbench.file('partner-banner.jpg'), 'Add Tags…');
    await answer('Add Tags to partner-banner.jpg', 'spring');
    const refused = workbench.notification('Nothing was changed; 1 failed. The role of the link does not allow it.');
    await refused.waitFor();
    await workbench.screenshot('link-refused');
  });

  async function answer(question: string, text: string): Promise<void> {
    await workbench.page.getByText(question).first().waitFor();
    await workbench.quickInput().fill(text);
    await workbench.page.keyboard.press('Enter');
  }

  async function carriersOf(tag: string): Promise<number> {
    const all = [...(await sandbox.tags()).values()];
    return all.filter(tags => tags.includes(tag)).length;
  }

  /** Resolves to what the question says of its cost. */
  async function tagStock(tag: string): Promise<string> {
    const { page } = workbench;
    await workbench.contextMenu(workbench.treeItem('stock'), 'Add Tags…');
    await workbench.quickPickItem(/all below/).click();
    await page.getByText('Add Tags to 5,000 Files').waitFor();
    await page.keyboard.type(tag);
    await page.keyboard.press('Enter');
    const question = workbench.question(`Add "${tag}" to`);
    await question.waitFor();
    if (tag === 'autumn') await workbench.screenshot('estimate');
    const [cost = ''] = /Takes \d+ requests.*/.exec(await question.innerText()) ?? [];
    await question.getByRole('button', { name: /^Add/ }).click();
    return cost;
  }
});

/** Of a run on 5,000 files. */
const middle = /: (?!1,000 )[1-4],\d+ of 5,000 · [\d,]+\/s/;
