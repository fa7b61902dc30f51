import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection, Credentials, ServiceId } from '../../src/core/model/connection';
import type { Edit } from '../../src/core/model/edit';
import type { Ledger } from '../../src/core/model/ledger';
import { pick, seededRandom, some } from '../support/random';
import type { Order, Report } from './client';
import { fileId, Library, randomTags } from './library';
import { mischiefs, peace, type MischiefPlan } from './mischief';
import { HostileServer } from './server';
import { disagreementsAfterRun, disagreementsAfterUndo } from './verdicts';

export interface TortureOptions {
  readonly runs: number;
  readonly seed: number;
  /** The number of the first run: to see one again. */
  readonly from?: number;
  /** The bundled client program. */
  readonly client: string;
  readonly onProgress?: (report: TortureReport) => void;
}

export interface TortureReport {
  runs: number;
  files: number;
  undone: number;
  kills: number;
  cancels: number;
  drifted: number;
  unknown: number;
  readonly faults: Record<string, number>;
  readonly disagreements: string[];
}

/** Random edits on random libraries of both services, against a server that misbehaves; each ledger is compared with the truth. */
export async function torture({ runs, seed, from = 0, client, onProgress }: TortureOptions): Promise<TortureReport> {
  const server = new HostileServer();
  const endpoint = await server.listen();
  const folder = await mkdtemp(join(tmpdir(), 'tagwright-torture-'));
  const hand = new Hand(client);
  const report: TortureReport = {
    runs: 0,
    files: 0,
    undone: 0,
    kills: 0,
    cancels: 0,
    drifted: 0,
    unknown: 0,
    faults: {},
    disagreements: [],
  };
  try {
    for (let number = from; number < from + runs; number++) {
      await tortureOnce(new Scenario(seed * 1_000_003 + number, `--seed ${seed} --from ${number}`), {
        server,
        endpoint,
        folder,
        hand,
        report,
      });
      for (const mischief of mischiefs) report.faults[mischief] = server.faults.get(mischief) ?? 0;
      onProgress?.(report);
    }
    return report;
  } finally {
    hand.kill();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Bench {
  readonly server: HostileServer;
  readonly endpoint: string;
  readonly folder: string;
  readonly hand: Hand;
  readonly report: TortureReport;
}

async function tortureOnce(scenario: Scenario, { server, endpoint, folder, hand, report }: Bench): Promise<void> {
  const { library, service } = scenario;
  const initial = library.copy();
  server.library = library;
  server.searchable = scenario.searchLags ? initial : undefined;
  const base = { folder, connection: connectionTo(service, endpoint), credentials: credentialsFor(service) };
  const { kill, vanish } = scenario;
  const complain = (what: string) => {
    report.disagreements.push(`${scenario.title}: ${what}`);
  };

  server.begin(scenario.mischief, count => {
    if (count === vanish.at) for (const id of vanish.ids) library.files.delete(id);
    if (count === kill) hand.kill();
  });
  const { job, cancelAfter } = scenario;
  let result = await hand.do({ ...base, job, ...(cancelAfter !== undefined && { cancelAfter }) });
  report.runs++;
  if (cancelAfter !== undefined) report.cancels++;
  let runId = result.runId;
  if (!result.report && runId !== undefined) {
    report.kills++;
    server.begin({ ...scenario.mischief, signedOutAt: Infinity });
    result = await hand.do({ ...base, job: { kind: 'resume', runId } });
    // what a service does not answer at all ends a resumption too: it can be taken up again
    if (result.report?.kind === 'failed') {
      server.begin({ ...peace, refused: scenario.mischief.refused });
      result = await hand.do({ ...base, job: { kind: 'resume', runId } });
    }
  }
  if (result.report?.kind !== 'ended') {
    for (const [id, tags] of initial)
      if (library.files.get(id)?.join() !== tags.join() && !vanish.ids.includes(id))
        complain(`${id} was changed by a run that did not begin`);
    return;
  }
  const { ledger } = result.report;
  runId = ledger.runId;
  report.files += ledger.files.length;
  report.unknown += ledger.counts.unknown;
  for (const complaint of disagreementsAfterRun({
    ledger,
    initial,
    library,
    editOf: id => scenario.editOf(id),
    ids: scenario.ids,
  }))
    complain(complaint);

  const left = library.copy();
  const drifted = scenario.drift(ledger);
  report.drifted += drifted.size;
  server.begin(peace);
  const undone = await hand.do({ ...base, job: { kind: 'undo', runId } });
  if (undone.report?.kind !== 'ended') {
    complain(`undo did not begin: ${JSON.stringify(undone.report)}`);
    return;
  }
  report.undone += undone.report.ledger.files.length;
  for (const complaint of disagreementsAfterUndo({ ledger, undo: undone.report.ledger, initial, left, drifted, library }))
    complain(complaint);
}

/** One run's dice: what is asked, of what, and what goes wrong. */
class Scenario {
  readonly random: () => number;
  readonly service: ServiceId;
  readonly library: Library;
  readonly ids: readonly string[];
  readonly job: Order['job'] & { kind: 'edit' };
  readonly mischief: MischiefPlan;
  readonly cancelAfter: number | undefined;
  /** The write at which the client is killed. */
  readonly kill: number | undefined;
  readonly vanish: { readonly at: number; readonly ids: readonly string[] };
  readonly searchLags: boolean;
  private readonly edits = new Map<string, Edit>();

  constructor(
    seed: number,
    readonly title: string,
  ) {
    const random = (this.random = seededRandom(seed));
    this.service = random() < 0.5 ? 'imagekit' : 'oracle';
    // one file a write takes its time: such libraries are smaller, so that both services get as many runs
    const size = 1 + Math.floor(random() ** 2 * (this.service === 'imagekit' ? 2_900 : 330));
    this.library = Library.random(random, this.service, size);
    const strangers = random() < 0.5 ? 0 : Math.floor(random() * 20);
    this.ids = Array.from({ length: size + strangers }, (_, index) => fileId(this.service, index)).filter(
      () => random() < 0.95 || size < 5,
    );
    const edit = randomEdit(random);
    const isMixed = random() < 0.3;
    const files = this.ids.map(id => {
      const own = isMixed && random() < 0.5 ? randomEdit(random) : undefined;
      this.edits.set(id, own ?? edit);
      return own ? { id, edit: own } : { id };
    });
    this.job = { kind: 'edit', edit, files };
    this.mischief = {
      rate: pick(random, [0, 0.01, 0.05, 0.15, 0.3]),
      random,
      refused: new Set(random() < 0.5 ? [] : this.ids.filter(() => random() < 0.03)),
      namesMissing: random() < 0.7,
      signedOutAt: random() < 0.03 ? Math.ceil(random() * 10) : Infinity,
    };
    const writes = this.service === 'imagekit' ? Math.ceil(size / 50) : size;
    this.kill = random() < 0.2 ? Math.ceil(random() * writes) : undefined;
    this.cancelAfter = this.kill === undefined && random() < 0.1 ? Math.ceil(random() * size) : undefined;
    this.vanish = { at: Math.ceil(random() * 5), ids: random() < 0.2 ? this.ids.filter(() => random() < 0.02) : [] };
    this.searchLags = random() < 0.2;
  }

  editOf(id: string): Edit {
    return this.edits.get(id) ?? this.job.edit;
  }

  /** Somebody else edits a few of the changed files: what they carry then. */
  drift({ files }: Ledger): ReadonlySet<string> {
    const drifted = new Set<string>();
    for (const { id, outcome } of files) {
      const tags = this.library.files.get(id);
      if (!tags || outcome !== 'changed' || this.random() > 0.02) continue;
      this.library.files.set(id, this.random() < 0.5 ? [...tags, 'theirs'] : tags.slice(1));
      if (this.library.files.get(id)?.length !== tags.length) drifted.add(id);
    }
    return drifted;
  }
}

function randomEdit(random: () => number): Edit {
  const tags = [...new Set(['fresh', ...randomTags(random)])];
  const kind = pick(random, ['add', 'remove', 'replace', 'patch', 'clear'] as const);
  if (kind === 'clear') return { kind };
  if (kind === 'patch') return { kind, add: some(random, tags, 3), remove: randomTags(random) };
  return { kind, tags: kind === 'remove' ? [...randomTags(random), 'sale'] : tags };
}

/** Holds the client program: starts it when there is something to do, and kills it. */
class Hand {
  private child: ChildProcess | undefined;

  constructor(private readonly client: string) {}

  kill(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  /** Without a report: the program was killed. */
  async do(order: Order): Promise<{ readonly runId?: string; readonly report?: Report }> {
    const child = (this.child ??= fork(this.client, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: ['--no-warnings'],
    }));
    let runId: string | undefined;
    const report = await new Promise<Report | undefined>(resolve => {
      const ended = () => {
        resolve(undefined);
      };
      child.once('exit', ended);
      const listen = (message: Report) => {
        if (message.kind === 'begun') runId = message.runId;
        else {
          child.off('message', listen).off('exit', ended);
          resolve(message);
        }
      };
      child.on('message', listen);
      child.send(order);
    });
    return { ...(runId !== undefined && { runId }), ...(report && { report }) };
  }
}

function connectionTo(service: ServiceId, endpoint: string): Connection {
  return { id: 'torture', name: 'torture', service, endpoint };
}

function credentialsFor(service: ServiceId): Credentials {
  return { auth: service === 'imagekit' ? { privateKey: 'private_torture' } : { username: 'demo', password: 'torture' } };
}
