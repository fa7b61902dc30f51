import { commands as vscodeCommands, window } from 'vscode';
import { type Message, type MessageButton, sentence } from '../app/text/message';

/** Tells of an error in a notification, and does what its button says. */
export async function showError(message: Message): Promise<void> {
  await press(await window.showErrorMessage(sentence(message), ...(message.button ? [message.button] : [])));
}

/** Does what a button says; nothing where none was chosen. */
export async function press(button: MessageButton | undefined): Promise<void> {
  if (button?.command !== undefined) await vscodeCommands.executeCommand(button.command, ...(button.arguments ?? []));
}
