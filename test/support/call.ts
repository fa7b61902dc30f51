import { commands } from 'vscode';

/** Calls a command of ours with one object, as a key binding or another extension does. */
export function call<Result>(command: string, argument: object): Promise<Result> {
  return Promise.resolve(commands.executeCommand<Result>(`tagwright.${command}`, argument));
}
