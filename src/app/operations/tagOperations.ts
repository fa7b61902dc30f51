import { findIdsProblem, findTagsProblem } from '../../core/model/tagAndIdChecks';
import type { ServiceCatalog } from '../../core/service/descriptor';
import type { Connection } from '../../core/service/connection';
import type { Edit } from '../../core/model/edit';
import { Fault } from '../../core/model/fault';
import type { InputProblem } from '../../core/model/invalidInput';
import { normaliseTags } from '../../core/model/tags';
import { ConnectionFault } from '../connections/connectionFault';
import type { ConnectionList, SessionSource } from '../connections/ports';
import { type CallAnswer, callAnswer } from '../jobs/callAnswer';
import type { Jobs } from '../jobs/jobs';
import { editOfRenaming, findTagged, type FindTaggedPorts } from '../renaming/renameTags';
import { placeOf } from '../text/faultMessages';
import type { OperationInput, Operations } from './operationTable';

export interface TagOperationsDependencies {
  readonly connections: Pick<ConnectionList, 'find'>;
  readonly sessions: SessionSource;
  readonly services: ServiceCatalog;
  readonly jobs: Pick<Jobs, 'carryOut'>;
  readonly searching: FindTaggedPorts['searching'];
}

type TagOperationName = 'renameTag' | 'mergeTags' | 'addTags' | 'removeTags' | 'replaceTags' | 'clearTags' | 'tagFilesById';

/** Edits of files that are named by their ids: one job each. */
export function tagOperations(deps: TagOperationsDependencies): Pick<Operations, TagOperationName> {
  const edit = (kind: 'add' | 'remove' | 'replace') => (input: OperationInput<'addTags'>) =>
    carryOut(input, { kind, tags: normaliseTags(input.tags) }, deps);
  return {
    renameTag: ({ tag, ...input }) => carryOutRenaming({ ...input, tags: [tag] }, deps),
    mergeTags: input => carryOutRenaming(input, deps),
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
  refuse(connection, 'fileIds', findIdsProblem(fileIds, limits));
  if (edit.kind !== 'clear') refuse(connection, 'tags', findTagsProblem(edit.tags, limits.tags));
  const targets = fileIds.map(id => ({ id, edit }));
  const ledger = await jobs.carryOut({ session, targets, origin: { kind: 'edit' } }, 'program');
  return callAnswer(ledger, placeOf(connection, services));
}

/** @throws Fault, ConnectionFault where the service would refuse the name, or can't be searched for the tags: nothing was sent */
async function carryOutRenaming(
  { connection: name, ...input }: OperationInput<'mergeTags'>,
  { connections, sessions, services, jobs, searching }: TagOperationsDependencies,
): Promise<CallAnswer> {
  const connection = connections.find(name);
  const session = await sessions.of(connection.id);
  const edit = editOfRenaming(input);
  refuse(connection, 'to', findTagsProblem([edit.to], session.service.limits.tags));
  const files = await findTagged({ ...input, connectionId: connection.id }, { searching }, new AbortController().signal);
  const targets = files.map(({ id, path }) => ({ id, ...(path !== '' && { path }), edit }));
  const ledger = await jobs.carryOut({ session, targets, origin: { kind: 'edit' } }, 'program');
  return callAnswer(ledger, placeOf(connection, services));
}

function refuse(connection: Connection, subject: string, problem: InputProblem | undefined): void {
  if (problem) throw new ConnectionFault(connection, new Fault('invalidInput', { subject, problem }));
}
