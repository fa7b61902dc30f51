import type { Target } from '../../src/core/model/edit';
import { faultOf } from '../../src/core/model/fault';
import type { FileOutcome, Ledger } from '../../src/core/model/ledger';
import type { Preparation } from '../../src/core/plan/job';
import type { ActiveRun } from '../../src/core/run/activeRun';
import type { RunRecord, RunSummary } from '../../src/core/run/journal';
import { abilitiesOf, type RunAbility, statusOf } from '../../src/app/runs/runStatus';
import { disagreement } from '../world/disagreement';
import { RunTruth } from '../world/runTruth';
import type { Edit, Tags } from '../world/tags';
import type { Claim } from '../world/verdicts';
import type { Action, Fate } from './scenario';
import { fileId } from './limits';
import type { Window } from './window';
import type { World } from './world';

/** What the interface offers a person for a run. */
export interface Offer {
  readonly summary: RunSummary;
  readonly abilities: readonly RunAbility[];
}

const never = new AbortController().signal;

/** The runs in the list of a window, newest first. */
export async function offersIn({ runs }: Window): Promise<readonly Offer[]> {
  const [history, unfinished] = await Promise.all([runs.history(), runs.unfinished()]);
  const cutOff = new Set(unfinished.map(({ runId }) => runId));
  return history.map(summary => {
    const { runId } = summary;
    const status = statusOf(summary, { active: runs.activeRun(runId)?.state, isCutOff: cutOff.has(runId) });
    return { summary, abilities: abilitiesOf(status, summary) };
  });
}

/** A person who does what a window offers, and compares what it says with what is so. */
export class Person {
  constructor(
    private readonly world: World,
    private readonly window: Window,
    private readonly connectionId: string,
    private readonly label: string,
  ) {}

  async do(action: Action): Promise<void> {
    if (action.kind === 'edit') {
      await this.edit(action);
      return;
    }
    const offers = (await offersIn(this.window)).filter(({ abilities }) => abilities.includes(action.kind as RunAbility));
    const offer = offers[Math.floor(action.pick ** 2 * offers.length)];
    if (!offer) return;
    if (action.kind === 'resume') await this.resume(offer.summary.runId, action.fate);
    else await this.followUp(action.kind as 'undo' | 'retry', offer.summary.runId, action);
  }

  private async edit({ pick, share, strangers, edit, other, thinkMs, fate }: Action): Promise<void> {
    const { files, service } = this.world.scenario;
    const from = Math.floor(pick * files.length);
    const count = Math.max(1, Math.ceil(share * files.length));
    const edits = new Map<string, Edit>();
    for (let index = 0; index < count; index++) {
      const file = files[(from + index) % files.length];
      if (file) edits.set(file.id, other && index % other.every === 0 ? other.edit : edit);
    }
    for (let index = 0; index < strangers; index++) edits.set(fileId(service, 1_000_000 + index), edit);
    const truth = new RunTruth(this.label, 'edit', undefined, edits, this.world.now());
    const session = this.window.sessionFor(this.connectionId, truth);
    const targets = Array.from(edits, ([id, wanted]): Target => ({ id, edit: wanted }));
    await this.carryOut(
      truth,
      () => this.window.runs.prepare({ session, targets, origin: { kind: 'edit' } }, { signal: never }),
      {
        thinkMs,
        fate,
      },
    );
  }

