import type * as z from 'zod/mini';
import { findIdsProblem, findWriteProblem } from '../core/model/tagAndIdChecks';
import { Fault } from '../core/model/fault';
import { fieldAt } from '../core/model/invalidInput';
import type { Limits, Write } from '../core/service/service';

/** What an adapter was given, in the shape it expects. @throws Fault `invalidInput`, whose subject is the field at fault; no value is in it */
export function parseInput<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, parent?: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [...(parent === undefined ? [] : [parent]), ...(issue?.path ?? [])];
  if (issue?.code === 'unrecognized_keys') path.push(issue.keys[0] ?? '');
  throw new Fault('invalidInput', { subject: fieldAt(path) });
}

/** Refuses a write that the service would refuse. @throws Fault `invalidInput` */
export function checkWrite(write: Write, limits: Limits): void {
  if (limits.writes[write.kind] === undefined)
    throw new Fault('internal', { subject: write.kind, detail: 'the service has no such write' });
  const refusal = findWriteProblem(write, limits);
  if (refusal) throw new Fault('invalidInput', refusal);
}

/** Refuses ids that can't go in one request. @throws Fault `invalidInput` */
export function checkIds(ids: readonly string[], most: number, limits: Limits): void {
  const problem = findIdsProblem(ids, limits, most);
  if (problem) throw new Fault('invalidInput', { subject: 'fileIds', problem });
}
