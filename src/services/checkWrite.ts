import { findIdsProblem, findWriteProblem } from '../core/model/checks';
import { Fault } from '../core/model/fault';
import type { Limits, Write } from '../core/model/service';

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
