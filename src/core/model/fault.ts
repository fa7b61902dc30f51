import type { Budget } from '../pace/rateLimitPause';
import type { Connection } from '../service/connection';
import { isCancelled } from './abortSignals';
import type { InputProblem } from './invalidInput';

/** What went wrong, in a closed set: sentences and decisions are made from the code, never from a message. */
export type FaultCode = keyof CodeFacts;

/** Each code with the facts that go with it; all of them safe to show and to keep. */
interface CodeFacts {
  /** The host's name is unknown. */
  hostNotFound: NetworkFacts;
  /** Nothing listens at the address, or it can't be reached. */
  refused: NetworkFacts;
  /** The server's certificate is not trusted. */
  certificate: NetworkFacts;
  /** The proxy wants a sign-in (407). */
  proxySignIn: NetworkFacts & AnswerFacts;
  /** The connection ended before the answer was whole: the request may or may not have been carried out. */
  connectionLost: NetworkFacts;
  /** No answer in time: the request may or may not have been carried out. */
  timeout: NetworkFacts & AnswerFacts;
  /** 401: no credentials, or they are no longer valid. */
  unauthorized: AnswerFacts;
  /** 403: these credentials may not do this, on any file. */
  forbidden: AnswerFacts;
  /** 403 for this file alone. */
  denied: AnswerFacts;
  /** 404. */
  notFound: AnswerFacts & {
    /** The ids that the service does not have. */
    readonly missingIds?: readonly string[];
  };
  /** 400 and its kin: the service understood the request and will not carry it out. */
  rejected: AnswerFacts;
  /** 409. */
  conflict: AnswerFacts;
  /** 429. */
  rateLimited: AnswerFacts;
  /** 5xx. */
  serverError: AnswerFacts;
  /** An answer of another shape than the service's: not this API, or a page in between. The subject is the field that is not as it should be. */
  unexpectedAnswer: NetworkFacts & AnswerFacts & { readonly mediaType?: string };
  /** The answer was larger than accepted. */
  tooLarge: NetworkFacts & {
    /** Bytes. */
    readonly limit?: number;
  };
  /** A write was answered, but reading back shows that it did not take effect. */
  notApplied: { readonly requestId?: string };
  /** The run ended before all writes on this file were sent. */
  interrupted: { readonly subject?: string };
  /** The service takes no such tag: nothing was sent. */
  unfitTag: {
    /** The tag, or the file whose tags are too many together. */
    readonly subject?: string;
    readonly problem?: InputProblem;
  };
  /** Something given by the user can't be meant: nothing was sent. The subject is what was given, by its name; alone it is missing or of a wrong kind. */
  invalidInput: { readonly subject?: string; readonly problem?: InputProblem };
  /** The journal can't be written: nothing was sent. */
  journal: {
    /** The run whose journal can't be read. */
    readonly subject?: string;
    /** Another window carries the run out. */
    readonly isBusy?: true;
    /** What the system calls it: `ENOSPC`. */
    readonly systemCode?: string;
  };
  /** A fault of our own. The detail is the error's kind and what JavaScript itself says of it. */
  internal: { readonly subject?: string; readonly detail?: string };
}

/** What failed before there was an answer. The subject is the host. */
interface NetworkFacts {
  readonly subject?: string;
  /** The status of a proxy's answer. */
  readonly status?: number;
  /** What Node or its parser calls it, for the log: `ECONNREFUSED`. */
  readonly systemCode?: string;
}

/** What an answer says. The subject is the file, or the setting, that it is about. */
export interface AnswerFacts {
  /** The HTTP status. */
  readonly status?: number;
  readonly subject?: string;
  /** The service's own words, for people. */
  readonly detail?: string;
  /** How long the service asks to wait, in ms. */
  readonly retryAfterMs?: number;
  /** The service's id of the request, for its support. */
  readonly requestId?: string;
  /** How many requests like this one the service allows, where its answer says so. */
  readonly budget?: Budget;
}

type FactName = { [Code in FaultCode]: keyof CodeFacts[Code] }[FaultCode];

/** The facts of a code, and of all other facts that they are absent: a reader of one that some codes have need not know which. */
export type FaultFacts<Code extends FaultCode = FaultCode> = {
  [Each in Code]: CodeFacts[Each] & { readonly [Other in Exclude<FactName, keyof CodeFacts[Each]>]?: undefined };
}[Code];

/** What an answer can mean. */
export type AnswerCode = {
  [Code in FaultCode]: keyof AnswerFacts extends keyof CodeFacts[Code] ? Code : never;
}[FaultCode];

/** What can go wrong before there is an answer. */
export type NetworkCode = {
  [Code in FaultCode]: keyof NetworkFacts extends keyof CodeFacts[Code] ? Code : never;
}[FaultCode];

/** A fault's code and facts without stack or cause: what the journal keeps. */
export type FaultRecord<Code extends FaultCode = FaultCode> = {
  [Each in Code]: { readonly code: Each } & FaultFacts<Each>;
}[Code];

/** The one error class: it carries facts, and the sentence is made elsewhere. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly facts: FaultFacts;

  constructor(...[code, facts = {}, cause]: FaultArguments) {
    super(describe(code, facts), cause === undefined ? undefined : { cause });
    this.code = code;
    this.facts = facts;
  }
}

/** A code with facts of its own and of no other code. */
type FaultArguments = { [Code in FaultCode]: [code: Code, facts?: FaultFacts<Code>, cause?: unknown] }[FaultCode];

