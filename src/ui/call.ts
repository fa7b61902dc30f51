import { Fault } from '../core/model/fault';

/** The one object that a command was called with, by a key binding, a test or another extension. */
export type Call = Readonly<Record<string, unknown>>;

/**
 * Whether a command was called with an argument, and not used by a person. What VS Code passes for a person is an element of a
 * tree (ours have a `kind`) or the address of a document (an instance of a class).
 */
export function isCall(args: readonly unknown[]): boolean {
  const [first] = args;
  if (first === undefined || first === null) return false;
  return typeof first !== 'object' || Array.isArray(first) || (isPlainObject(first) && !('kind' in first));
}

/**
 * The call's object; undefined where a person used the command, who can be asked.
 * @throws Fault `invalidInput` where the argument is no object, or has other names than these
 */
export function callOf(args: readonly unknown[], names: readonly string[]): Call | undefined {
  if (!isCall(args)) return undefined;
  const [call] = args;
  if (!isPlainObject(call)) throw new Fault('invalidInput', { subject: String(call) });
  expectNames(call, names);
  return call;
}

/** @throws Fault `invalidInput` where the object has other names than these */
export function expectNames(call: Call, names: readonly string[]): void {
  const surplus = Object.keys(call).find(name => !names.includes(name));
  if (surplus !== undefined) throw new Fault('invalidInput', { subject: surplus });
}

/** @throws Fault `invalidInput` where it is something else than text, or blank */
export function textOf(call: Call, name: string): string {
  const text = optionalTextOf(call, name);
  if (text === undefined) throw new Fault('invalidInput', { subject: name });
  return text;
}

/** @throws Fault `invalidInput` where it is there and something else than text, or blank */
export function optionalTextOf(call: Call, name: string): string | undefined {
  const value = call[name];
  if (value === undefined) return undefined;
  if (!isText(value)) throw new Fault('invalidInput', { subject: name });
  return value;
}

/** @throws Fault `invalidInput` where it is something else than a list of texts, or empty, or one of them is blank */
export function textsOf(call: Call, name: string): readonly string[] {
  const value = call[name];
  if (!Array.isArray(value) || value.length === 0 || !value.every(isText)) throw new Fault('invalidInput', { subject: name });
  return value;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isPlainObject(value: unknown): value is Call {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
