/**
 * What Tagwright can be asked to do by one object, by name. The names alone: what goes in and comes out is in `operationTable`,
 * which no start pays for.
 */
export const operationNames = [
  'listConnections',
  'addConnection',
  'editConnection',
  'removeConnection',
  'testConnection',
  'openSampleLibrary',
  'refresh',
  'findFiles',
  'buildIndex',
  'listTags',
  'renameTag',
  'mergeTags',
  'addTags',
  'removeTags',
  'replaceTags',
  'clearTags',
  'tagFilesById',
  'listRuns',
  'undoRun',
  'retryFailed',
  'resumeRun',
  'pauseRun',
  'continueRun',
  'cancelRun',
  'showRunReport',
  'exportRunReport',
  'showRunChanges',
  'showFailed',
  'dismissFailed',
  'refreshRuns',
] as const;

export type OperationName = (typeof operationNames)[number];

/** The command by which a program asks for an operation, of whatever name; some have none that a person could use. */
export function operationCommand(name: OperationName): string {
  return commandPrefix + name;
}

/** The operation that a command stands for, when it is called by a program; undefined where there is none. */
export function operationOfCommand(command: string): OperationName | undefined {
  return operationNames.find(name => operationCommand(name) === command);
}

const commandPrefix = 'tagwright.';

/**
 * Whether a command was called by a program, and not used by a person. What VS Code passes for a person is an element of a tree
 * (ours have a `kind`) or the address of a document (an instance of a class).
 */
export function isCall(args: readonly unknown[]): boolean {
  const [first] = args;
  if (first === undefined || first === null) return false;
  return typeof first !== 'object' || Array.isArray(first) || (isPlainObject(first) && !('kind' in first));
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
