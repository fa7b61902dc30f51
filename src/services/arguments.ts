import * as z from 'zod/mini';
import type { Auth, Credentials, Grant, ServiceId } from '../core/model/connection';
import { Fault } from '../core/model/fault';
import { serviceDescriptors } from '.';
import { fieldAt } from './answer';
import { checkEndpoint } from './endpoint';

export interface NewConnection {
  readonly service: ServiceId;
  readonly name: string;
  readonly endpoint: string;
  readonly credentials: Credentials;
}

const text = z.string().check(z.minLength(1));
const imagekitSchema = z.strictObject({ auth: z.strictObject({ privateKey: text }) });
const oracleSchema = z.strictObject({ auth: z.optional(z.unknown()), grant: z.optional(z.unknown()) });
const passwordSchema = z.strictObject({ username: text, password: text });
const bearerSchema = z.strictObject({ bearerToken: text });
const clientSchema = z.strictObject({ tokenUrl: text, clientId: text, clientSecret: text, scope: text });
const appLinkSchema = z.strictObject({ appLinkId: text, accessToken: text, refreshToken: z.exactOptional(text) });
const publicLinkSchema = z.strictObject({ linkId: text, accessCode: z.exactOptional(text) });

const newConnectionSchema = z.looseObject({
  service: z.enum(['imagekit', 'oracle']),
  name: z.string().check(z.trim(), z.minLength(1)),
  endpoint: z.optional(text),
});

/** What `tagwright.addConnection` may be called with. Throws `invalidInput`; its subject is the argument at fault and no value is in it. */
export function parseNewConnection(value: unknown): NewConnection {
  const { service, name, endpoint, ...credentials } = parse(newConnectionSchema, value);
  const check = checkEndpoint(endpoint ?? serviceDescriptors[service].defaultEndpoint ?? '');
  if (!check.ok) throw new Fault('invalidInput', { subject: 'endpoint', problem: { kind: check.problem } });
  return { service, name, endpoint: check.endpoint, credentials: parseCredentials(service, credentials) };
}

/** `{ auth?, grant? }` as the service takes them: from a call, a form's answers, or the store. Throws as `parseNewConnection`. */
export function parseCredentials(service: ServiceId, value: unknown): Credentials {
  if (service === 'imagekit') return parse(imagekitSchema, value);
  const { auth, grant } = parse(oracleSchema, value);
  if (auth === undefined && grant === undefined) throw new Fault('invalidInput', { subject: 'auth' });
  return {
    ...(auth !== undefined && { auth: parseAuth(auth) }),
    ...(grant !== undefined && { grant: parseGrant(grant) }),
  };
}

/** The kind is told by a field first, so that a fault can name the field that is missing beside it. */
function parseAuth(auth: unknown): Auth {
  if (has(auth, 'bearerToken')) return parse(bearerSchema, auth, 'auth');
  return has(auth, 'tokenUrl') ? parse(clientSchema, auth, 'auth') : parse(passwordSchema, auth, 'auth');
}

function parseGrant(grant: unknown): Grant {
  return has(grant, 'linkId') ? parse(publicLinkSchema, grant, 'grant') : parse(appLinkSchema, grant, 'grant');
}

function has(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && name in value;
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, parent?: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [...(parent === undefined ? [] : [parent]), ...(issue?.path ?? [])];
  if (issue?.code === 'unrecognized_keys') path.push(issue.keys[0] ?? '');
  throw new Fault('invalidInput', { subject: fieldAt(path) });
}
