import { type Disposable, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { CompletionMessage } from '../../app/jobs/jobPorts';
import { escapeIcons } from '../icons';
import { press } from '../notifications';

/** The last word on a job: in a notification, or for some seconds in the status bar. */
export class CompletionNotification implements Disposable {
  private item: StatusBarItem | undefined;
  private timer: NodeJS.Timeout | undefined;

  tell(message: CompletionMessage): void {
    if (message.prominence === 'passing') this.showBriefly(message);
    else void showNotification(message);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item?.dispose();
    this.item = undefined;
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

async function showNotification({ severity, text, buttons }: CompletionMessage): Promise<void> {
  const show = {
    info: window.showInformationMessage,
    warning: window.showWarningMessage,
    error: window.showErrorMessage,
  }[severity];
  await press(await show(text, ...buttons));
}

const briefMs = 10_000;
