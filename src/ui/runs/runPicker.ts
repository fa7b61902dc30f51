import { window } from 'vscode';
import type { RunPicker } from '../../app/runs/chooseRun';
import { runProgressText } from '../../app/text/runStatusText';
import { shortTime } from '../../app/text/times';
import { escapeIcons } from '../icons';
import { runIcon } from './runItem';

/** Runs to pick from in the palette. */
export const runPicker: RunPicker = {
  pick: async (choices, prompt) => {
    const items = choices.map(choice => {
      const { entry, title } = choice;
      const { connection, startedAt } = entry.summary;
      return {
        label: escapeIcons(title),
        description: `${escapeIcons(connection.name)} · ${shortTime(startedAt, Date.now())}`,
        detail: runProgressText(entry),
        iconPath: runIcon(entry),
        choice,
      };
    });
    return (await window.showQuickPick(items, { placeHolder: prompt, matchOnDescription: true }))?.choice;
  },
  tell: message => void window.showInformationMessage(message),
};
