import { commands as vscodeCommands, type Disposable, l10n, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { Connection } from '../../core/model/connection';
import { isRetryable, needsAttention, type Ledger } from '../../core/model/ledger';
import { escapeIcons } from '../icons';
import { commands } from '../../app/commandIds';
import { explainFault } from '../../app/text/faultMessages';
import { faultPlace } from '../messages';
import { type MessageButton, sentence } from '../../app/text/message';
import { smallJobFiles } from '../../app/jobs/confirmPolicy';
import type { JobAction, PlanSummary } from '../../app/jobs/planSummary';
import { completionText, unchangedText } from '../../app/text/jobText';

/** The last word on a job: a notification where somebody should know or decide, the status bar where all went well. */
export class CompletionMessages implements Disposable {
  private item: StatusBarItem | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** Nothing was begun, because everything is so already. */
  nothingToDo({ action, files }: Pick<PlanSummary, 'action' | 'files'>): void {
    void window.showInformationMessage(unchangedText(action, files));
  }

  /** To a person. */
  tell(ledger: Ledger, action: JobAction, connection: Connection): void {
    const text = completionText(ledger, action);
    const run = { kind: 'run', runId: ledger.runId };
    const undo: MessageButton[] =
      ledger.counts.changed > 0 ? [{ title: l10n.t('Undo'), command: commands.undoRun, arguments: [run] }] : [];
    if (!ledger.files.some(needsAttention)) {
      if (ledger.files.length <= smallJobFiles) this.showBriefly(text, '$(check)', undo[0]);
      else void press(window.showInformationMessage(text, ...undo));
      return;
    }
    const { stopped } = ledger;
    // of what was only not sent there is nothing to see
    const hasFailed = ledger.files.some(file => needsAttention(file) && file.outcome !== 'notSent');
    const showFailed: MessageButton[] = hasFailed
      ? [{ title: l10n.t('Show Failed'), command: commands.showFailed, arguments: [run] }]
      : [];
    const again = stopped === 'cancelled' ? l10n.t('Continue') : l10n.t('Retry');
    const retry: MessageButton[] = ledger.files.some(isRetryable)
      ? [{ title: again, command: commands.retryFailed, arguments: [run] }]
      : [];
    if (stopped === undefined || stopped === 'cancelled') {
      void press(window.showWarningMessage(text, ...showFailed, ...retry, ...undo));
      return;
    }
    // what stopped everything is what has to be mended first
    const why = explainFault(stopped, faultPlace(connection));
    const mend: MessageButton[] = why.button ? [why.button] : [];
    void press(window.showErrorMessage(`${sentence(why)} ${text}`, ...mend, ...showFailed, ...retry, ...undo));
  }

  /** To whoever looks: a call's caller has the ledger. */
  mention(ledger: Ledger, action: JobAction): void {
    this.showBriefly(completionText(ledger, action), ledger.files.some(needsAttention) ? '$(warning)' : '$(check)');
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item?.dispose();
    this.item = undefined;
  }

  private showBriefly(text: string, icon: '$(check)' | '$(warning)', button?: MessageButton): void {
    this.dispose();
    const item = window.createStatusBarItem(StatusBarAlignment.Left);
    item.name = l10n.t('Tagwright');
    item.text = `${icon} ${escapeIcons(text)}`;
    if (button?.command !== undefined) {
      item.command = { title: button.title, command: button.command, arguments: [...(button.arguments ?? [])] };
      item.tooltip = l10n.t('Click to undo');
    }
    item.show();
    this.item = item;
    this.timer = setTimeout(() => {
      this.dispose();
    }, briefMs);
  }
}

async function press(choice: Thenable<MessageButton | undefined>): Promise<void> {
  const button = await choice;
  if (button?.command !== undefined) await vscodeCommands.executeCommand(button.command, ...(button.arguments ?? []));
}

const briefMs = 10_000;
