import { commands as vscodeCommands, type Disposable, l10n, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { Connection } from '../../core/model/connection';
import { isRetryable, needsAttention, type Ledger } from '../../core/model/ledger';
import { escapeIcons } from '../icons';
import { commands } from '../ids';
import { explainFault, sentence } from '../messages';
import { smallJobFiles } from './confirmation';
import type { JobAction } from './jobAction';
import type { PlanSummary } from './planSummary';
import { alreadySo, countsInWords, doneTitle } from './words';

/** The last word on a job: a notification where somebody should know or decide, the status bar where all went well. */
export class CompletionMessages implements Disposable {
  private item: StatusBarItem | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** Nothing was begun, because everything is so already. */
  nothingToDo({ deed, files }: Pick<PlanSummary, 'deed' | 'files'>): void {
    void window.showInformationMessage(alreadySo(deed, files));
  }

  /** To a person. */
  tell(ledger: Ledger, deed: JobAction, connection: Connection): void {
    const text = completionText(ledger, deed);
    const run = { kind: 'run', runId: ledger.runId };
    const undo: Button[] =
      ledger.counts.changed > 0 ? [{ title: l10n.t('Undo'), command: commands.undoRun, arguments: [run] }] : [];
    if (!ledger.files.some(needsAttention)) {
      if (ledger.files.length <= smallJobFiles) this.showBriefly(text, '$(check)', undo[0]);
      else void press(window.showInformationMessage(text, ...undo));
      return;
    }
    const { stopped } = ledger;
    // of what was only not sent there is nothing to see
    const hasFailed = ledger.files.some(file => needsAttention(file) && file.outcome !== 'notSent');
    const showFailed: Button[] = hasFailed
      ? [{ title: l10n.t('Show Failed'), command: commands.showFailed, arguments: [run] }]
      : [];
    const again = stopped === 'cancelled' ? l10n.t('Continue') : l10n.t('Retry');
    const retry: Button[] = ledger.files.some(isRetryable)
      ? [{ title: again, command: commands.retryFailed, arguments: [run] }]
      : [];
    if (stopped === undefined || stopped === 'cancelled') {
      void press(window.showWarningMessage(text, ...showFailed, ...retry, ...undo));
      return;
    }
    // what stopped everything is what has to be mended first
    const why = explainFault(stopped, connection);
    const mend: Button[] = why.action ? [why.action] : [];
    void press(window.showErrorMessage(`${sentence(why)} ${text}`, ...mend, ...showFailed, ...retry, ...undo));
  }

  /** To whoever looks: a call's caller has the ledger. */
  mention(ledger: Ledger, deed: JobAction): void {
    this.showBriefly(completionText(ledger, deed), ledger.files.some(needsAttention) ? '$(warning)' : '$(check)');
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item?.dispose();
    this.item = undefined;
  }

  private showBriefly(text: string, icon: '$(check)' | '$(warning)', button?: Button): void {
    this.dispose();
    const item = window.createStatusBarItem(StatusBarAlignment.Left);
    item.name = l10n.t('Tagwright');
    item.text = `${icon} ${escapeIcons(text)}`;
    if (button) {
      item.command = { ...button, arguments: [...(button.arguments ?? [])] };
      item.tooltip = l10n.t('Click to undo');
    }
    item.show();
    this.item = item;
    this.timer = setTimeout(() => {
      this.dispose();
    }, briefMs);
  }
}

/** Added "sale" to 34 files; 3 already so, 1 missing. */
export function completionText({ counts, stopped }: Ledger, deed: JobAction): string {
  const rest = countsInWords({ ...counts, changed: 0 });
  const done = counts.changed === 0 ? l10n.t('Nothing was changed') : doneTitle(deed, counts.changed);
  const whole = rest === '' ? l10n.t('{0}.', done) : l10n.t('{0}; {1}.', done, rest);
  return stopped === 'cancelled' ? l10n.t('Cancelled. {0}', whole) : whole;
}

interface Button {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

async function press(choice: Thenable<Button | undefined>): Promise<void> {
  const button = await choice;
  if (button) await vscodeCommands.executeCommand(button.command, ...(button.arguments ?? []));
}

const briefMs = 10_000;
