import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { getChromium } from './chromium.mjs';
import { startServer, workbenchUrl } from './server.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

// as root Chromium needs --no-sandbox; the others keep it from calling out
const chromiumFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
chromiumFlags.push('--disable-component-update', '--disable-sync');

// What the extension host prints reaches the page's console as the first, in a test run (in company of the workbench's own
// log) as the second.
const hostLine = /^(?:%c\[Extension Host\] %c(.*?)(?: color: \w*)+\s*|%c\s*(?:INFO|WARN|ERR)\s+color: #\w+ (.*))$/s;

/**
 * A VS Code workbench in Chromium, with an extension in it: installed, or under development where `testsPath` is given.
 * @param {{
 *   extensionPath?: string,
 *   testsPath?: string,
 *   folder?: string,
 *   profile?: string,
 *   release?: import('./vscode.mjs').Release,
 *   port?: number,
 *   env?: Record<string, string>,
 *   settings?: Record<string, unknown>,
 *   payload?: [string, string][],
 *   headless?: boolean,
 *   onLine?: (line: string) => void,
 * }} options `testsPath`: a module whose `run()` the extension host calls, after which `ended` settles; `folder`: what to
 *   open; `profile`: where VS Code and Chromium keep their data, for a second opening; `onLine` gets what the extension
 *   host prints
 */
export async function openWorkbench({ profile, onLine, headless = true, ...options }) {
  const executablePath = await getChromium();
  const data = profile ?? temporaryFolder();
  const server = await startServer({ ...options, profile: join(data, 'vscode') });
  const viewport = { width: 1400, height: 900 };
  const context = await chromium.launchPersistentContext(join(data, 'browser'), {
    executablePath,
    headless,
    viewport,
    args: chromiumFlags,
    // Playwright's own listeners would swallow the signal: the program that opens a workbench decides
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  // twice Playwright's own: a start takes half a minute where others have the computer as well
  context.setDefaultTimeout(60_000);
  // VS Code's page seals SecretStorage with a key that it asks of code-server's own front, which is not running here.
  // Unanswered, secrets are in memory alone and gone after a reload (measured). Answered, they are kept as globalState and
  // workspaceState are: in the browser, by the page's origin. So they outlive a reload, and a second opening on the same
  // profile and port. A killed extension host is not started again where an extension is under development: reload the page.
  await context.route('**/mint-key', route => route.fulfill({ body: Buffer.alloc(32, 'tagwright') }));
  const page = context.pages()[0] ?? (await context.newPage());
  /** @type {Promise<number>} */
  const ended = new Promise(done => void page.exposeFunction('codeAutomationExit', done));
  await page.exposeFunction('codeAutomationLog', () => {});
  page.on('console', message => {
    const line = hostLine.exec(message.text());
    if (line) onLine?.(line[1] ?? line[2] ?? '');
  });
  const url = workbenchUrl(server, options);
  await page.goto(url);
  return {
    page,
    url,
    ended,
    extensionHosts: server.extensionHosts,
    async close() {
      await context.close();
      await server.close();
    },
  };
}
