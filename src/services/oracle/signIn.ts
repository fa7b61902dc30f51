import { untilAborted } from '../../core/model/abortSignals';
import { Fault } from '../../core/model/fault';
import { parseAnswer, readJson } from '../answer';
import type { AdapterDependencies } from '../registry';
import { appLinkSchema, isFailure } from './oracleAnswers';
import type { AppLink, Bearer, Password, PublicLink } from './oracleCredentials';

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
function headerText(text: string, field: string): string {
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

/** Access tokens of application links live for 15 minutes (Oracle's REST API for Documents 1.2, "Applinks Resource"). */
const freshMs = 14 * 60_000;

export interface AppLinkOptions {
  readonly link: AppLink;
  readonly endpoint: string;
  /** The user's sign-in, where there is one: the renewal is signed too. */
  readonly user: SignIn | undefined;
  readonly dependencies: AdapterDependencies;
  /** Keeps the renewed link for the next start. */
  readonly save: (link: AppLink) => Promise<void>;
}

/** An application link: headers `appLinkID` and `accessToken` (Oracle's REST API for Documents 1.1, "Set File Tags"). */
export class AppLinkSignIn implements SignIn {
  private link: AppLink;
  private renewedAt = -Infinity;
  private readonly renewal = shared(() => this.request());

  constructor(private readonly options: AppLinkOptions) {
    this.link = checked(options.link);
  }

  headers(): Promise<Headers> {
    return Promise.resolve({ appLinkID: this.link.appLinkId, accessToken: this.link.accessToken });
  }

  async renew({ status, isLinkEnded, headers }: Refusal, signal: AbortSignal): Promise<boolean> {
    const isRefused = status === 401 || status === 403 || isLinkEnded;
    if (!isRefused || this.link.refreshToken === undefined) return false;
    // another request may have renewed it meanwhile
    if (headers['accessToken'] !== this.link.accessToken) return true;
    // a fresh token is refused for another reason: thousands of files may be
    if (this.options.dependencies.now() - this.renewedAt < freshMs) return false;
    return untilAborted(this.renewal(), signal);
  }

  secrets(): readonly string[] {
    const { appLinkId, accessToken, refreshToken } = this.link;
    return [appLinkId, accessToken, ...(refreshToken === undefined ? [] : [refreshToken])];
  }

  /**
   * False where the refresh token is refused as well. Oracle's documentation names the call; that it takes the three
   * as headers is known from an independent client. Not aborted by the request that began it: others may wait for it too.
   */
  private async request(): Promise<boolean> {
    const { endpoint, user, dependencies, save } = this.options;
    const { refreshToken = '' } = this.link;
    const { signal } = new AbortController();
    const response = await dependencies.transport(
      {
        method: 'PUT',
        url: new URL(`${endpoint}/documents/api/1.1/applinks/token`),
        headers: {
          accept: 'application/json',
          'user-agent': dependencies.userAgent,
          ...(await user?.headers(signal)),
          ...(await this.headers()),
          refreshToken,
        },
        timeLimitMs: renewalLimitMs,
      },
      signal,
    );
    this.renewedAt = dependencies.now();
    const read = readJson(response);
    if (isFailure(read)) return false;
    const answer = parseAnswer(appLinkSchema, read);
    this.link = {
      ...this.link,
      appLinkId: answer.appLinkID ?? this.link.appLinkId,
      accessToken: answer.accessToken,
      refreshToken: answer.refreshToken ?? refreshToken,
    };
    await save(this.link);
    return true;
  }
}

/** A public link: header `linkID`, its access code as a cookie (Oracle's REST API for Documents 1.1, "Set File Tags"). */
export function publicLinkSignIn({ linkId, accessCode }: PublicLink): SignIn {
  if (!/^[\w-]+$/.test(linkId)) throw new Fault('invalidInput', { subject: 'linkId' });
  if (accessCode === undefined) return new FixedSignIn({ linkID: linkId }, []);
  // how a code would be encoded is not documented: it goes as it is, and what would end the cookie is refused
  if (headerText(accessCode, 'accessCode').includes(';')) throw new Fault('invalidInput', { subject: 'accessCode' });
  return new FixedSignIn({ linkID: linkId, cookie: `dAccessCode-${linkId}=${accessCode}` }, [accessCode]);
}

function checked(link: AppLink): AppLink {
  headerText(link.appLinkId, 'appLinkId');
  headerText(link.accessToken, 'accessToken');
  if (link.refreshToken !== undefined) headerText(link.refreshToken, 'refreshToken');
  return link;
}
