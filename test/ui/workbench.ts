import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openWorkbench } from '../support/workbench.mjs';

type Options = NonNullable<Parameters<typeof openWorkbench>[0]>;

/** A workbench with the extension and, where `env` asks for it, the sample library. `close()` it in the end. */
export async function open(options: Options = {}): Promise<Workbench> {
  const opened = await openWorkbench({ extensionPath: '.', ...options });
  await opened.page.getByRole('tab', { name: 'Tagwright' }).waitFor({ timeout: 60_000 });
  return new Workbench(opened.page, opened.extensionHosts, () => opened.close());
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
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
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

  /** The text field of the open quick pick or input box. */
  quickInput(): Locator {
    return this.page.getByRole('dialog').getByRole('textbox').or(this.page.getByRole('dialog').getByRole('combobox')).first();
  }

  /** An entry of the open quick pick. */
  quickPickItem(name: string | RegExp): Locator {
    return this.page.getByRole('option', { name }).first();
  }

  /** A notification that is on the screen. Its buttons: `notification(…).getByRole('button', { name })`. */
  notification(text: string | RegExp): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog')).filter({ hasText: text }).last();
  }

  /** The picture is one of the README's where the run was asked for those. Of the whole window, or of one thing in it. */
  async screenshot(name: string, of: Page | Locator = this.page): Promise<void> {
    const folder = process.env.TAGWRIGHT_SCREENSHOTS ?? 'test/out/screenshots';
    mkdirSync(folder, { recursive: true });
    await of.screenshot({ path: resolve(join(folder, `${name}.png`)) });
  }
}
