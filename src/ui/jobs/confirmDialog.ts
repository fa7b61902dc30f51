import { window } from 'vscode';
import type { Confirmation, JobPorts } from '../../app/jobs/jobPorts';

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
