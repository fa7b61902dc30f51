import { Fault, recordOf } from '../../../src/core/model/fault';

/** The promise's result; a Fault's record in its place. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch((error: unknown) => {
    if (error instanceof Fault && error.cause === undefined) return recordOf(error);
    throw error;
  });
}

/** As `outcome`, of a call that does not wait. */
export function outcomeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof Fault && error.cause === undefined) return recordOf(error);
    throw error;
  }
}
