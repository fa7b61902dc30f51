import type { Desk, Order, RunEnd, Shown, Work } from './desk';
import { Told } from './desk';
import { disagreement } from './disagreement';
import type { Life } from './life';
import { RunTruth } from './runTruth';
import type { Action, Fate } from './scenario';
import type { Edit } from './tags';

type FollowUp = Partial<Pick<Action, 'thinkMs' | 'fate' | 'pick' | 'indexAgeMs'>>;

/** A person who does what a window offers. */
export class Person {
  constructor(
    private readonly life: Life,
    private readonly desk: Desk,
    private readonly connectionId: string,
    private readonly label: string,
  ) {}

  async do(action: Action): Promise<void> {
    const { kind, pick } = action;
    if (kind === 'edit') {
      const edits = this.life.editsOf(action);
      for (const one of new Set(edits.values())) this.life.tally.count(`edit ${one.kind}`);
      const truth = new RunTruth(this.label, 'edit', undefined, edits, this.life.now());
      await this.carryOut(truth, this.orderOf(action, edits), action);
      return;
    }
    const goingOn = new Map(this.life.active);
    const offers = (await this.told(() => this.desk.offers())) ?? [];
    const fitting = offers.filter(({ abilities }) => abilities.includes(kind));
    if (kind === 'resume') for (const { runId } of fitting) this.mustBeCutOff(runId, goingOn);
    const offer = fitting[Math.floor(pick ** 2 * fitting.length)];
    if (!offer) return;
    if (kind === 'resume') await this.resume(offer.runId, action);
    else if (kind !== 'reload') await this.followUp(kind, offer.runId, action);
  }

  private orderOf({ edit, indexAgeMs }: Action, edits: ReadonlyMap<string, Edit>): Order {
    const { connectionId } = this;
    if (edit.kind !== 'rename') return { kind: 'edit', connectionId, edits };
    const indexed = indexAgeMs === undefined ? undefined : this.life.indexed(edit, indexAgeMs);
    return { ...edit, connectionId, indexed };
  }

  async followUp(kind: 'undo' | 'retry', runId: string, action: FollowUp = {}): Promise<void> {
    const { life } = this;
    const of = this.known(runId);
    if (!of) return;
    const claims = await this.told(() => this.desk.claims(runId));
    if (claims) life.judgeJournal(of, claims);
    const truth = new RunTruth(this.label, kind, of, new Map<string, Edit>(), life.now());
    life.tally.count(kind === 'undo' && of.kind === 'undo' ? 'redo' : kind);
    if (of.isCutOff) life.tally.count(`${kind} of a run that was cut off`);
    await this.carryOut(truth, { kind, runId }, action);
  }

  async resume(runId: string, { fate, ...answer }: FollowUp = {}): Promise<void> {
    const truth = this.known(runId);
    if (!truth) return;
    const { life, desk } = this;
    const again = truth.confirmed && this.askedAgain(truth, answer);
    if (!life.active.has(truth)) {
      life.tally.count(`resume of ${truth.kind}`);
      truth.goOn();
    } else {
      life.tally.count('resumed twice');
    }
    life.enter(truth, desk);
    life.tell(`${truth.label} is resumed`);
    const work = await this.told(() => desk.resume(runId, truth, again));
    if (work) await this.see(truth, work, fate);
    else if (life.leave(truth, desk)) truth.cut(life.now());
  }

  private async carryOut(truth: RunTruth, order: Order, { thinkMs, fate, pick = 0, indexAgeMs = 0 }: FollowUp): Promise<void> {
    const { life, desk } = this;
    if (fate && fate.kind !== 'cancel' && fate.kind !== 'pause') life.arm(desk, fate);
    life.tell(`${truth.label} prepares ${truth.kind}${truth.of ? ` of ${truth.of.label}` : ''}`);
    const preview = await this.told(() => desk.prepare(order, truth));
    if (!preview) return;
    truth.ask(preview.ids);
    life.judgeUndoTargets(truth);
    if (order.kind === 'rename') life.judgeRenameTargets(truth, order, indexAgeMs);
    if (thinkMs !== undefined) {
      if (preview.isIdle) return;
      await life.sleep(thinkMs);
      if (!desk.isAlive) return;
    }
    if (thinkMs !== undefined) truth.confirmed = id => preview.befores().get(id);
    const again = thinkMs === undefined ? undefined : this.askedAgain(truth, { thinkMs, pick });
    const work = await this.told(() => preview.apply(again));
    if (!work) return;
    truth.begin(work.runId, life.now());
    life.tell(`${truth.label} is begun`);
    life.runs.set(work.runId, truth);
    await this.see(truth, work, fate);
  }

  /** What was agreed to has aged. */
  private askedAgain(truth: RunTruth, { thinkMs = 0, pick = 0 }: FollowUp): (shown: Shown) => Promise<boolean> {
    return async shown => {
      this.life.tally.count('asked again');
      this.life.tell(`${this.label} is asked again about ${truth.label}`);
      await this.life.sleep(thinkMs);
      if (!this.desk.isAlive) return false;
      const isWanted = pick < 0.8;
      if (isWanted) truth.confirmed = id => shown.befores().get(id);
      return isWanted;
    };
  }

  /** From a run's start to the last word on it. */
  private async see(truth: RunTruth, work: Work, fate: Fate | undefined): Promise<void> {
    const { life, desk } = this;
    if (fate) life.arm(desk, fate, work, truth);
    life.enter(truth, desk);
    let end: RunEnd;
    try {
      end = await work.done;
    } catch (error) {
      const isLast = life.leave(truth, desk);
      life.judgeUnbegun(truth, error);
      if (isLast && truth.isTakenUp && truth.endedAt === Infinity) truth.cut(life.now());
      return;
    }
    life.leave(truth, desk);
    life.judge(truth, end);
  }

  private known(runId: string): RunTruth | undefined {
    const truth = this.life.runs.get(runId);
    if (!truth) this.life.breach(disagreement('a run is offered that was never begun', `${this.label} ${runId}`));
    return truth;
  }

  /**
   * A run that is taken up again is offered until its journal is.
   * @param before the runs that went on when the list was asked for
   */
  private mustBeCutOff(runId: string, before: ReadonlyMap<RunTruth, unknown>): void {
    const truth = this.life.runs.get(runId);
    if (
      !truth ||
      truth.cuts > 0 ||
      truth.isTakenUp ||
      before.get(truth) === undefined ||
      before.get(truth) !== this.life.active.get(truth)
    )
      return;
    this.life.breach(disagreement('Resume is offered of a run that goes on', `${this.label} ${truth.label}`));
  }

  /** Undefined where a fault is told instead. */
  private async told<Result>(act: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Told)) throw error;
      this.life.fault(this.label, error);
      return undefined;
    }
  }
}
