// The program that is killed: a window of the editor without the editor. It does what it is told by its parent, on a real disk.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { JournalFile, JournalStore } from '../../src/core/journal/journal';
import type { Clock } from '../../src/core/model/clock';
import { Fault } from '../../src/core/model/fault';
import { RateLimiter } from '../../src/core/pace/rateLimiter';
import { Runs } from '../../src/core/run/runs';
import type { Connection } from '../../src/core/service/connection';
import type { Session } from '../../src/core/service/service';
import { makeTransport, type Transport } from '../../src/net/transport';
import type { ServiceAdapter } from '../../src/services/registry';
import { imagekitAdapter } from '../../src/services/imagekit/imagekitAdapter';
import { openAdapter } from '../../src/services/openAdapter';
import { oracleAdapter } from '../../src/services/oracle/oracleAdapter';
import { AccountLocks } from '../../src/storage/accountLock';
import { JournalFiles } from '../../src/storage/journalFiles';
import { RunsDesk } from '../support/runsDesk';
import { chanceOf } from '../world/chance';
import { longestWaitMs, type Preview, type Shown, Told, type Work } from '../world/desk';
import { disagreement } from '../world/disagreement';
import { dialectOf } from './dialect';
import { type FromWindow, type Question, type Step, timeoutMs, type ToWindow, type WindowFacts, worldTime } from './messages';

const facts = JSON.parse(process.argv[2] ?? '') as WindowFacts;
const { name, seed, service, endpoint, folder, speed } = facts;
const adapter: ServiceAdapter = service === 'bulk' ? imagekitAdapter : oracleAdapter;
const dialect = dialectOf(service);
const settings = { noProxy: [], strictSSL: true, environment: {} };
const transport = makeTransport(settings, { exchangeTimeoutMs: timeoutMs });

let stepsLeft = Infinity;
function step(at: Step): void {
  if (--stepsLeft > 0) return;
  stepsLeft = Infinity;
  post({ kind: 'struck', at });
}

/** Many times as fast as the world: waits are part of the test, not of its length. */
const clock: Clock = {
  now: () => worldTime(facts),
  sleep: async (ms, signal) => {
    await wait(shortened(ms), undefined, signal && { signal }).catch(() => undefined);
  },
  timer: (ms, act) => {
    const timer = setTimeout(act, shortened(ms));
    return () => {
      clearTimeout(timer);
    };
  },
};

function shortened(ms: number): number {
  if (!(ms <= longestWaitMs))
    post({ kind: 'breach', breach: disagreement('waits without an upper bound', name, { ms: String(ms) }) });
  return Math.min(ms / speed, 2 ** 31 - 1);
}

let runIds = 0;
const timing = { clock, random: chanceOf(seed, name) };
const runs = new Runs({
  ...timing,
  store: stepwise(new JournalFiles(join(folder, 'runs'))),
  turns: new AccountLocks(join(folder, 'accounts')),
  newRunId: () => `${name}-${++runIds}`.replaceAll('.', '-'),
});
const desk = new RunsDesk<string>(runs, timing, sessionFor);
let limiter: RateLimiter | undefined;

/** A session for each run: its requests say whose they are, and when they were sent. */
function sessionFor(connectionId: string, label: string): Session {
  const telling: Transport = async (request, signal) => {
    signal.throwIfAborted();
    // a machine that falls asleep right here sends what was decided on before
    const sentAt = clock.now();
    step('request');
    const headers = { ...request.headers, 'x-window': name, 'x-run': label, 'x-sent-at': String(sentAt) };
    try {
      return await transport({ ...request, headers }, signal);
    } catch (error) {
      const wasSent = !(error instanceof Fault && (error.code === 'refused' || error.code === 'hostNotFound'));
      const { method, url, body: text = '' } = request;
      if (wasSent) post({ kind: 'unheard', label, order: dialect.orderOf({ method, url, text }) });
      throw error;
    } finally {
      step('answer');
    }
  };
  const connection: Connection = {
    id: connectionId,
    name: connectionId,
    service: service === 'bulk' ? 'imagekit' : 'oracle',
    endpoint,
  };
  const opened = openAdapter(adapter, connection, dialect.credentials, {
    settings,
    transport: telling,
    now: () => clock.now(),
    saveCredentials: () => Promise.resolve(),
    userAgent: 'torture',
    language: 'en',
  });
  limiter ??= new RateLimiter(clock, opened.service.limits.concurrency);
  return { connection, ...opened, limiter };
}

