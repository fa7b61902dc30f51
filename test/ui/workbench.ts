import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { openWorkbench } from '../support/workbench.mjs';

/** A hover lies over the rows that are clicked next. */
const noHovers = { 'workbench.hover.delay': 60_000 };
export const quickHovers = { 'workbench.hover.delay': 300 };

type Options = NonNullable<Parameters<typeof openWorkbench>[0]>;

/** A workbench with the extension and, where `env` asks for it, the sample library. `close()` it in the end. */
export async function open({ settings, ...options }: Options = {}): Promise<Workbench> {
  const opened = await openWorkbench({ extensionPath: '.', ...options, settings: { ...noHovers, ...settings } });
  // small, so that a picture of it can be read in a README
  await opened.page.setViewportSize({ width: 1200, height: 760 });
  const workbench = new Workbench(opened.page, opened.extensionHosts, () => opened.close());
  await workbench.openView();
  await workbench.widenSideBar();
  return workbench;
}

/** What a person sees and does in VS Code, found as a person finds it: by role, label and text. */
export class Workbench {
  constructor(
    readonly page: Page,
    /** Process ids; VS Code notices a killed one, and starts another when the page is reloaded. */
    readonly extensionHosts: () => number[],
    readonly close: () => Promise<void>,
  ) {}

  /** A second window on the same profile, which closes with this one. */
  async openAnother(): Promise<Workbench> {
    const page = await this.page.context().newPage();
    await page.setViewportSize({ width: 1200, height: 760 });
    await page.goto(this.page.url());
    const another = new Workbench(page, this.extensionHosts, () => page.close());
    await another.openView();
    return another;
  }

  /** Opens the view container of the activity bar. */
  async openView(): Promise<void> {
    const tab = this.page.getByRole('tab', { name: 'Tagwright' });
    await tab.waitFor({ timeout: 60_000 });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  }

  /** Drags the border of the side bar: by default so far that names have tags beside them. */
  async widenSideBar(right = sideBarRight): Promise<void> {
    await this.page.getByRole('button', { name: 'Library Section' }).waitFor();
    const { x, y } = (await this.page.getByRole('main').boundingBox()) ?? { x: 0, y: 0 };
    await this.page.mouse.move(x - 2, y + 200);
    await this.page.mouse.down();
    await this.page.mouse.move(right, y + 200, { steps: 5 });
    await this.page.mouse.up();
    await this.rest();
  }

  /** Runs a command from the palette, by its whole title or the beginning of it. */
  async runCommand(title: string): Promise<void> {
    const palette = this.page.getByPlaceholder('Type the name of a command to run.');
    const entry = this.page.getByRole('option', { name: title }).first();
    // what takes the keyboard in this moment, a view that is revealed, closes the palette
    do {
      await this.page.keyboard.press('F1');
      await palette.fill(`>${title}`, { timeout: 2000 }).catch(() => undefined);
    } while (!(await this.happens(entry, 'visible')));
    // the next list opens where the mouse would hover over it
    await this.rest();
    await this.page.keyboard.press('Enter');
  }

  /** The item of a tree that shows this label: its accessible name is the text of its hover. */
  treeItem(label: string | RegExp): Locator {
    return this.page.getByRole('treeitem').filter({ has: this.page.getByText(label, { exact: true }) });
  }

  /** A file's item in the Library view, which is called by the file's name and its tags. */
  file(name: string): Locator {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.page.getByRole('treeitem', { name: new RegExp(`^${escaped}(, |$)`) }).first();
  }

  /** Takes the mouse off whatever it is on, so that nothing hovers and nothing is drawn as if it were touched. */
  async rest(): Promise<void> {
    await this.page.mouse.move(900, 500);
  }

  /** An entry of the menu that is open. */
  menuItem(name: string | RegExp): Locator {
    return this.page.getByRole('menuitem', { name }).first();
  }

  /** Opens a tree's item, if it is not open. */
  async expand(item: Locator): Promise<void> {
    await this.clickUntil(item, 'true');
  }

  /** Closes a tree's item, if it is open. */
  async collapse(item: Locator): Promise<void> {
    await this.clickUntil(item, 'false');
  }

  /** The hover of the row above may be in the way. */
  private async clickUntil(item: Locator, isExpanded: 'true' | 'false'): Promise<void> {
    const done = item.and(this.page.locator(`[aria-expanded="${isExpanded}"]`));
    await item.waitFor();
    while (!(await done.isVisible())) {
      await this.rest();
      await item.click({ timeout: 2000 }).catch(() => undefined);
      await this.happens(done, 'visible');
    }
  }

