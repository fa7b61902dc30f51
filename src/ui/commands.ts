import { commands as vscodeCommands, Disposable, type LogOutputChannel } from 'vscode';
import { Fault, faultOf, stackOf } from '../core/model/fault';
import {
  isCall,
  operationCommand,
  type OperationName,
  operationNames,
  operationOfCommand,
} from '../app/operations/operationCall';
import type { ServiceCatalog } from '../core/service/descriptor';
import { sentence } from '../app/text/message';
import { isCancelled } from '../core/model/abortSignals';
import { type InternalCommandId, internalCommands } from './ids';
import { type CommandId, commands } from '../app/commandIds';

/**
 * What a command does for a person. It gets all that VS Code passes: from a tree the clicked element and the selection, from the
 * palette nothing.
 */
export type Handler = (...args: readonly unknown[]) => unknown;

export type Handlers = Readonly<Record<CommandId | InternalCommandId, Handler>>;

/** What commands do, for a person and for a program. */
export interface CommandHandlers {
  readonly handlers: Handlers;
  /** Carries out an operation that a program called with this value, and resolves to its result. */
  readonly call: (operation: OperationName, value: unknown) => Promise<unknown>;
}

export interface RegistrationDependencies {
  readonly log: LogOutputChannel;
  readonly services: ServiceCatalog;
}

/** The one place where commands are registered and where their errors end. What they do is loaded by the first of them. */
export function registerCommands(load: () => Promise<CommandHandlers>, { log, services }: RegistrationDependencies): Disposable {
  let loading: Promise<CommandHandlers> | undefined;
  const loaded = () => (loading ??= load());
  const register = (id: string, run: (args: readonly unknown[]) => unknown) =>
    vscodeCommands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        return await run(args);
      } catch (error) {
        if (isCancelled(error)) return undefined;
        const { explainError } = await import('../app/text/faultMessages');
        const message = explainError(error, services);
        log.error(`${id}: ${logText(error)}`);
        if (isCall(args)) throw new Error(sentence(message), { cause: error });
        void (await import('./notifications')).showError(message);
        return undefined;
      }
    });
  return Disposable.from(
    ...[...Object.values(commands), ...Object.values(internalCommands)].map(id =>
      register(id, async args => {
        const { handlers, call } = await loaded();
        const operation = isCall(args) ? operationOfCommand(id) : undefined;
        return operation === undefined ? handlers[id](...args) : call(operation, args[0]);
      }),
    ),
    ...operationsWithoutCommand().map(operation =>
      register(operationCommand(operation), async ([value = {}]) => (await loaded()).call(operation, value)),
    ),
  );
}

/** What programs alone ask for. */
function operationsWithoutCommand(): readonly OperationName[] {
  const used: readonly string[] = Object.values(commands);
  return operationNames.filter(name => !used.includes(operationCommand(name)));
}

/** What happened; where it is a fault of ours, also where in the code. */
function logText(error: unknown): string {
  const fault = faultOf(error instanceof Error && error.cause instanceof Fault ? error.cause : error);
  return fault.code === 'internal' ? stackOf(error) : fault.message;
}