/** What comes to the disk is a step before, and one after. */
function stepwise(store: JournalStore): JournalStore {
  const around = async <Result>(at: Step, act: () => Promise<Result>): Promise<Result> => {
    step(at);
    try {
      return await act();
    } finally {
      step(at);
    }
  };
  const file = (opened: JournalFile, first: Step): JournalFile => {
    let at = first;
    return {
      append: text => {
        const one = at;
        at = 'entry';
        return around(one, () => opened.append(text));
      },
      close: () => around('close', () => opened.close()),
    };
  };
  return {
    create: async runId => file(await around('create', () => store.create(runId)), 'head'),
    reopen: async runId => file(await around('reopen', () => store.reopen(runId)), 'entry'),
    list: () => around('list', () => store.list()),
    read: runId => store.read(runId),
    remove: runId => around('remove', () => store.remove(runId)),
  };
}

const previews = new Map<number, Preview>();
const works = new Map<number, Work>();
const doubts = new Map<number, (isWanted: boolean) => void>();
let [workIds, previewIds, doubtIds] = [0, 0, 0];

process.on('message', (message: ToWindow) => {
  switch (message.kind) {
    case 'ask':
      void answer(message.question)
        .then(told => {
          post({ kind: 'answer', call: message.call, answer: told });
        })
        .catch((error: unknown) => {
          post({ kind: 'told', call: message.call, ...faultOf(error) });
        });
      break;
    case 'arm':
      stepsLeft = message.steps;
      break;
    case 'word': {
      const { work, word } = message;
      if (works.get(work)?.[word]() === 'at once') post({ kind: 'heard', work, word, at: clock.now() });
      break;
    }
    case 'reply':
      doubts.get(message.doubt)?.(message.isWanted);
      doubts.delete(message.doubt);
  }
});

async function answer(question: Question): Promise<unknown> {
  switch (question.about) {
    case 'offers':
      return desk.offers();
    case 'claims':
      return desk.claims(question.runId);
    case 'prepare': {
      const preview = await desk.prepare(question.order, question.label);
      previews.set(++previewIds, preview);
      return { preview: previewIds, ids: preview.ids, isIdle: preview.isIdle, befores: preview.befores() };
    }
    case 'apply': {
      const preview = previews.get(question.preview);
      previews.delete(question.preview);
      const work = ++workIds;
      return preview && watch(work, await preview.apply(question.asks ? againFor(work) : undefined));
    }
    case 'resume': {
      const work = ++workIds;
      return watch(work, await desk.resume(question.runId, question.label, question.asks ? againFor(work) : undefined));
    }
  }
}

function watch(work: number, one: Work): unknown {
  works.set(work, one);
  one.done.then(
    end => {
      post({ kind: 'ended', work, end });
    },
    (error: unknown) => {
      post({ kind: 'endedUnbegun', work, ...faultOf(error) });
    },
  );
  return { work, runId: one.runId };
}

function againFor(work: number): (shown: Shown) => Promise<boolean> {
  return ({ isIdle, befores }) => {
    const doubt = ++doubtIds;
    post({ kind: 'worse', work, doubt, shown: { isIdle, befores: befores() } });
    return new Promise(resolve => doubts.set(doubt, resolve));
  };
}

function faultOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof Told) return { code: error.code, message: error.message };
  return { code: 'internal', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function post(message: FromWindow): void {
  // a parent that is gone hears nothing
  process.send?.(message, undefined, undefined, () => undefined);
}

process.on('disconnect', () => {
  process.exit();
});
