import { type Disposable, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { CompletionMessage } from '../../app/jobs/jobPorts';
import { escapeIcons } from '../icons';
import { press } from '../notifications';

/** The last word on a job: in a notification, or for some seconds in the status bar. */
export class CompletionNotification implements Disposable {
  private item: StatusBarItem | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param goBack gives the keyboard back to where the person was before the notification had it */
  constructor(private readonly goBack: () => Promise<void>) {}

  tell(message: CompletionMessage): void {
    if (message.prominence === 'passing') this.showBriefly(message);
    else void this.showNotification(message);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item?.dispose();
    this.item = undefined;
  }

  private async showNotification({ severity, text, buttons }: CompletionMessage): Promise<void> {
    const show = {
      info: window.showInformationMessage,
      warning: window.showWarningMessage,
      error: window.showErrorMessage,
    }[severity];
    const button = await show(text, ...buttons);
    // a question that the button leads to gives the keyboard back to what had it, and the notification is gone by then
    if (button) await this.goBack();
    await press(button);
  }

  private showBriefly({ severity, text, buttons: [button], hint }: CompletionMessage): void {
    this.dispose();
    const item = window.createStatusBarItem(StatusBarAlignment.Left);
    item.name = 'Tagwright';
    const undo = button === undefined ? '' : ` $(discard) ${escapeIcons(button.title)}`;
    item.text = `${severity === 'info' ? '$(check)' : '$(warning)'} ${escapeIcons(text)}${undo}`;
    if (button?.command !== undefined) {
      item.command = { title: button.title, command: button.command, arguments: [...(button.arguments ?? [])] };
      item.tooltip = hint;
    }
    item.show();
    this.item = item;
    this.timer = setTimeout(() => {
      this.dispose();
    }, briefMs);
  }
}

const briefMs = 10_000;
