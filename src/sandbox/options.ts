import type { Request } from './exchange';
import type { SampleFile } from './library/file';
import type { Sketch } from './library/sketch';

/** How a sandbox is to be. Everything has a default. */
export interface SandboxOptions {
  /** 0, the default, is any free port. */
  readonly port?: number;
  /** ImageKit's private API key. */
  readonly key?: string;
  /** Oracle Content's user, who is the OAuth client too: its id and secret are `user` and `password`. */
  readonly user?: string;
  readonly password?: string;
  /** How many files the library has; 240 make up the sample shop, more are stock pictures. */
  readonly files?: number;
  /** Files on top of these, for what a test needs. */
  readonly also?: readonly Sketch[];
  /** The files whose tags can't be edited: their ids, or a question asked about each. By default two in /brand/archive. */
  readonly refuse?: readonly string[] | ((file: SampleFile) => boolean);
  /** A JSON file in which the library's edits outlast the sandbox. */
  readonly state?: string;
  /** How long every answer takes. */
  readonly latencyMs?: number;
  /** Writes in a second. Without it there is no limit. */
  readonly rate?: number;
  /** Writes at once after a pause; `rate` unless told. */
  readonly burst?: number;
  /** How long a token of OAuth's client credentials is good for; an hour by default. */
  readonly tokenSeconds?: number;
  readonly now?: () => number;
  /** Sees every request before it is answered, and can put something in the answer's place. */
  readonly intercept?: Intercept;
}

export type Intercept = (request: Request) => Interception | Promise<Interception>;

/**
 * What becomes of a request: nothing special, another answer (a text as it is, anything else as JSON) without it being
 * carried out, a lost connection before or after it is carried out, or a wait before it is (for ever, with `Infinity`).
 */
export type Interception =
  | undefined
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | { readonly delayMs: number }
  | 'drop'
  | 'drop-after';
