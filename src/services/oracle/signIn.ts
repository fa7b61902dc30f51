import { Fault } from '../../core/model/fault';
import type { Bearer, Password } from './oracleCredentials';

/** What a request is signed with: a user's sign-in, or a link that opens files. */
export interface SignIn {
  /** For the next request; renewed first where they are about to end. */
  headers(signal: AbortSignal): Promise<Headers>;
  /** Whether, after a refused request, there is something newer to try it with once more. */
  renew(refused: Refusal, signal: AbortSignal): Promise<boolean>;
  /** What no message may show. */
  secrets(): readonly string[];
}

export type Headers = Readonly<Record<string, string>>;

export interface Refusal {
  readonly status: number;
  /** Oracle's own word for it: a link that has ended is refused with a status of its own. */
  readonly isLinkEnded: boolean;
  /** What the request was sent with. */
  readonly headers: Headers;
}

/** Headers that stay as they are. */
export class FixedSignIn implements SignIn {
  constructor(
    private readonly fixed: Headers,
    private readonly hidden: readonly string[],
  ) {}

  headers(): Promise<Headers> {
    return Promise.resolve(this.fixed);
  }

  renew(): Promise<boolean> {
    return Promise.resolve(false);
  }

  secrets(): readonly string[] {
    return [...this.hidden, ...Object.values(this.fixed)];
  }
}

/** Oracle's REST API for Documents 1.1, "Authorization": Basic, or a bearer token. */
export function signInWith(auth: Bearer | Password): SignIn {
  if ('bearerToken' in auth) {
    const authorization = `Bearer ${headerText(auth.bearerToken, 'bearerToken')}`;
    return new FixedSignIn({ authorization }, [auth.bearerToken]);
  }
  // RFC 7617: a colon ends the name
  if (auth.username.includes(':')) throw new Fault('invalidInput', { subject: 'username' });
  const pair = Buffer.from(`${auth.username}:${auth.password}`).toString('base64');
  return new FixedSignIn({ authorization: `Basic ${pair}` }, [auth.password, pair]);
}

/** The text, where it can stand in a header: visible ASCII. The fault names the field alone. */
export function headerText(text: string, field: string): string {
  if (!/^[\x20-\x7e]+$/.test(text)) throw new Fault('invalidInput', { subject: field });
  return text;
}

/** Everything waits for a renewal. */
export const renewalLimitMs = 30_000;

/** The task as one that runs once at a time: who calls while it runs gets the running one's result. */
export function shared<T>(task: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= task().finally(() => {
      running = undefined;
    });
    return running;
  };
}
