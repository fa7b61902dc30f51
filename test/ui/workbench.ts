import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openWorkbench } from '../support/workbench.mjs';

type Options = NonNullable<Parameters<typeof openWorkbench>[0]>;

/** A workbench with the extension and, where `env` asks for it, the sample library. `close()` it in the end. */
export async function open(options: Options = {}): Promise<Workbench> {
  const opened = await openWorkbench({ extensionPath: '.', ...options });
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

  /** Opens the view container of the activity bar. */
  async openView(): Promise<void> {
    const tab = this.page.getByRole('tab', { name: 'Tagwright' });
    await tab.waitFor({ timeout: 60_000 });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  }

  /** Drags the border of the side bar, so that names have tags beside them. */
  async widenSideBar(): Promise<void> {
    await this.page.getByRole('button', { name: 'Library Section' }).waitFor();
    const { x, y } = (await this.page.getByRole('main').boundingBox()) ?? { x: 0, y: 0 };
    await this.page.mouse.move(x - 2, y + 200);
    await this.page.mouse.down();
    await this.page.mouse.move(sideBarRight, y + 200, { steps: 5 });
    await this.page.mouse.up();
    await this.rest();
  }

  /** Runs a command from the palette, by its whole title or the beginning of it. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.page.getByPlaceholder('Type the name of a command to run.').fill(`>${title}`);
    await this.page.getByRole('option', { name: title }).first().click();
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

  /** Opens a tree's item, whether it was open or not. */
  async expand(item: Locator): Promise<void> {
    await item.click();
    // the click may have opened or closed it; this key opens it, or else goes to its first child
    await this.page.keyboard.press('ArrowRight');
  }

  /** Opens an item's context menu and, where an entry is named, clicks that. */
  async contextMenu(item: Locator, entry?: string | RegExp): Promise<Locator> {
    await item.click({ button: 'right' });
    const menu = this.page.getByRole('menu').last();
    await menu.waitFor();
    if (entry !== undefined) await menu.getByRole('menuitem', { name: entry }).first().click();
    return menu;
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

  /** Closes a notification. */
  async clear(notification: Locator): Promise<void> {
    await notification.hover();
    await notification.getByRole('button', { name: /^Clear Notification/ }).click();
    await notification.waitFor({ state: 'detached' });
    await this.rest();
  }

  /** A question that waits in the middle of the window. */
  question(text: string | RegExp): Locator {
    return this.page.getByRole('dialog').and(this.page.locator('[aria-modal="true"]')).filter({ hasText: text });
  }

  /** The picture is one of the README's where the run was asked for those. Of the whole window, or of one thing in it. */
  async screenshot(name: string, of: Page | Locator = this.page): Promise<void> {
    const folder = process.env.TAGWRIGHT_SCREENSHOTS ?? 'test/out/screenshots';
    mkdirSync(folder, { recursive: true });
    await of.screenshot({ path: resolve(join(folder, `${name}.png`)), animations: 'disabled' });
  }
}

const sideBarRight = 450;
