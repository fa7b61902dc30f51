// The program that is killed: carries runs out, as the extension would, at the word of its parent.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../src/core/model/clock';
import type { Connection, Credentials } from '../../src/core/model/connection';
import type { Edit, Target } from '../../src/core/model/edit';
import { type FaultRecord, faultOf, recordOf } from '../../src/core/model/fault';
import type { ActiveRun } from '../../src/core/run/activeRun';
import type { Ledger } from '../../src/core/model/ledger';
import { RateLimiter } from '../../src/core/run/rateLimiter';
import { Runs } from '../../src/core/run/runs';
import type { Session } from '../../src/core/model/session';
import { makeTransport } from '../../src/net/undici';
import { makeService } from '../support/services';
import { JournalFiles } from '../../src/storage/journals';

export interface Order {
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly folder: string;
  readonly job:
    | { readonly kind: 'edit'; readonly files: readonly { readonly id: string; readonly edit?: Edit }[]; readonly edit: Edit }
    | { readonly kind: 'resume'; readonly runId: string }
    | { readonly kind: 'undo'; readonly runId: string };
  /** Cancel once so many files are settled. */
  readonly cancelAfter?: number;
}

export type Report =
  | { readonly kind: 'begun'; readonly runId: string }
  | { readonly kind: 'ended'; readonly ledger: Ledger }
  /** Nothing was sent. */
  | { readonly kind: 'failed'; readonly fault: FaultRecord };

const settings = { noProxy: [], strictSSL: true, environment: {} };
const transport = makeTransport(settings, { headersTimeoutMs: 4_000, bodyTimeoutMs: 4_000 });
const never = new AbortController().signal;

/** A hundred times as fast as the world: waits that a service asks for are part of the test, not of its length. */
const hurried: Clock = {
  now: () => Date.now() * 100,
  sleep: (ms, signal) => wait(ms / 100, undefined, signal && { signal }).catch(() => undefined),
};

process.on('message', (order: Order) => {
  void carryOut(order)
    .catch((error: unknown): Report => ({ kind: 'failed', fault: recordOf(faultOf(error)) }))
    .then(report => process.send?.(report));
});

async function carryOut({ connection, credentials, folder, job, cancelAfter = Infinity }: Order): Promise<Report> {
  const service = makeService(connection, credentials, {
    settings,
    transport,
    now: () => hurried.now(),
    saveCredentials: () => Promise.resolve(),
    userAgent: 'torture',
  });
  const session: Session = {
    connection,
    account: connection.id,
    service,
    limiter: new RateLimiter(hurried, service.limits.concurrency),
  };
  const runs = new Runs({ clock: hurried, random: Math.random, store: new JournalFiles(folder), newRunId: randomUUID });
  const run = await begin(runs, session, job);
  process.send?.({ kind: 'begun', runId: run.head.runId } satisfies Report);
  run.onDidProgress(() => {
    if (run.settledFiles >= cancelAfter) run.cancel();
  });
  return { kind: 'ended', ledger: await run.done };
}

async function begin(runs: Runs, session: Session, job: Order['job']): Promise<ActiveRun> {
  if (job.kind === 'resume') return runs.resume(await runs.record(job.runId), session, { signal: never });
  const wanted =
    job.kind === 'undo'
      ? await runs.undoOf(await runs.record(job.runId), session)
      : {
          session,
          targets: job.files.map(({ id, edit = job.edit }): Target => ({ id, edit })),
          origin: { kind: 'edit' } as const,
        };
  return runs.start(await runs.prepare(wanted, { signal: never }));
}
