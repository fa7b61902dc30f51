import * as z from 'zod/mini';
import { checkEndpoint } from '../../core/model/endpoint';
import { Fault } from '../../core/model/fault';
import { fieldAt } from '../../core/model/invalidInput';
import type { SignedConnection } from './connections';
import type { ServiceSource } from './ports';

const text = z.string().check(z.trim(), z.minLength(1));
const newSchema = z.looseObject({ service: text, name: text, endpoint: z.optional(text) });
const changesSchema = z.looseObject({ connection: z.string(), name: z.optional(text), endpoint: z.optional(text) });

/** The connection that a call wants to be added. @throws Fault `invalidInput`, whose subject is the argument at fault; no value is in it */
export async function newConnection(id: string, call: unknown, services: ServiceSource): Promise<SignedConnection> {
  const { service, name, endpoint, ...credentials } = parse(newSchema, call);
  const descriptor = services.all.find(one => one.id === service);
  if (!descriptor) {
    const choices = services.all.map(one => one.id);
    throw new Fault('invalidInput', { subject: 'service', problem: { kind: 'notOneOf', choices } });
  }
  return {
    connection: { id, service, name, endpoint: endpointOf(endpoint ?? descriptor.defaultEndpoint ?? '') },
    credentials: await services.parse(service, credentials),
  };
}

/** A connection as a call wants it changed: what the call does not name stays. @throws Fault as `newConnection` */
export async function changedConnection(
  former: SignedConnection,
  call: unknown,
  services: ServiceSource,
): Promise<SignedConnection> {
  const { connection: _, name = former.connection.name, endpoint: given, ...credentials } = parse(changesSchema, call);
  const endpoint = given === undefined ? former.connection.endpoint : endpointOf(given);
  const isSignedAnew = Object.keys(credentials).length > 0;
  // a secret goes where it was given to go: for another endpoint it must be given anew
  if (!isSignedAnew && endpoint !== former.connection.endpoint) {
    const [part] = services.of(former.connection.service).credentials;
    throw new Fault('invalidInput', part ? { subject: part.name } : {});
  }
  return {
    connection: { ...former.connection, name, endpoint },
    credentials: isSignedAnew ? await services.parse(former.connection.service, credentials) : former.credentials,
  };
}

function endpointOf(address: string): string {
  const check = checkEndpoint(address);
  if (check.ok) return check.endpoint;
  throw new Fault('invalidInput', { subject: 'endpoint', problem: { kind: check.problem } });
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Fault('invalidInput', { subject: fieldAt(parsed.error.issues[0]?.path ?? []) });
}
