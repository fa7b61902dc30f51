import { commands as vscodeCommands, Disposable, type LogOutputChannel } from 'vscode';
import { Fault, faultOf, stackOf } from '../core/model/fault';
import { isCall } from './call';
import type { ServiceCatalog } from '../core/model/descriptor';
import { sentence } from '../app/text/message';
import { isCancelled } from '../app/cancellation';
import { type InternalCommandId, internalCommands } from './ids';
import { type CommandId, commands } from '../app/commandIds';

/**
 * What a command does. It gets all that VS Code passes: from a tree the clicked element and the selection, from a call its one
 * object, from the palette nothing. What it returns is the result of the call.
 */
export type Handler = (...args: readonly unknown[]) => unknown;

export type Handlers = Readonly<Record<CommandId | InternalCommandId, Handler>>;

export interface RegistrationDependencies {
  readonly log: LogOutputChannel;
  readonly services: ServiceCatalog;
}

/** The one place where commands are registered and where their errors end. What they do is loaded by the first of them. */
export function registerCommands(load: () => Promise<Handlers>, { log, services }: RegistrationDependencies): Disposable {
  let handlers: Promise<Handlers> | undefined;
  const registrations = [...Object.values(commands), ...Object.values(internalCommands)].map(id =>
    vscodeCommands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        return await (await (handlers ??= load()))[id](...args);
      } catch (error) {
        if (isCancelled(error)) return undefined;
        const { explainError } = await import('../app/text/faultMessages');
        const message = explainError(error, services);
        log.error(`${id}: ${logText(error)}`);
        if (isCall(args)) throw new Error(sentence(message), { cause: error });
        void (await import('./notifications')).showError(message);
        return undefined;
      }
    }),
  );
  return Disposable.from(...registrations);
}

/** What happened; where it is a fault of ours, also where in the code. */
function logText(error: unknown): string {
  const fault = faultOf(error instanceof Error && error.cause instanceof Fault ? error.cause : error);
  return fault.code === 'internal' ? stackOf(error) : fault.message;
}
