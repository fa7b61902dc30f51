import { connectionOperations, type ConnectionOperationsDependencies } from './connectionOperations';
import type { OperationName } from './operationCall';
import { type OperationResult, type Operations, type OperationInput, operationTable } from './operationTable';
import { runOperations, type RunOperationsDependencies } from './runOperations';
import {
  searchOperations,
  type SearchOperationsDependencies,
  tagOperations,
  type TagOperationsDependencies,
} from './tagOperations';
import type * as z from 'zod/mini';
import { Fault } from '../../core/model/fault';
import { fieldAt, type InputProblem } from '../../core/model/invalidInput';

export type OperationsDependencies = ConnectionOperationsDependencies &
  TagOperationsDependencies &
  RunOperationsDependencies &
  SearchOperationsDependencies;

export function makeOperations(deps: OperationsDependencies): Operations {
  return { ...connectionOperations(deps), ...tagOperations(deps), ...runOperations(deps), ...searchOperations(deps) };
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

/**
 * What an operation was called with, in the shape of its schema.
 * @throws Fault `invalidInput`, whose subject is the argument at fault and whose problem is why; no value is in it
 */
export function parseOperationInput<Name extends OperationName>(name: Name, value: unknown): OperationInput<Name> {
  const parsed = operationTable[name].input.safeParse(value);
  if (parsed.success) return parsed.data as OperationInput<Name>;
  throw inputFault(name, parsed.error.issues[0]);
}

function inputFault(name: OperationName, issue: z.core.$ZodIssue | undefined): Fault {
  if (!issue) return new Fault('invalidInput');
  if (issue.code === 'unrecognized_keys') {
    const [subject = ''] = issue.keys;
    return new Fault('invalidInput', { subject, problem: { kind: 'notOneOf', choices: namesOf(name) } });
  }
  const problem = problemOf(issue);
  return issue.path.length === 0
    ? new Fault('invalidInput', { problem })
    : new Fault('invalidInput', { subject: fieldAt(issue.path), problem });
}

/** What is wanted instead of what was given. */
function problemOf(issue: z.core.$ZodIssue): InputProblem {
  switch (issue.code) {
    case 'invalid_value':
      return { kind: 'notOneOf', choices: issue.values.map(String) };
    case 'invalid_type':
      return { kind: 'wrongType', wanted: wantedTypes.get(issue.expected) ?? 'text' };
    case 'too_small':
      return { kind: 'wrongType', wanted: issue.origin === 'array' ? 'texts' : 'count' };
    default:
      return { kind: 'wrongType', wanted: 'text' };
  }
}

const wantedTypes = new Map<z.core.$ZodInvalidTypeExpected, 'text' | 'texts' | 'count' | 'object'>([
  ['array', 'texts'],
  ['int', 'count'],
  ['number', 'count'],
  ['object', 'object'],
  ['record', 'object'],
]);

function namesOf(name: OperationName): readonly string[] {
  return Object.keys(operationTable[name].input.shape);
}
