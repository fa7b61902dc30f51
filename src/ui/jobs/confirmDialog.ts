import { type Disposable, ViewColumn, type WebviewPanel, window } from 'vscode';
import { previewChanges } from '../../app/jobs/changesPreview';
import type { Confirmation, JobPorts } from '../../app/jobs/jobPorts';
import { previewTitle } from '../../app/text/runs/previewText';
import { webviews } from '../ids';
import { previewPage } from './previewPage';

/**
 * Asks in a modal dialog.
 * @param lookAtChanges shows the changes and asks again beside them
 */
export function confirmDialog(lookAtChanges: (confirmation: Confirmation) => Promise<boolean>): JobPorts['confirm'] {
  return async confirmation => {
    const { question, detail, apply, showChanges, severity, opens, enters } = confirmation;
    if (opens === 'changes') return lookAtChanges(confirmation);
    const ask = severity === 'warning' ? window.showWarningMessage : window.showInformationMessage;
    // Enter is the first button
    const buttons = enters === 'apply' ? [apply, showChanges] : [showChanges, apply];
    const chosen = await ask(question, { modal: true, detail }, ...buttons);
    return chosen === showChanges ? lookAtChanges(confirmation) : chosen === apply;
  };
}

/** Jobs whose changes are being looked at in an editor of their own, and wait there for a yes or no. */
export class PendingPreviews implements Disposable {
  private readonly waiting = new Map<WebviewPanel, (yes: boolean) => void>();

  /** @param goBack puts the person back to where they were before the preview opened */
  constructor(private readonly goBack: () => void) {}

  /** Resolves once a button is used; to a no when the editor is closed. It stays open whatever else is opened. */
  ask({ question, facts, preparations }: Pick<Confirmation, 'question' | 'facts' | 'preparations'>): Promise<boolean> {
    const panel = window.createWebviewPanel(webviews.preview, previewTitle(question), ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    const files = preparations.reduce((sum, { plan }) => sum + plan.changes.length, 0);
    const nonce = crypto.randomUUID();
    panel.webview.html = previewPage({ question, facts, files, preview: previewChanges(preparations), nonce });
    return new Promise<boolean>(resolve => {
      this.waiting.set(panel, resolve);
      panel.webview.onDidReceiveMessage((message: unknown) => {
        if (message === 'apply' || message === 'discard') this.decide(panel, message);
      });
      // one that is closed where it is not looked at does not have the keyboard
      let isActive = true;
      panel.onDidChangeViewState(() => {
        isActive = panel.active;
      });
      panel.onDidDispose(() => {
        resolve(false);
        if (this.waiting.delete(panel) && isActive) this.goBack();
      });
    });
  }

  /** The button of an editor's title, or its key. */
  press(button: 'apply' | 'discard'): void {
    for (const panel of this.waiting.keys()) if (panel.active) this.decide(panel, button);
  }

  dispose(): void {
    const panels = [...this.waiting.keys()];
    this.waiting.clear();
    for (const panel of panels) panel.dispose();
  }

  private decide(panel: WebviewPanel, button: 'apply' | 'discard'): void {
    this.waiting.get(panel)?.(button === 'apply');
    panel.dispose();
  }
}
