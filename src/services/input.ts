import type * as z from 'zod/mini';
import { Fault } from '../core/model/fault';
import { fieldAt } from '../core/model/invalidInput';

/** What somebody gave, in the shape expected. @throws Fault `invalidInput`, whose subject is the field at fault; no value is in it */
export function parseInput<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, parent?: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [...(parent === undefined ? [] : [parent]), ...(issue?.path ?? [])];
  if (issue?.code === 'unrecognized_keys') path.push(issue.keys[0] ?? '');
  throw new Fault('invalidInput', { subject: fieldAt(path) });
}