/** What can be said of a code without knowing more. */
export interface FaultTraits {
  /** The service may have carried the request out all the same. */
  readonly mayHaveArrived: boolean;
  /** The service answered and would not do what was asked: a single file of several may be the cause. */
  readonly blamesOneFile: boolean;
  /** Every other request of the connection would fail likewise. */
  readonly endsEverything: boolean;
  /** The same request may work a little later. */
  readonly isPassing: boolean;
}

const none: FaultTraits = { mayHaveArrived: false, blamesOneFile: false, endsEverything: false, isPassing: false };

export const faultTraits = {
  hostNotFound: { ...none, endsEverything: true, isPassing: true },
  refused: { ...none, endsEverything: true, isPassing: true },
  certificate: { ...none, endsEverything: true },
  proxySignIn: { ...none, endsEverything: true },
  connectionLost: { ...none, mayHaveArrived: true, isPassing: true },
  timeout: { ...none, mayHaveArrived: true, isPassing: true },
  unauthorized: { ...none, endsEverything: true },
  forbidden: { ...none, endsEverything: true },
  denied: { ...none, blamesOneFile: true },
  notFound: { ...none, blamesOneFile: true },
  rejected: { ...none, blamesOneFile: true },
  conflict: { ...none, mayHaveArrived: true, isPassing: true },
  rateLimited: { ...none, isPassing: true },
  serverError: { ...none, mayHaveArrived: true, isPassing: true },
  unexpectedAnswer: { ...none, mayHaveArrived: true, blamesOneFile: true },
  tooLarge: { ...none, mayHaveArrived: true, blamesOneFile: true },
  notApplied: none,
  interrupted: none,
  unfitTag: none,
  invalidInput: none,
  journal: { ...none, endsEverything: true },
  internal: { ...none, mayHaveArrived: true },
} as const satisfies Record<FaultCode, FaultTraits>;

export function recordOf(fault: Fault): FaultRecord {
  return { code: fault.code, ...fault.facts } as FaultRecord;
}

/** Any thrown thing as a Fault; what was not foreseen becomes `internal`. */
export function faultOf(error: unknown): Fault {
  return error instanceof Fault ? error : new Fault('internal', { detail: nameOf(error) }, error);
}

/**
 * A fault as it was kept, perhaps by an earlier version: that had another word for some facts. What a later version
 * kept and this one does not know is `internal`.
 */
export function keptFault(kept: FaultRecord): FaultRecord {
  const old: KeptFault = kept;
  if (!Object.hasOwn(faultTraits, old.code)) return { code: 'internal', detail: old.code };
  if (old.code === 'unfitTag') return keptUnfitTag(old) ?? kept;
  if (old.detail === undefined || old.code === 'internal') return kept;
  const { detail, ...rest } = old;
  if (old.code === 'journal')
    return { ...rest, ...(detail === 'EBUSY' ? { isBusy: true } : { systemCode: detail }) } as FaultRecord;
  return kept;
}

interface KeptFault {
  readonly code: FaultCode;
  readonly detail?: string | undefined;
  readonly subject?: string | undefined;
  readonly limit?: number | undefined;
}

function keptUnfitTag({ subject: tag = '', detail: character, limit }: KeptFault): FaultRecord<'unfitTag'> | undefined {
  if (character !== undefined) return { code: 'unfitTag', subject: tag, problem: { kind: 'forbiddenCharacter', tag, character } };
  if (limit === undefined) return undefined;
  return { code: 'unfitTag', subject: tag, problem: { kind: 'tooLong', tag, characters: tag.length, limit } };
}

/**
 * An error's kind and the places in our code that it went through, with those of its causes: for the log. Another
 * library's message is left out, since it may quote what was sent.
 */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return nameOf(error);
  const places = error.stack?.split('\n').filter(line => /^ {4}at /.test(line)) ?? [];
  const cause = error.cause === undefined ? [] : [`caused by ${stackOf(error.cause)}`];
  return [nameOf(error), ...places, ...cause].join('\n');
}

function nameOf(error: unknown): string {
  if (error instanceof Fault) return `Fault: ${error.message}`;
  if (!(error instanceof Error)) return typeof error;
  // these speak of names in the code, unless they were not made by JavaScript: those have a code
  const isOurs = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  if (!('code' in error)) return isOurs ? `${error.name}: ${error.message}` : error.name;
  return `${error.name}: ${String(error.code)}`;
}

function describe(code: FaultCode, { status, subject, detail, systemCode, problem }: FaultFacts): string {
  return [code, status, subject, detail, systemCode, problem?.kind].filter(part => part !== undefined).join(' · ');
}

/** A fault together with the connection that it happened on, so that its sentence can name it and lead to it. */
export class ConnectionFault extends Error {
  override readonly name = 'ConnectionFault';

  constructor(
    readonly connection: Connection,
    readonly fault: Fault,
  ) {
    super(fault.message, { cause: fault });
  }
}

/** An error as one of this connection; what is none, or has a connection already, stays as it is. */
export function faultOn(connection: Connection, error: unknown): unknown {
  if (isCancelled(error) || error instanceof ConnectionFault) return error;
  return new ConnectionFault(connection, faultOf(error));
}
