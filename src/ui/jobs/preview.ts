import { l10n, window } from 'vscode';
import type { Connection } from '../../core/model/connection';
import { faultPlace } from '../messages';
import type { PlanSummary } from '../../app/jobs/planSummary';
import { actionButton, actionTitle, planText } from '../../app/text/jobText';

/**
 * Tells what would happen, and resolves to whether it shall.
 * @param look shows the changes and asks again beside them
 */
export async function askPreview(
  summary: PlanSummary,
  connection: Connection,
  look: (question: string) => Promise<boolean>,
): Promise<boolean> {
  const { action, changing, lost } = summary;
  const apply = actionButton(action, changing);
  const showChanges = l10n.t('Show Changes');
  const question = l10n.t('{0}?', actionTitle(action, changing));
  const options = { modal: true, detail: planText(summary, faultPlace(connection)) };
  const ask = lost.length > 0 ? window.showWarningMessage : window.showInformationMessage;
  const chosen = await ask(question, options, apply, showChanges);
  return chosen === showChanges ? look(question) : chosen === apply;
}
