import { findIdsProblem, findTagsProblem } from '../../core/model/checks';
import type { ServiceCatalog } from '../../core/model/descriptor';
import type { Edit } from '../../core/model/edit';
import { Fault } from '../../core/model/fault';
import type { InputProblem } from '../../core/model/invalidInput';
import { normaliseTags } from '../../core/model/tags';
import { ConnectionFault } from '../connections/connectionFault';
import type { ConnectionList, SessionSource } from '../connections/ports';
import { type CallAnswer, callAnswer } from '../jobs/callAnswer';
import type { Jobs } from '../jobs/jobs';
import { placeOf } from '../text/faultMessages';
import type { OperationInput, Operations } from './operationTable';

export interface TagOperationsDependencies {
  readonly connections: Pick<ConnectionList, 'find'>;
  readonly sessions: SessionSource;
  readonly services: ServiceCatalog;
  readonly jobs: Pick<Jobs, 'carryOut'>;
}

type TagOperationName = 'addTags' | 'removeTags' | 'replaceTags' | 'clearTags' | 'tagFilesById';

/** Edits of files that are named by their ids: one job each. */
export function tagOperations(deps: TagOperationsDependencies): Pick<Operations, TagOperationName> {
  const edit = (kind: 'add' | 'remove' | 'replace') => (input: OperationInput<'addTags'>) =>
    carryOut(input, { kind, tags: normaliseTags(input.tags) }, deps);
  return {
    addTags: edit('add'),
    removeTags: edit('remove'),
    replaceTags: edit('replace'),
    clearTags: input => carryOut(input, { kind: 'clear' }, deps),
    tagFilesById: edit('add'),
  };
}

/** @throws Fault, ConnectionFault where the service would refuse the ids or tags: nothing was sent */
async function carryOut(
  { connection: name, fileIds }: Pick<OperationInput<'addTags'>, 'connection' | 'fileIds'>,
  edit: Extract<Edit, { kind: 'add' | 'remove' | 'replace' | 'clear' }>,
  { connections, sessions, services, jobs }: TagOperationsDependencies,
): Promise<CallAnswer> {
  const connection = connections.find(name);
  const session = await sessions.of(connection.id);
  const { limits } = session.service;
  const refuse = (subject: string, problem: InputProblem | undefined) => {
    if (problem) throw new ConnectionFault(connection, new Fault('invalidInput', { subject, problem }));
  };
  refuse('fileIds', findIdsProblem(fileIds, limits));
  if (edit.kind !== 'clear') refuse('tags', findTagsProblem(edit.tags, limits.tags));
  const targets = fileIds.map(id => ({ id, edit }));
  const ledger = await jobs.carryOut({ session, targets, origin: { kind: 'edit' } }, 'program');
  return callAnswer(ledger, placeOf(connection, services));
}
