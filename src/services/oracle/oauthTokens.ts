import { checkEndpoint } from '../../core/service/endpoint';
import { type AnswerCode, Fault } from '../../core/model/fault';
import { untilAborted } from '../../core/model/abortSignals';
import { retryAfterMs } from '../answer';
import { type Answer, codeOfStatus, parseAnswer, readJson } from '../answer';
import type { AdapterDependencies } from '../registry';
import { tokenErrorSchema, tokenSchema } from './oracleAnswers';
import type { Client } from './oracleCredentials';
import { type Headers, type Refusal, renewalLimitMs, shared, type SignIn } from './signIn';

interface Token {
  readonly value: string;
  /** When to ask for the next one. */
  readonly renewAt: number;
}

/** So that a request under way does not outlive its token. */
const marginMs = 60_000;
const shortestLifeMs = 10_000;

/** OAuth 2.0 client credentials (RFC 6749, 4.4). The token lives in memory alone; all requests share one renewal. */
export class ClientCredentialsSignIn implements SignIn {
  private token: Token | undefined;
  private readonly tokenUrl: URL;
  private readonly renewal = shared(() => this.request());

  constructor(
    private readonly auth: Client,
    private readonly dependencies: AdapterDependencies,
  ) {
    const check = checkEndpoint(auth.tokenUrl);
    if (!check.ok) throw new Fault('invalidInput', { subject: 'tokenUrl', problem: { kind: check.problem } });
    this.tokenUrl = new URL(check.endpoint);
  }

  async headers(signal: AbortSignal): Promise<Headers> {
    const { token } = this;
    const current = token && this.dependencies.now() < token.renewAt ? token : await untilAborted(this.renewal(), signal);
    return headersOf(current);
  }

  async renew({ status, headers }: Refusal, signal: AbortSignal): Promise<boolean> {
    if (status !== 401) return false;
    // another request may have renewed it meanwhile
    if (this.token && headersOf(this.token)['authorization'] !== headers['authorization']) return true;
    await untilAborted(this.renewal(), signal);
    return true;
  }

  secrets(): readonly string[] {
    return [this.auth.clientSecret, this.pair(), ...(this.token ? [this.token.value] : [])];
  }

  /** Not aborted by the request that began it: others may wait for it too. */
  private async request(): Promise<Token> {
    const { transport, userAgent, now } = this.dependencies;
    const askedAt = now();
    const answer = await transport(
      {
        method: 'POST',
        url: this.tokenUrl,
        headers: {
          accept: 'application/json',
          authorization: `Basic ${this.pair()}`,
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': userAgent,
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: this.auth.scope }).toString(),
        timeLimitMs: renewalLimitMs,
      },
      new AbortController().signal,
    );
    const response = readJson(answer);
    if (response.status !== 200) throw this.fault(response);
    const { access_token: value, expires_in: seconds } = parseAnswer(tokenSchema, response);
    const lifeMs = lifeMsOf(seconds);
    this.token = { value, renewAt: askedAt + Math.max(lifeMs - marginMs, lifeMs / 2) };
    return this.token;
  }

  /** RFC 6749, 2.3.1: every server takes the client's id and secret as Basic, each form-encoded first. */
  private pair(): string {
    const { clientId, clientSecret } = this.auth;
    return Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  }

  private fault(response: Answer): Fault {
    const { status } = response;
    const parsed = tokenErrorSchema.safeParse(response.content);
    const detail = parsed.success ? (parsed.data.error_description ?? parsed.data.error) : undefined;
    const pause = retryAfterMs(response.headers['retry-after'], this.dependencies.now());
    return new Fault(codeOfRefusal(status, parsed.success), {
      status,
      subject: this.tokenUrl.host,
      ...(detail !== undefined && { detail }),
      ...(pause !== undefined && { retryAfterMs: pause }),
    });
  }
}

/** "invalid_client" comes as 400 or as 401 (RFC 6749, 5.2). That a token's address is not there must not read as "no such file". */
function codeOfRefusal(status: number, isOAuth: boolean): AnswerCode {
  if (status === 401 || status === 403 || (status === 400 && isOAuth)) return 'unauthorized';
  return status === 429 || status >= 500 ? codeOfStatus(status) : 'unexpectedAnswer';
}

/** Where the life of a token is nonsense, or so short that no request could use it, the token serves until it is refused. */
function lifeMsOf(seconds: unknown): number {
  const lifeMs = Number(seconds) * 1000;
  return lifeMs >= shortestLifeMs ? lifeMs : Infinity;
}

function headersOf(token: Token): Headers {
  return { authorization: `Bearer ${token.value}` };
}
