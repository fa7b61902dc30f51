import { mkdtemp, rm, stat } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseSearch } from '../../src/app/search/parseSearch';
import { searchIndex } from '../../src/app/search/searchMatcher';
import { LibraryIndex } from '../../src/app/tagIndex/libraryIndex';
import type { Session } from '../../src/core/service/service';
import { IndexFiles } from '../../src/storage/indexFiles';
import { systemClock } from '../../src/storage/systemClock';
import { openSample, type Sample, sessionOn } from './sample';
import { goal, type Row } from './table';

const files = 100_000;

/** The index of 100,000 files: built over the wire, kept on disk, read back, brought up to date, asked. */
export async function benchIndex(): Promise<readonly Row[]> {
  const sample = await openSample([], files);
  const folder = await mkdtemp(join(tmpdir(), 'tagwright-bench-'));
  try {
    const { session, requests } = counting(sessionOn(sample));
    const store = new IndexFiles({ folder, isKept: () => true, newId: () => '1' });
    const open = () =>
      new LibraryIndex({ connectionId: 'c', open: () => Promise.resolve(session), store, timing, onStoreError: fail });
    const building = await timed(() => open().build(), requests);
    const bytes = (await stat(join(folder, readdirSync(folder)[0] ?? ''))).size;
    const heapBefore = await heapBytes();
    const index = open();
    const reading = await timed(() => index.open(), requests);
    const heap = (await heapBytes()) - heapBefore;
    await change(sample, 100);
    const refreshing = await timed(() => index.refresh(), requests);
    const opened = await index.open();
    if (opened?.size !== files || opened.vocabulary.numberOf('bench') === undefined)
      throw new Error('the index is not the library');
    const asked = await fastestOf(() => searchIndex(parseSearch('lamp 0123 -tag:red').terms, opened, Date.now()));
    const what = `index of ${files.toLocaleString('en')} files`;
    return [
      goal(`${what}: built`, 'requests', building.requests, 101, '100 pages, and one that is empty'),
      { what: `${what}: built, with a sample library that answers at once`, unit: 'ms', ours: building.ms, goal: '–', met: true },
      goal(`${what}: on disk`, 'bytes', bytes, 5_000_000, '< 5 MB'),
      goal(`${what}: read from disk`, 'ms', reading.ms, 1_000, '< 1 s'),
      goal(`${what}: heap`, 'bytes', heap, 30_000_000, '< 30 MB'),
      goal(`${what}: refreshed after 100 changes`, 'requests', refreshing.requests, 1, '1'),
      goal(`${what}: refreshed after 100 changes, and kept`, 'ms', refreshing.ms, 1_000, '< 1 s'),
      goal(`${what}: a search by words and a tag`, 'ms', asked, 16, '< 16 ms'),
    ];
  } finally {
    sample.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const timing = { clock: systemClock, random: Math.random };

export function counting(session: Session): { readonly session: Session; readonly requests: () => number } {
  let count = 0;
  const enter = session.limiter.enter.bind(session.limiter);
  session.limiter.enter = (...args) => {
    count++;
    return enter(...args);
  };
  return { session, requests: () => count };
}

export async function timed(
  work: () => Promise<unknown>,
  requests: () => number,
): Promise<{ readonly ms: number; readonly requests: number }> {
  const [before, startedAt] = [requests(), performance.now()];
  await work();
  return { ms: performance.now() - startedAt, requests: requests() - before };
}

/** Of five times: the machine's other work only adds to it. */
export async function fastestOf(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return Math.min(...times);
}

/** What is in use, once all that is not has been given back: buffers go a turn later. */
export async function heapBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await new Promise(resolve => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function change({ endpoint, key, ids }: Sample, count: number): Promise<void> {
  for (let from = 0; from < count; from += 50) {
    const body = JSON.stringify({ fileIds: ids.slice(1_000 + from, 1_000 + from + 50), tags: ['bench'] });
    const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const { status } = await fetch(`${endpoint}/v1/files/addTags`, { method: 'POST', headers, body });
    if (status !== 200) throw new Error(`addTags: ${status}`);
  }
}

function fail(error: unknown): never {
  throw error;
}
