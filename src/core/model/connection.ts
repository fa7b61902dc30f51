export type ServiceId = 'imagekit' | 'oracle';

/** One account on a service; nothing in it is secret. */
export interface Connection {
  readonly id: string;
  /** Chosen by the user, unique. */
  readonly name: string;
  readonly service: ServiceId;
  /** An origin, perhaps with a path, without a slash at its end. https, or http to loopback. */
  readonly endpoint: string;
}

/** How a connection signs in; kept in SecretStorage alone. */
export interface Credentials {
  readonly auth?: Auth;
  readonly grant?: Grant;
}

export type Auth =
  | { readonly privateKey: string }
  | { readonly username: string; readonly password: string }
  | { readonly bearerToken: string }
  | { readonly tokenUrl: string; readonly clientId: string; readonly clientSecret: string; readonly scope: string };

/** Opens files that the signed-in user could not reach otherwise: Oracle Content's application links and public links. */
export type Grant =
  | { readonly appLinkId: string; readonly accessToken: string; readonly refreshToken?: string }
  | { readonly linkId: string; readonly accessCode?: string };
