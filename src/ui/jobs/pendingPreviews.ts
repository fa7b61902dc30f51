import {
  CancellationError,
  commands as vscodeCommands,
  type Disposable,
  ProgressLocation,
  type Tab,
  TabInputTextDiff,
  Uri,
  window,
} from 'vscode';
import { besideChangesText } from '../../app/text/confirmationText';
import { contextKeys } from '../ids';

/** Jobs whose changes are being looked at in a diff editor, and wait there for a yes or no. */
export class PendingPreviews implements Disposable {
  private readonly waiting = new Map<string, (yes: boolean) => void>();
  private readonly following: Disposable;

  constructor() {
    this.following = window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const tab of closed) this.decide(uriOf(tab), false);
    });
  }

  /** Resolves once a button of the diff editor's title is used; to a no when the editor is closed, or the question cancelled. */
  async ask(question: string, show: () => Promise<void>): Promise<boolean> {
    await show();
    const uri = uriOf(window.tabGroups.activeTabGroup.activeTab);
    if (uri === undefined) throw new CancellationError();
    const decided = new Promise<boolean>(resolve => this.waiting.set(uri, resolve));
    await this.tell();
    const title = besideChangesText(question);
    // an ordinary notification could not be taken away once the buttons are used
    void window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (bar, token) => {
      bar.report({ increment: 100 });
      token.onCancellationRequested(() => {
        this.decide(uri, false);
        void closeTab(uri);
      });
      return decided;
    });
    return decided;
  }

  /** The button of an editor's title. */
  async press(button: 'apply' | 'discard', resource: unknown): Promise<void> {
    const uri = resource instanceof Uri ? String(resource) : uriOf(window.tabGroups.activeTabGroup.activeTab);
    this.decide(uri, button === 'apply');
    if (uri !== undefined) await closeTab(uri);
  }

  dispose(): void {
    this.following.dispose();
    for (const decide of this.waiting.values()) decide(false);
  }

  private decide(uri: string | undefined, yes: boolean): void {
    const resolve = uri === undefined ? undefined : this.waiting.get(uri);
    if (uri === undefined || !resolve) return;
    this.waiting.delete(uri);
    resolve(yes);
    void this.tell();
  }

  private async tell(): Promise<void> {
    await vscodeCommands.executeCommand('setContext', contextKeys.deciding, [...this.waiting.keys()]);
  }
}

async function closeTab(uri: string): Promise<void> {
  const tab = window.tabGroups.all.flatMap(({ tabs }) => tabs).find(one => uriOf(one) === uri);
  if (tab) await window.tabGroups.close(tab);
}

function uriOf(tab: Tab | undefined): string | undefined {
  return tab?.input instanceof TabInputTextDiff ? String(tab.input.modified) : undefined;
}
