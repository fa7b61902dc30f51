import { connectionOperations, type ConnectionOperationsDependencies } from './connectionOperations';
import type { OperationName } from './operationCall';
import { parseOperationInput } from './operationInput';
import type { OperationResult, Operations } from './operationTable';
import { runOperations, type RunOperationsDependencies } from './runOperations';
import { tagOperations, type TagOperationsDependencies } from './tagOperations';

export type OperationsDependencies = ConnectionOperationsDependencies & TagOperationsDependencies & RunOperationsDependencies;

export function makeOperations(deps: OperationsDependencies): Operations {
  return { ...connectionOperations(deps), ...tagOperations(deps), ...runOperations(deps) };
}

/**
 * Checks what an operation was called with, and carries it out. Nothing is asked.
 * @throws Fault `invalidInput` for a wrong argument: nothing was done; else as the operation does
 */
export async function callOperation<Name extends OperationName>(
  operations: Pick<Operations, Name>,
  name: Name,
  value: unknown,
): Promise<Awaited<OperationResult<Name>>> {
  const carryOut: Operations[Name] = operations[name];
  return await carryOut(parseOperationInput(name, value));
}
