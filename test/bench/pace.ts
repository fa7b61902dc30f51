import { performance } from 'node:perf_hooks';
import { Fault } from '../../src/core/model/fault';
import type { Session } from '../../src/core/service/service';
import { chunked } from '../../src/core/plan/chunked';
import { requestWithRetry } from '../../src/core/run/retryPolicy';
import { systemClock } from '../../src/storage/systemClock';
import { timeRun } from './bulk';
import { openSample, type Sample, sessionOn } from './sample';
import type { Row } from './table';

/** A manner of a service to limit requests, as the sandbox's `readLimit` and `writeLimit` have it. */
interface Manner {
  readonly what: string;
  readonly limit: {
    readonly allows: readonly { readonly requests: number; readonly intervalMs: number }[];
    readonly named?: 'always' | 'refusals' | 'never';
    readonly granted?: number;
  };
}

const bucket = [{ requests: 40, intervalMs: 2_000 }];
const twice = [
  { requests: 50, intervalMs: 1_000 },
  { requests: 150, intervalMs: 8_000 },
];

const manners: readonly Manner[] = [
  { what: 'named in every answer', limit: { allows: bucket } },
  { what: 'named in refusals alone', limit: { allows: bucket, named: 'refusals' } },
  { what: 'named twice too large', limit: { allows: bucket, granted: 0.5 } },
  { what: 'not named', limit: { allows: bucket, named: 'never' } },
  { what: 'of two kinds, named in refusals alone', limit: { allows: twice, named: 'refusals' } },
];

const requests = 300;

/** For each manner: the time beside what the service grants at most, and refusals after the first burst for ten that worked. */
export async function benchPace(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const manner of manners) {
    rows.push(...(await benchManner('writes', manner)));
    if (manner.limit.granted === undefined && manner.limit.named !== 'never') rows.push(...(await benchManner('reads', manner)));
  }
  return rows;
}

async function benchManner(kind: 'reads' | 'writes', { what, limit }: Manner): Promise<readonly Row[]> {
  const behavior = { latencyMs: 20, [kind === 'reads' ? 'readLimit' : 'writeLimit']: limit };
  const sample = await openSample([], kind === 'writes' ? requests * 50 : 2_000);
  try {
    await behave(sample, behavior);
    const { session, refusals } = watched(sessionOn(sample));
    const ms =
      kind === 'writes' ? (await timeRun(session, sample.ids, ['bench', 'pace'])).ms : await timeReads(session, sample.ids);
    const granted = fastestMs(limit);
    const firstBurst = refusals[0] === undefined ? 0 : refusals.filter(at => at <= (refusals[0] ?? 0) + 100).length;
    const afterwards = ((refusals.length - firstBurst) * 10) / requests;
    const title = `${requests} ${kind}, a limit ${what}`;
    return [
      {
        what: title,
        unit: 'ms',
        ours: ms,
        limit: { name: 'what is granted', figure: granted },
        goal: '≤ limit ÷ 0.95',
        met: ms <= granted / 0.95,
      },
      { what: `${title}: refused for ten that work`, unit: 'refused', ours: afterwards, goal: '≤ 1', met: afterwards <= 1 },
    ];
  } finally {
    sample.close();
  }
}

async function timeReads(session: Session, ids: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const { signal } = new AbortController();
  const timing = { clock: systemClock, random: Math.random };
  const chunks = [...chunked(ids, 5)].slice(0, requests);
  await Promise.all(chunks.map(chunk => requestWithRetry(session, inner => session.service.read(chunk, inner), timing, signal)));
  return performance.now() - startedAt;
}

/** The least time that the service grants so many requests in: what was used comes back bit by bit. */
function fastestMs({ allows, granted = 1 }: Manner['limit']): number {
  const times = allows.map(({ requests: most, intervalMs }) => (requests / (most * granted) - 1) * intervalMs);
  return Math.max(...times);
}

/** Notes when a request is refused, in ms. */
function watched(session: Session): { readonly session: Session; readonly refusals: readonly number[] } {
  const refusals: number[] = [];
  const { service } = session;
  const note = (error: unknown): never => {
    if (error instanceof Fault && error.code === 'rateLimited') refusals.push(performance.now());
    throw error;
  };
  const watching: Session['service'] = Object.assign(Object.create(service) as Session['service'], {
    write: (...args: Parameters<typeof service.write>) => service.write(...args).catch(note),
    read: (...args: Parameters<typeof service.read>) => service.read(...args).catch(note),
  });
  return { session: { ...session, service: watching }, refusals };
}

async function behave({ endpoint, key }: Sample, behavior: object): Promise<void> {
  const answer = await fetch(`${new URL(endpoint).origin}/sandbox/behavior`, {
    method: 'PATCH',
    headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
    body: JSON.stringify(behavior),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
