import type { HttpAnswer, NameAndPassword, Request } from '../http/exchange';
import { basicCredentials, json } from '../http/exchange';
import type { Owner } from '../library/sampleFile';
import { randomText } from './oracleAccess';
import { OracleRefusal } from './oracleRefusal';

export interface SignInOptions {
  /** Who there is, and by what they sign in. */
  readonly people: Readonly<Record<Owner, NameAndPassword>>;
  readonly tokenSeconds: number;
  readonly now: () => number;
}

/** Who sends a request: by user name and password, or by a token that was given out here before. */
export class OracleSignIn {
  private readonly tokens = new Map<string, { readonly owner: Owner; readonly until: number }>();

  constructor(private readonly options: SignInOptions) {}

  /** `undefined` where there is no sign-in: the request may have come with a link. */
  person({ headers: { authorization = '' } }: Request): Owner | undefined {
    const [, token] = /^Bearer +(\S+)/i.exec(authorization) ?? [];
    // what Oracle's content toolkit sends where it has no token
    if (authorization === '' || token === 'anonymous') return undefined;
    const person = token === undefined ? this.byPassword(basicCredentials(authorization)) : this.byToken(token);
    if (person === undefined) throw new OracleRefusal('signIn', 'The sign-in is missing, wrong or has expired.');
    return person;
  }

  /** `GET /documents/web?IdcService=GET_OAUTH_TOKEN`: a token for who is signed in, good for 7 days. */
  webToken(request: Request): HttpAnswer {
    const person = this.person(request);
    if (person === undefined) throw new OracleRefusal('signIn', 'Sign in first.');
    return json(200, { tokenValue: this.issue(person, week), expiration: week });
  }

  /**
   * `POST /oauth2/v1/token`: OAuth's client credentials (RFC 6749, section 4.4), with the client's id and secret in the
   * `Authorization` header or in the body. The scope is that of Oracle's documentation: `…urn:opc:cec:all`.
   */
  clientToken({ headers, body }: Request): HttpAnswer {
    const form = new URLSearchParams(body);
    const client = decoded(basicCredentials(headers.authorization)) ?? {
      name: form.get('client_id') ?? '',
      password: form.get('client_secret') ?? '',
    };
    const person = this.byPassword(client);
    if (person === undefined) return oauthError(401, 'invalid_client', 'Client authentication failed.');
    if (form.get('grant_type') !== 'client_credentials')
      return oauthError(400, 'unsupported_grant_type', 'The grant type must be client_credentials.');
    if (!(form.get('scope') ?? '').endsWith('urn:opc:cec:all'))
      return oauthError(400, 'invalid_scope', 'The scope must end with urn:opc:cec:all.');
    const { tokenSeconds } = this.options;
    const answer = json(200, { access_token: this.issue(person, tokenSeconds), token_type: 'Bearer', expires_in: tokenSeconds });
    return { ...answer, headers: { ...answer.headers, 'cache-control': 'no-store' } };
  }

  private issue(owner: Owner, seconds: number): string {
    const token = randomText(48);
    this.tokens.set(token, { owner, until: this.options.now() + seconds * 1000 });
    return token;
  }

  private byToken(token: string): Owner | undefined {
    const { owner, until = 0 } = this.tokens.get(token) ?? {};
    return until > this.options.now() ? owner : undefined;
  }

  private byPassword(given: NameAndPassword | undefined): Owner | undefined {
    const { people } = this.options;
    return (['user', 'colleague'] as const).find(
      owner => given?.name === people[owner].name && given.password === people[owner].password,
    );
  }
}

/** OAuth clients encode their id and secret as forms do before they become a Basic header (RFC 6749, section 2.3.1). */
function decoded(client: NameAndPassword | undefined): NameAndPassword | undefined {
  if (client === undefined) return undefined;
  const plain = new URLSearchParams(`name=${client.name}&password=${client.password}`);
  return { name: plain.get('name') ?? '', password: plain.get('password') ?? '' };
}

const week = 7 * 24 * 3600;

function oauthError(status: number, error: string, description: string): HttpAnswer {
  return json(status, { error, error_description: description });
}
