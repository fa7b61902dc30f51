import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shopPage } from '../../shopPage.mjs';
import { open, type Workbench } from './workbench';

// VS Code shows the page of what is installed, with pictures that are public.
describe('the page of the installed extension', () => {
  const extensionPath = mkdtempSync(join(tmpdir(), 'tagwright-page-'));
  const address = 'https://pictures.example/';
  let workbench: Workbench;
  before(async () => {
    for (const part of ['package.json', 'package.nls.json', 'dist', 'media']) {
      cpSync(part, join(extensionPath, part), { recursive: true });
    }
    writeFileSync(join(extensionPath, 'README.md'), shopPage(readFileSync('README.md', 'utf8'), address));
    workbench = await open({ extensionPath });
    await workbench.page.context().route(`${address}**`, route => {
      return route.fulfill({ path: route.request().url().slice(address.length), contentType: 'image/webp' });
    });
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(async () => {
    await workbench.close();
    rmSync(extensionPath, { recursive: true });
  });

  it('begins with what it is for, and shows every picture', async () => {
    const { page } = workbench;
    await workbench.runCommand('Extensions: Show Installed Extensions');
    await page.getByRole('listitem', { name: /^Tagwright/ }).click();
    const details = workbench.webview();
    await details.getByText('Tag the files of your media library from VS Code').waitFor();
    const pictures = details.getByRole('img');
    await pictures.first().waitFor();
    const widths = await pictures.evaluateAll(all =>
      Promise.all((all as unknown as readonly Picture[]).map(one => one.decode().then(() => one.naturalWidth))),
    );
    assert.ok(widths.length > 10);
    assert.deepEqual(
      widths.filter(width => width < 200),
      [],
    );
    await workbench.screenshot('shop-page');
    assert.equal(await details.getByText(/npm/).count(), 0);
  });
});

/** What a page knows of a picture. */
interface Picture {
  readonly naturalWidth: number;
  readonly decode: () => Promise<void>;
}
