import type { Budget } from './budget';

/** What went wrong, in a closed set: sentences and decisions are made from the code, never from a message. */
export type FaultCode =
  /** The host's name is unknown. */
  | 'hostNotFound'
  /** Nothing listens at the address, or it can't be reached. */
  | 'refused'
  /** The server's certificate is not trusted. */
  | 'certificate'
  /** The proxy wants a sign-in (407). */
  | 'proxySignIn'
  /** The connection ended before the answer was whole: the request may or may not have been carried out. */
  | 'connectionLost'
  /** No answer in time: the request may or may not have been carried out. */
  | 'timeout'
  /** 401: no credentials, or they are no longer valid. */
  | 'unauthorized'
  /** 403: these credentials may not do this, on any file. */
  | 'forbidden'
  /** 403 for this file alone. */
  | 'denied'
  /** 404. */
  | 'notFound'
  /** 400 and its kin: the service understood the request and will not carry it out. */
  | 'rejected'
  /** 409. */
  | 'conflict'
  /** 429. */
  | 'rateLimited'
  /** 5xx. */
  | 'serverError'
  /** An answer of another shape than the service's: not this API, or a page in between. */
  | 'unexpectedAnswer'
  /** The answer was larger than accepted. */
  | 'tooLarge'
  /** A write was answered, but reading back shows that it did not take effect. */
  | 'notApplied'
  /** The run ended before all writes on this file were sent. */
  | 'interrupted'
  /** The service takes no such tag: nothing was sent. */
  | 'unfitTag'
  /** Something given by the user can't be meant: nothing was sent. */
  | 'invalidInput'
  /** The journal can't be written: nothing was sent. */
  | 'journal'
  /** A fault of our own. */
  | 'internal';

/** The facts that go with a code; all of them safe to show and to keep. */
export interface FaultFacts {
  /** The HTTP status. */
  readonly status?: number;
  /** What it is about: a host, a file's id, a setting, the field of an answer. */
  readonly subject?: string;
  /** The most that is accepted, in characters. */
  readonly limit?: number;
  /** The service's own words, for people. */
  readonly detail?: string;
  /** How long the service asks to wait, in ms. */
  readonly retryAfterMs?: number;
  /** The service's id of the request, for its support. */
  readonly requestId?: string;
  /** The ids that the service does not have (ImageKit's `missingFileIds`). */
  readonly missingIds?: readonly string[];
  /** How many requests like this one the service allows, where its answer says so. */
  readonly budget?: Budget;
}

/** The one error class: it carries facts, and `ui` makes the sentence. */
export class Fault extends Error {
  override readonly name = 'Fault';

  constructor(
    readonly code: FaultCode,
    readonly facts: FaultFacts = {},
    cause?: unknown,
  ) {
    super(describe(code, facts), cause === undefined ? undefined : { cause });
  }
}

/** A fault's code and facts without stack or cause: what the journal keeps. */
export interface FaultRecord extends FaultFacts {
  readonly code: FaultCode;
}

export function recordOf(fault: Fault): FaultRecord {
  return { code: fault.code, ...fault.facts };
}

/** Any thrown thing as a Fault; what nobody foresaw becomes `internal`. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault('internal', { detail: error instanceof Error ? error.message : String(error) }, error);
}

function describe(code: FaultCode, { status, subject, detail }: FaultFacts): string {
  return [code, status, subject, detail].filter(part => part !== undefined).join(' · ');
}
