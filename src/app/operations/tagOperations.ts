import type { Edit } from '../../core/model/edit';
import { ConnectionFault, Fault, faultOn } from '../../core/model/fault';
import type { RemoteFile } from '../../core/model/file';
import type { InputProblem } from '../../core/model/invalidInput';
import { findIdsProblem, findTagsProblem } from '../../core/model/tagAndIdChecks';
import { normaliseTags } from '../../core/model/tags';
import type { Connection } from '../../core/service/connection';
import type { ServiceCatalog } from '../../core/service/descriptor';
import type { Connections } from '../connections/connections';
import type { ConnectionList, SessionSource } from '../connections/ports';
import { type CallAnswer, callAnswer } from '../jobs/callAnswer';
import type { Jobs } from '../jobs/jobs';
import { editOfRenaming, findTagged, type FindTaggedPorts } from '../renaming/renameTags';
import { parseSearch } from '../search/parseSearch';
import type { SearchFeature } from '../search/searchFeature';
import { selectedFile } from '../selection/selection';
import type { TagIndex } from '../tagIndex/tagIndex';
import { placeOf } from '../text/faultMessages';
import type { OperationInput, Operations } from './operationTable';

export interface TagOperationsDependencies {
  readonly connections: Pick<ConnectionList, 'find'>;
  readonly sessions: SessionSource;
  readonly services: ServiceCatalog;
  readonly jobs: Pick<Jobs, 'carryOut'>;
  readonly runs: FindTaggedPorts['runs'];
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
  { connections, sessions, services, jobs, runs, searching }: TagOperationsDependencies,
): Promise<CallAnswer> {
  const connection = connections.find(name);
  const session = await sessions.of(connection.id);
  const edit = editOfRenaming(input);
  refuse(connection, 'to', findTagsProblem([edit.to], session.service.limits.tags));
  const sought = { ...input, connectionId: connection.id, tags: edit.from };
  const files = await findTagged(sought, { sessions, runs, searching }, new AbortController().signal);
  const targets = files.map(({ id, path }) => ({ id, ...(path !== '' && { path }), edit }));
  const ledger = await jobs.carryOut({ session, targets, origin: { kind: 'edit' } }, 'program');
  return callAnswer(ledger, placeOf(connection, services));
}

function refuse(connection: Connection, subject: string, problem: InputProblem | undefined): void {
  if (problem) throw new ConnectionFault(connection, new Fault('invalidInput', { subject, problem }));
}

export interface SearchOperationsDependencies {
  readonly connections: Pick<Connections, 'find'>;
  readonly searching: Pick<SearchFeature, 'load'>;
}

type SearchOperationName = 'findFiles' | 'buildIndex' | 'listTags';

/** Searches and indexes as a program sees them. */
export function searchOperations({
  connections,
  searching,
}: SearchOperationsDependencies): Pick<Operations, SearchOperationName> {
  const openIndex = async (connectionId: string): Promise<TagIndex | undefined> =>
    (await searching.load()).indexes.of(connectionId).open();
  return {
    findFiles: async ({ connection: idOrName, query, limit = filesAtMost }) => {
      const connection = connections.find(idOrName);
      const expression = parseSearch(query);
      const [problem] = expression.problems;
      if (problem)
        throw new Fault('invalidInput', {
          subject: 'query',
          problem: { kind: 'unreadableSearch', part: query.slice(problem.start, problem.end) },
        });
      const { search } = await searching.load();
      const files: RemoteFile[] = [];
      let cursor: string | undefined;
      let total: number | undefined;
      do {
        const page = await search.find(connection.id, expression, { cursor, pageSize: 'largest' }, new AbortController().signal);
        for (const file of page.items) files.push(file);
        ({ total } = page);
        cursor = page.next;
      } while (cursor !== undefined && files.length < limit);
      const more = cursor !== undefined || files.length > limit;
      return { files: files.slice(0, limit).map(file => selectedFile(file)), more, ...(total !== undefined && { total }) };
    },
    buildIndex: async input => {
      const connection = connections.find(input.connection);
      const index = (await searching.load()).indexes.of(connection.id);
      await index.build();
      const { fault, refreshedAt = 0 } = index.status;
      if (fault) throw faultOn(connection, fault);
      const opened = await index.open();
      return { files: opened?.size ?? 0, tags: opened?.vocabulary.size ?? 0, refreshedAt };
    },
    listTags: async input => {
      const connection = connections.find(input.connection);
      const index = await openIndex(connection.id);
      if (!index) throw faultOn(connection, new Fault('invalidInput', { problem: { kind: 'needsIndex' } }));
      return index.vocabulary.matching('');
    },
  };
}

/** A caller that wants more says so. */
const filesAtMost = 1_000;
