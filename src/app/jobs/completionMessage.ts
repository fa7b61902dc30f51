import { endedEarly, isRetryable, type Ledger, mayBeTouched, needsAttention, onlyMissing } from '../../core/model/ledger';
import { commands } from '../commandIds';
import { explainFault, type FaultPlace } from '../text/faultMessages';
import { beyondLinkText, completionText, unchangedText } from '../text/runs/jobText';
import { t } from '../text/l10n';
import { joined, type MessageButton, sentence } from '../text/message';
import { smallJobFiles } from './confirmPolicy';
import type { CompletionMessage } from './jobPorts';
import type { JobAction, PlanSummary } from './planSummary';

/** Pure: nothing was begun, because all files are as they should be. */
export function nothingToDo({ action, files }: Pick<PlanSummary, 'action' | 'files'>): CompletionMessage {
  return { severity: 'info', prominence: 'notification', text: unchangedText(action, files), buttons: [] };
}

/** Pure: the last word on a job to a person, with what can be done next. */
export function completionMessage(ledger: Ledger, action: JobAction, place: FaultPlace): CompletionMessage {
  const { files, stopped } = ledger;
  const isBeyondLink = place.connection.opens !== undefined && files.some(({ fault }) => fault?.code === 'denied');
  const text = joined(completionText(ledger, action), isBeyondLink ? beyondLinkText() : undefined);
  const run = { kind: 'run', runId: ledger.runId };
  const button = (title: string, command: string): MessageButton => ({ title, command, arguments: [run] });
  const isFinal = action.kind === 'remove' && action.areDerived;
  const back =
    action.kind === 'undo'
      ? { title: t('Redo'), hint: t('Click to redo'), command: commands.redoRun }
      : { title: t('Undo'), hint: t('Click to undo'), command: commands.undoRun };
  const undo = files.some(mayBeTouched) && !isFinal ? [button(back.title, back.command)] : [];
  if (!files.some(needsAttention)) {
    const told = { severity: 'info', text, buttons: undo } as const;
    return files.length > smallJobFiles
      ? { ...told, prominence: 'notification' }
      : { ...told, prominence: 'passing', ...(undo.length > 0 && { hint: back.hint }) };
  }
  // of what was only not sent there is nothing to see
  const hasFailed = files.some(file => needsAttention(file) && file.outcome !== 'notSent');
  const showFailed = hasFailed ? [button(onlyMissing(ledger) ? t('Show Missing') : t('Show Failed'), commands.showFailed)] : [];
  const again = endedEarly(ledger) ? button(t('Continue'), commands.continueRun) : button(t('Retry'), commands.retryFailed);
  const retry = files.some(isRetryable) ? [again] : [];
  const buttons = [...showFailed, ...retry, ...undo];
  if (stopped === undefined || stopped === 'cancelled') return { severity: 'warning', prominence: 'notification', text, buttons };
  // what stopped everything is what has to be mended first
  const cause = explainFault(stopped, place);
  return {
    severity: 'error',
    prominence: 'notification',
    text: `${sentence(cause)} ${text}`,
    buttons: [...(cause.button ? [cause.button] : []), ...buttons],
  };
}

/** Pure: the same in passing, where a program has the ledger. */
export function completionNotice(ledger: Ledger, action: JobAction): CompletionMessage {
  const severity = ledger.files.some(needsAttention) ? 'warning' : 'info';
  return { severity, prominence: 'passing', text: completionText(ledger, action), buttons: [] };
}
