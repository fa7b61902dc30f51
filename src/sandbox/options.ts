import type { Request } from './http/exchange';
import type { FileFixture, SampleFile } from './library/sampleFile';

/** How a sandbox is to be. Everything has a default; what is of `Behavior` can be changed while it runs. */
export interface SandboxOptions extends Partial<Behavior> {
  /** 0, the default, is any free port. */
  readonly port?: number;
  /** ImageKit's private API key, which opens the sandbox's own endpoints too. A random one unless told. */
  readonly key?: string;
  /** Oracle Content's user, who is the OAuth client too: its id and secret are `user` and `password`. `demo` unless told. */
  readonly user?: string;
  /** A random one unless told. */
  readonly password?: string;
  /** The access code of Oracle Content's protected link, any text; that of its documentation unless told. */
  readonly accessCode?: string;
  /** How many files the library has; 240 make up the sample shop, more are generated when they are looked at. */
  readonly files?: number;
  /** How many folders hold the generated files: one for 500 unless told. */
  readonly folders?: number;
  /** How many tags the generated files have together, beside the words for what they show; none unless told. */
  readonly distinctTags?: number;
  /** Files on top of these, for what a test needs. */
  readonly also?: readonly FileFixture[];
  /** The files whose tags can't be edited: their ids, or a question asked about each. By default two in /brand/archive. */
  readonly refuse?: readonly string[] | ((file: SampleFile) => boolean);
  /** A JSON file in which the library's edits outlast the sandbox. */
  readonly state?: string;
  /** Writes in a second, and at once after a pause (as many as `rate` unless told): short for a `writeLimit` that every answer names. */
  readonly rate?: number;
  readonly burst?: number;
  /** How long a token of OAuth's client credentials is good for; an hour by default. */
  readonly tokenSeconds?: number;
  readonly now?: () => number;
  /** What the faults' `share` is decided by: the same number makes the same choices. */
  readonly seed?: number;
  /** Sees every request before anything else does, and can put something in the answer's place. */
  readonly intercept?: Intercept;
}

/** How the services behave. Kind unless told. */
export interface Behavior {
  /** How long every answer takes. */
  readonly latencyMs: number;
  /** How long listings and searches show a file as it was before an edit. Its own address shows the truth. */
  readonly searchLagMs: number;
  /** On listings, searches and files' details; `null` is none. */
  readonly readLimit: RequestLimit | null;
  /** On everything that changes something. */
  readonly writeLimit: RequestLimit | null;
  /** What goes wrong. The first rule that speaks of a request is what becomes of it. */
  readonly faults: readonly FaultRule[];
  /**
   * What Oracle Content's 403 for a file that refuses looks like: as documented, without a body, a word, a gateway's page, or with the
   * words of a failed sign-in.
   */
  readonly forbidden: 'documented' | 'empty' | 'text' | 'page' | 'signIn';
  /** Oracle Content answers in the media type that is asked for, or in XML whatever is asked for. */
  readonly oracleAnswers: 'asAsked' | 'xml';
  /** Whether Oracle Content calls its pictures `application/octet-stream`, as its documentation does, or says what they are. */
  readonly oraclePictures: 'octetStream' | 'named';
}

export const kindBehavior: Behavior = {
  latencyMs: 0,
  searchLagMs: 0,
  readLimit: null,
  writeLimit: null,
  faults: [],
  forbidden: 'documented',
  oracleAnswers: 'asAsked',
  oraclePictures: 'octetStream',
};

/** How many requests are answered, and what is said of it. Those of both services count. */
export interface RequestLimit {
  /** All of these hold at once: such as 100 in a second and 1,000 in 15 minutes. */
  readonly allows: readonly { readonly requests: number; readonly intervalMs: number }[];
  /**
   * Where `X-RateLimit-*` tell of it: in every answer, in refusals alone, or nowhere. They name one of several: the one that refused,
   * else the one of which the smallest part is left. Every answer unless told.
   */
  readonly named?: 'always' | 'refusals' | 'never';
  /** The part that is granted of what is named, since others use the account too: from 0 to 1, which is the default. */
  readonly granted?: number;
  /** Whether what was used comes back bit by bit, as it does unless told, or all at once when an interval ends. */
  readonly refill?: 'steadily' | 'atOnce';
  /** What a refusal's `Retry-After` says: the seconds to wait, `0`, or a date that is past. There is none unless told. */
  readonly retryAfter?: 'seconds' | 'zero' | 'past';
}

/** A fault, and the requests that it happens to: all unless told. */
export type FaultRule = InjectedFault & {
  readonly requests?: 'all' | 'reads' | 'writes';
  /** Only those whose path (without the query) contains this. */
  readonly path?: string;
  /** How many go well before the first fault, and how many faults there are: none and no end unless told. */
  readonly skip?: number;
  readonly times?: number;
  /** The part of the rest that it happens to, from 0 to 1. */
  readonly share?: number;
};

export type InjectedFault =
  | {
      /**
       * What the client sees:
       * - `lost`: the connection ends without an answer
       * - `serverError`: an error of the service's own, 503 unless told
       * - `gatewayPage`: a page of HTML, 502 unless told; 404 is as likely as 200
       * - `notFound`: the service's own 404 for files that are there; in bulk it names `some` of them, `all` or `none`
       * - `signedOut`: 401
       * - `answer`: whatever is told; a text as it is, anything else as JSON
       */
      readonly kind: 'lost' | 'serverError' | 'gatewayPage' | 'notFound' | 'signedOut' | 'answer';
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      readonly names?: 'some' | 'all' | 'none';
      /** Whether the request is carried out all the same, before the answer or `afterMs` later. It isn't unless told. */
      readonly carriedOut?: 'no' | 'yes' | 'late';
      readonly afterMs?: number;
    }
  | {
      /**
       * What goes wrong with some of the files:
       * - `partial`: they are refused. ImageKit's bulk calls answer 207 and name them, a lone file's call 400, Oracle Content's 403
       * - `unmentioned`: bulk calls answer 200 and leave them out; Oracle Content's `idList` has another file
       * - `tagless`: listings and details leave out what their tags are
       */
      readonly kind: 'partial' | 'unmentioned' | 'tagless';
      /** The part of a request's files that it happens to; half of them unless told. */
      readonly files?: number;
      /** Whether their tags are edited all the same. They aren't unless told. */
      readonly carriedOut?: 'no' | 'yes';
    };

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