  /** Adds the first connection, to a server that speaks as ImageKit does. */
  async addImageKit(name: string, { imagekit, key }: { readonly imagekit: string; readonly key: string }): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: 'Add Connection' }).first().click();
    await this.quickPickItem(/ImageKit/).click();
    await page.getByText('A name of your choice').waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await page.getByText('Private key').first().waitFor();
    await page.getByRole('button', { name: 'Use Another Address Than https://api.imagekit.io' }).click();
    await page.getByText('The address of ImageKit').waitFor();
    await this.quickInput().fill(imagekit);
    await page.keyboard.press('Enter');
    await page.getByText('Private key').first().waitFor();
    await this.quickInput().fill(key);
    await page.keyboard.press('Enter');
  }

  /** Presses a key until something is seen: VS Code does not take one while it is still busy with the one before. */
  async pressFor(key: string, seen: Locator): Promise<void> {
    await this.until(() => this.page.keyboard.press(key), seen);
  }

  /** Waits until the row of a tree with this name has the keyboard. */
  async keyboardOn(name: string): Promise<void> {
    await this.page.waitForFunction(`
      document.getElementById(document.activeElement?.getAttribute('aria-activedescendant'))
        ?.getAttribute('aria-label')?.startsWith(${JSON.stringify(name)})`);
  }

  /** Chooses an entry of the menu of the row that has the keyboard, without the mouse. */
  async menuByKey(entry: string): Promise<void> {
    await this.page.keyboard.press('Shift+F10');
    await this.menuItem(entry).waitFor();
    const focused = this.page.locator('[role="menuitem"]:focus');
    do await this.page.keyboard.press('ArrowDown');
    while (!(await focused.innerText()).startsWith(entry));
    await this.page.keyboard.press('Enter');
  }

  /** Does something until it is seen to have had its effect, within `ms` each time. */
  async until(act: () => Promise<void>, seen: Locator, ms = 2000): Promise<void> {
    do await act();
    while (!(await this.happens(seen, 'visible', ms)));
  }

  /** Opens an item's context menu and, where an entry is named, chooses that. A tree that is drawn anew closes its menu. */
  async contextMenu(item: Locator, entry?: string): Promise<void> {
    const first = this.menuItem('Add Tags…').or(this.menuItem('Refresh')).first();
    const seen = entry === undefined ? first : this.menuItem(entry);
    await item.waitFor();
    do {
      await this.rest();
      await item.click({ button: 'right', timeout: 2000 }).catch(() => undefined);
    } while (!(await this.happens(seen, 'visible')));
    if (entry !== undefined) await this.choose(entry);
  }

  /** Chooses an entry of the menu that is open. VS Code ignores a click that comes in the moment in which the menu opens. */
  async choose(entry: string): Promise<void> {
    const item = this.menuItem(entry);
    while (await item.isVisible()) {
      await item.click();
      await this.happens(item, 'hidden');
    }
    await this.rest();
  }

  /** Hovers until something is seen: VS Code takes a hover away when it draws the tree anew, and waits for the mouse to move. */
  async hoverFor(item: Locator, seen: Locator): Promise<void> {
    do {
      await this.rest();
      await item.hover();
    } while (!(await this.happens(seen, 'visible')));
  }

  /** The text field of the open quick pick or input box: the one that has the keyboard. */
  quickInput(): Locator {
    return this.page.locator('input:focus');
  }

  /** An entry of the open quick pick. */
  quickPickItem(name: string | RegExp): Locator {
    return this.page.getByRole('option', { name }).first();
  }

  /** A notification that is on the screen. Its buttons: `notification(…).getByRole('button', { name })`. */
  notification(text: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name: /notification/ }).filter({ hasText: text });
  }

  /** Closes a notification. One without buttons may go by itself meanwhile. */
  async clear(notification: Locator): Promise<void> {
    const close = notification.getByRole('button', { name: /^Clear Notification/ });
    while (await notification.isVisible()) {
      await notification.hover({ timeout: 2000 }).catch(() => undefined);
      await close.click({ timeout: 2000 }).catch(() => undefined);
      await this.happens(notification, 'hidden');
    }
    await this.rest();
  }

  /** Waits until there is no such notification: VS Code leaves that of a progress on the screen for a moment after its end. */
  async gone(text: string): Promise<void> {
    await this.notification(text).first().waitFor({ state: 'detached' });
  }

  /** A question that waits in the middle of the window. */
  question(text: string | RegExp): Locator {
    return this.page.getByRole('dialog').and(this.page.locator('[aria-modal="true"]')).filter({ hasText: text });
  }

  /** What a webview shows: VS Code keeps it in a frame within a frame. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe:not([aria-hidden="true"])').frameLocator('iframe');
  }

  private async happens(locator: Locator, state: 'visible' | 'hidden', timeout = 2000): Promise<boolean> {
    return locator.waitFor({ state, timeout }).then(
      () => true,
      () => false,
    );
  }

  /** Takes a picture once nothing moves any more: of the whole window, or of a part of it. */
  async screenshot(name: string, part?: Part): Promise<void> {
    const folder = 'test/out/screenshots';
    mkdirSync(folder, { recursive: true });
    const take = () => this.page.screenshot({ animations: 'disabled', ...(part && { clip: part }) });
    let picture = await take();
    for (let tries = 10; tries > 0; tries--) {
      const next = await take();
      if (next.equals(picture)) break;
      picture = next;
    }
    writeFileSync(resolve(join(folder, `${name}.png`)), picture);
  }

  /** Shows why a test failed. */
  async screenshotOf(
    test: { readonly title: string; readonly state?: string | undefined } | undefined,
    suffix = '',
  ): Promise<void> {
    if (test?.state === 'failed') await this.page.screenshot({ path: resolve('test/out', `failed ${test.title}${suffix}.png`) });
  }
}

/** A part of the window. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const sideBarRight = 450;

/** Parts that show what matters, readable beside a text. */
export const parts = {
  sideBar: { x: 0, y: 34, width: 452, height: 698 },
  /** The views and what opens over the editors beside them. */
  left: { x: 0, y: 34, width: 760, height: 726 },
  /** The views and an input above them. */
  input: { x: 0, y: 0, width: 920, height: 560 },
  /** What opens below the editors, where the side bar is hidden. */
  panel: { x: 48, y: 482, width: 1152, height: 250 },
} as const satisfies Record<string, Part>;
