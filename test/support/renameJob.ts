import { isCancelled } from '../../src/core/model/abortSignals';
import { ConnectionFault } from '../../src/core/model/fault';
import type { Job } from '../../src/core/plan/plan';
import type { Runs } from '../../src/core/run/runs';
import type { Timing } from '../../src/core/run/retryPolicy';
import type { Session } from '../../src/core/service/service';
import type { ConnectionList } from '../../src/app/connections/ports';
import { renameTags } from '../../src/app/renaming/renameTags';
import { FileSearch, type SearchEngine } from '../../src/app/search/fileSearch';
import { TagIndex } from '../../src/app/tagIndex/tagIndex';
import { type RenameOrder, Told } from '../world/desk';

/** The job that the interface's own way makes of a rename: its files are those that a search and an index find. @throws Told */
export async function jobOfRename(
  order: RenameOrder,
  session: Session,
  runs: Pick<Runs, 'readWritten'>,
  timing: Timing,
): Promise<Job> {
  const { from, to, connectionId } = order;
  const engine = engineOf(order, session, timing);
  const jobs: Job[] = [];
  try {
    await renameTags(
      { connectionId, tags: from, to },
      {
        searching: { load: () => Promise.resolve(engine) },
        sessions: { of: () => Promise.resolve(session) },
        runs,
        questions: { progress: (_, work) => work(new AbortController().signal, () => undefined), tell: () => undefined },
        carryOut: parts => Promise.resolve(jobs.push(...parts.map(({ job }) => job))),
      },
    );
  } catch (error) {
    if (isCancelled(error)) throw new Told('noFileHasTag', from.join());
    throw error instanceof ConnectionFault ? error.fault : error;
  }
  const [job] = jobs;
  if (!job) throw new RangeError('a rename made no job');
  return job;
}

function engineOf({ indexed }: RenameOrder, session: Session, timing: Timing): SearchEngine {
  const index = indexed && new TagIndex();
  for (const { id, tags } of indexed ?? [])
    index?.put({ kind: 'file', id, name: id, path: `/${id}`, tags, derivedTags: [], facts: {} });
  const search = new FileSearch({
    connections: { find: () => session.connection } as unknown as ConnectionList,
    sessions: { of: () => Promise.resolve(session) },
    indexes: { of: () => ({ open: () => Promise.resolve(index) }) },
    timing,
  });
  const files = (_: string, tag: string) => Promise.resolve(index ? index.rowsOfTag(tag).map(row => index.file(row)) : []);
  return { search, indexes: { files } } as unknown as SearchEngine;
}