  async followUp(
    kind: 'undo' | 'retry',
    runId: string,
    { thinkMs, fate }: Pick<Action, 'thinkMs' | 'fate'> = {},
  ): Promise<Ledger | undefined> {
    const { world, window } = this;
    const of = world.runs.get(runId);
    const record = await this.record(runId);
    if (!record) return undefined;
    if (!of) {
      world.breach(disagreement('a run is offered that was never begun', `${this.label} ${runId}`));
      return undefined;
    }
    if (!record.ended) world.takeClaims(of, record.files);
    const truth = new RunTruth(this.label, kind, of, new Map(), world.now());
    const session = window.sessionFor(this.connectionOf(record), truth);
    const job = kind === 'undo' ? await window.runs.undoOf(record, session) : window.runs.retryOf(record, session);
    truth.ask(job.targets.map(({ id }) => id));
    world.tally.count(kind === 'undo' && of.kind === 'undo' ? 'redo' : kind);
    if (kind === 'undo') world.judgeUndoTargets(truth);
    return this.carryOut(truth, () => window.runs.prepare(job, { signal: never }), { thinkMs, fate });
  }

  async resume(runId: string, fate?: Fate): Promise<void> {
    const { world, window } = this;
    const truth = world.runs.get(runId);
    const record = await this.record(runId);
    if (!record) return;
    if (!truth) {
      world.breach(disagreement('a run is offered that was never begun', `${this.label} ${runId}`));
      return;
    }
    world.tally.count('resume');
    truth.goOn();
    const session = window.sessionFor(this.connectionOf(record), truth);
    let run: ActiveRun;
    try {
      run = await window.runs.resume(record, session, { signal: never });
    } catch (error) {
      world.fault(`${this.label} resume`, faultOf(error));
      return;
    }
    await this.see(truth, run, fate);
  }

  private async carryOut(
    truth: RunTruth,
    prepare: () => Promise<Preparation>,
    { thinkMs, fate }: { readonly thinkMs: number | undefined; readonly fate: Fate | undefined },
  ): Promise<Ledger | undefined> {
    const { world, window } = this;
    if (fate && fate.kind !== 'cancel' && fate.kind !== 'pause') world.arm(window, fate);
    let preparation: Preparation;
    try {
      preparation = await prepare();
    } catch (error) {
      world.fault(`${truth.label} prepare`, faultOf(error));
      return undefined;
    }
    if (thinkMs !== undefined) {
      if (preparation.plan.changes.length === 0 && preparation.plan.settled.every(({ outcome }) => outcome === 'unchanged'))
        return undefined;
      await world.sleep(thinkMs);
      if (!window.isAlive) return undefined;
    }
    truth.confirmed = confirmedBy(preparation);
    world.trace?.(
      `${truth.label} starts: ${preparation.plan.changes.length} changes, ${preparation.plan.settled.length} settled`,
    );
    const run = window.runs.start(preparation);
    truth.begin(run.head.runId, world.now());
    world.runs.set(run.head.runId, truth);
    return this.see(truth, run, fate);
  }

  /** From a run's start to the last word on it. */
  private async see(truth: RunTruth, run: ActiveRun, fate: Fate | undefined): Promise<Ledger | undefined> {
    const { world, window } = this;
    if (fate) world.arm(window, fate, run, truth);
    world.active.set(truth, window);
    try {
      const ledger = await run.done;
      world.tally.count('runs');
      world.judge(truth, ledger);
      return ledger;
    } catch (error) {
      const fault = faultOf(error);
      world.fault(`${truth.label} run`, fault);
      world.judgeUnbegun(truth, fault);
      return undefined;
    } finally {
      world.active.delete(truth);
    }
  }

  private async record(runId: string): Promise<RunRecord | undefined> {
    try {
      return await this.window.runs.record(runId);
    } catch (error) {
      this.world.fault(`${this.label} record`, faultOf(error));
      return undefined;
    }
  }

  private connectionOf({ connection }: RunRecord): string {
    return connection.id;
  }
}

export function claimOf({ id, outcome, before, after, drifted, fault }: FileOutcome): Claim {
  return { id, outcome, before, after, drifted, code: fault?.code };
}

/** What a person who looks at the preview agrees to lose. */
function confirmedBy({ plan }: Preparation): (id: string) => Tags | undefined {
  let known: Map<string, Tags> | undefined;
  return id => {
    known ??= new Map(plan.changes.map(change => [change.id, change.before]));
    return known.get(id);
  };
}
