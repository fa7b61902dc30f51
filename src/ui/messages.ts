import { commands as vscodeCommands, window } from 'vscode';
import type { Connection } from '../core/model/connection';
import { explainError, type FaultPlace, placeOf as placeOn } from '../app/text/faultMessages';
import { type Message, type MessageButton, sentence } from '../app/text/message';
import { serviceCatalog } from '../services/catalog';

/** Any thrown thing as a message. */
export function explain(error: unknown): Message {
  return explainError(error, serviceCatalog);
}

export function faultPlace(connection: Connection): FaultPlace {
  return placeOn(connection, serviceCatalog);
}

/** Tells it in a notification, and does what its button says. */
export async function show(message: Message): Promise<void> {
  await press(await window.showErrorMessage(sentence(message), ...(message.button ? [message.button] : [])));
}

/** Does what a button says; nothing where none was chosen. */
export async function press(button: MessageButton | undefined): Promise<void> {
  if (button?.command !== undefined) await vscodeCommands.executeCommand(button.command, ...(button.arguments ?? []));
}
