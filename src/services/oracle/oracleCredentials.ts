import * as z from 'zod/mini';
import type { Credentials } from '../../core/service/connection';
import { Fault } from '../../core/model/fault';
import { parseInput } from '../checkInput';
import { placePattern } from './oracle';

const text = z.string().check(z.minLength(1));
const partsSchema = z.strictObject({ auth: z.optional(z.unknown()), grant: z.optional(z.unknown()) });
const passwordSchema = z.strictObject({ username: text, password: text });
const bearerSchema = z.strictObject({ bearerToken: text });
const clientSchema = z.strictObject({ tokenUrl: text, clientId: text, clientSecret: text, scope: text });
/** The id of a file or folder, or an address that holds it. */
const place = z.string().check(z.regex(placePattern));
const appLinkSchema = z.strictObject({
  appLinkId: text,
  accessToken: text,
  refreshToken: z.exactOptional(text),
  opens: z.exactOptional(place),
});
const publicLinkSchema = z.strictObject({ linkId: text, accessCode: z.exactOptional(text), opens: z.exactOptional(place) });

export type Password = z.infer<typeof passwordSchema>;
export type Bearer = z.infer<typeof bearerSchema>;
export type Client = z.infer<typeof clientSchema>;
export type AppLink = z.infer<typeof appLinkSchema>;
export type PublicLink = z.infer<typeof publicLinkSchema>;

/** How a connection signs in, and what opens files that the signed-in user could not reach otherwise; one of them is there. */
export interface OracleCredentials extends Credentials {
  readonly auth?: Password | Bearer | Client;
  readonly grant?: AppLink | PublicLink;
}

/** @throws Fault `invalidInput` */
export function parseOracleCredentials(value: unknown): OracleCredentials {
  const { auth, grant } = parseInput(partsSchema, value);
  if (auth === undefined && grant === undefined) throw new Fault('invalidInput', { subject: 'auth' });
  return {
    ...(auth !== undefined && { auth: parseAuth(auth) }),
    ...(grant !== undefined && { grant: parseGrant(grant) }),
  };
}

/** The id of what a link opens; undefined where that was not said. */
export function openedBy({ opens }: AppLink | PublicLink): string | undefined {
  return opens === undefined ? undefined : placePattern.exec(opens)?.[0];
}

/** Who signs in: the user, the client, or else what lets them in. What is renewed from time to time is no part of it, where there is more. */
export function signerOf({ auth, grant }: OracleCredentials): string {
  return JSON.stringify([auth === undefined ? undefined : userOf(auth), grant === undefined ? undefined : linkOf(grant)]);
}

function userOf(auth: NonNullable<OracleCredentials['auth']>): string {
  if ('username' in auth) return auth.username;
  return 'bearerToken' in auth ? auth.bearerToken : auth.clientId;
}

function linkOf(grant: NonNullable<OracleCredentials['grant']>): string {
  return 'linkId' in grant ? grant.linkId : grant.appLinkId;
}

/** The kind is told by a field first, so that a fault can name the field that is missing beside it. */
function parseAuth(auth: unknown): NonNullable<OracleCredentials['auth']> {
  if (has(auth, 'bearerToken')) return parseInput(bearerSchema, auth, 'auth');
  return has(auth, 'tokenUrl') ? parseInput(clientSchema, auth, 'auth') : parseInput(passwordSchema, auth, 'auth');
}

function parseGrant(grant: unknown): NonNullable<OracleCredentials['grant']> {
  return has(grant, 'linkId') ? parseInput(publicLinkSchema, grant, 'grant') : parseInput(appLinkSchema, grant, 'grant');
}

function has(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && name in value;
}
