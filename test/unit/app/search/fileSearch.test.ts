import { deepEqual, rejects } from 'node:assert/strict';
import { ConnectionFault, Fault } from '../../../../src/core/model/fault';
import { FileSearch } from '../../../../src/app/search/fileSearch';
import { parseSearch } from '../../../../src/app/search/parseSearch';
import { TagIndex } from '../../../../src/app/tagIndex/tagIndex';
import type { Page, RemoteFile } from '../../../../src/core/model/file';
import type { Limits, PageSize, SearchQuery, TagService } from '../../../../src/core/service/service';
import { bulkLimits, sessionOf, singleLimits } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const never = new AbortController().signal;

/** Of 3,000 files every tenth has no tag, and every hundredth is a mug. */
const files = Array.from({ length: 3_000 }, (_, number): RemoteFile => {
  const name = `${number % 100 === 0 ? 'mug' : 'lamp'}-${String(number).padStart(4, '0')}.jpg`;
  return {
    kind: 'file',
    id: String(number),
    name,
    path: `/${name}`,
    tags: number % 10 === 0 ? [] : ['t'],
    derivedTags: [],
    facts: {},
  };
});

function open(limits: Limits, index?: TagIndex, fault?: Fault) {
  const clock = new VirtualClock();
  const asked: string[] = [];
  const service = {
    limits,
    search: (query: SearchQuery, cursor: string | undefined, _: AbortSignal, pageSize: PageSize): Promise<Page<RemoteFile>> => {
      asked.push([Object.keys(query).join('+') || 'all', cursor ?? '', pageSize].join(' '));
      if (fault) return Promise.reject(fault);
      const found = files.filter(({ name }) => (query.words ?? []).every(word => name.includes(word)));
      const from = Number(cursor ?? 0);
      const to = from + (pageSize === 'largest' ? 1_000 : 100);
      return Promise.resolve({ items: found.slice(from, to), ...(to < found.length && { next: String(to) }) });
    },
  };
  const session = sessionOf(service as unknown as TagService, clock);
  const { connection } = session;
  const search = new FileSearch({
    connections: { all: [connection], find: () => connection, onDidChange: () => ({ dispose: () => undefined }) },
    sessions: { of: () => Promise.resolve(session) },
    indexes: { of: () => ({ open: () => Promise.resolve(index) }) },
    timing: { clock, random: () => 0 },
  });
  const find = (text: string, cursor?: string, pageSize: PageSize = 'screen') =>
    search.find('connection', parseSearch(text), { cursor, pageSize }, never);
  return { asked, find };
}

function indexed(): TagIndex {
  const index = new TagIndex();
  for (const file of files) index.put(file);
  return index;
}

describe('a search in a library', () => {
  it('goes to the service, page by page', async () => {
    const { find, asked } = open(bulkLimits);
    const first = await find('lamp');
    const second = await find('lamp', first.next, 'largest');
    deepEqual(
      [first.items.length, first.next, second.items.length, second.next, first.total, asked],
      [100, 'service 100', 1_000, 'service 1100', undefined, ['words  screen', 'words 100 largest']],
    );
  });

  it('reads on until enough of what the service finds fits', async () => {
    const { find, asked } = open(bulkLimits);
    const page = await find('lamp untagged');
    deepEqual([page.items.length, page.next, asked], [100, 'service 1100', ['words  screen', 'words 100 largest']]);
    deepEqual(
      page.items.every(({ tags }) => tags?.length === 0),
      true,
    );
  });

  it('looks through the whole library where nothing narrows it down', async () => {
    const { find, asked } = open(bulkLimits);
    const page = await find('untagged');
    deepEqual([page.items.length, page.next, asked], [100, 'service 1000', ['all  largest']]);
  });

  it('goes to the index where the service can’t answer', async () => {
    const { find, asked } = open(singleLimits, indexed());
    const first = await find('untagged');
    const second = await find('untagged', first.next, 'largest');
    deepEqual(
      [first.items.length, first.total, first.next, second.items.length, second.next, asked],
      [100, 300, 'index 100', 200, undefined, []],
    );
  });

  it('begins anew where another one answers than before', async () => {
    const { find } = open(bulkLimits, indexed());
    deepEqual((await find('untagged', 'service 1000')).items[0]?.path, '/lamp-0010.jpg');
  });

  for (const [text, kind] of [
    ['untagged', 'needsIndex'],
    ['mug native:x', 'noNativeSearch'],
  ] as const) {
    it(`says what is missing for ${text}`, async () => {
      await rejects(open(singleLimits).find(text), error => {
        deepEqual(error instanceof ConnectionFault && error.fault.facts.problem, { kind });
        return true;
      });
    });
  }

  it('tells what the service says to its own language', async () => {
    const refusal = new Fault('rejected', { status: 400, detail: 'There is no field x.' });
    await rejects(open(bulkLimits, undefined, refusal).find('native:x = 1'), { fault: refusal });
  });
});
