import { faultOn } from '../connections/connectionFault';
import type { Connections } from '../connections/connections';
import { parseSearch } from '../search/parseSearch';
import type { SearchFeature } from '../search/searchFeature';
import { selectedFile } from '../selection/selection';
import { Fault } from '../../core/model/fault';
import type { RemoteFile } from '../../core/model/file';
import type { TagIndex } from '../tagIndex/tagIndex';
import type { Operations } from './operationTable';

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
