import type { Account } from './account';
import type { Desk, RenameOrder, RunEnd, Work } from './desk';
import { Told } from './desk';
import { type Disagreement, disagreement, textOf } from './disagreement';
import { storyOf } from './history';
import { Person } from './person';
import type { RunTruth } from './runTruth';
import { leftOutOfRename } from './renames';
import type { Action, Actor, Fate, FileSeed, Scenario, Visit } from './scenario';
import { type Edit, isMeant, minus, none } from './tags';
import { Tally } from './tally';
import { changedBy, isCrossed, leftOut, untruthsOfUndo } from './undoVerdicts';
import { type Claim, type LedgerClaims, untruthsOf, untruthsOfRecord } from './verdicts';

/** Where a scenario is lived: in one process on a virtual clock, or among real processes. */
export interface Surroundings {
  now(): number;
  sleep(ms: number): Promise<void>;
  open(name: string): Desk;
  /** Nothing that the window began goes on. `power`: the machine is gone, and what was not synced with it. */
  kill(desk: Desk, how: 'kill' | 'power'): void;
  /** The machine sleeps; undefined where it can't. */
  readonly suspend?: (ms: number) => void;
  /** No more mishaps from now on. */
  calm(): void;
  strangerId(index: number): string;
}

/** Longer than a write is on its way when its sender has given it up. */
const lateMs = 100_000;

/** What the people of a scenario do, the colleague elsewhere, and the comparison of all they are told with what is so. */
export class Life {
  readonly tally = new Tally();
  readonly disagreements: Disagreement[] = [];
  /** Runs that began, by id. */
  readonly runs = new Map<string, RunTruth>();
  /**
   * Runs with the windows that carry them out. Two people, at one window or at two, may have begun to take one up, of whom one will be
   * turned away.
   */
  readonly active = new Map<RunTruth, readonly Desk[]>();
  /** Outcomes that were compared with the truth. */
  judged = 0;
  private readonly desks: (Desk | undefined)[] = [];
  private readonly generations: number[] = [];
  private readonly claims = new Map<RunTruth, ReadonlyMap<string, Claim>>();

  constructor(
    private readonly scenario: Scenario,
    private readonly account: Account,
    private readonly surroundings: Surroundings,
    private readonly trace?: (text: string) => void,
  ) {}

  async live(): Promise<void> {
    const { actors, colleague, unwinds, lagMs } = this.scenario;
    await Promise.all([...actors.map(actor => this.act(actor)), this.visit(colleague)]);
    this.surroundings.calm();
    await this.sleep(lagMs + lateMs);
    if (unwinds) await this.unwind();
    for (const desk of this.desks) if (desk?.isAlive) this.cut(desk, 'kill');
  }

  now(): number {
    return this.surroundings.now();
  }

  sleep(ms: number): Promise<void> {
    return this.surroundings.sleep(ms);
  }

  breach(breach: Disagreement): void {
    this.trace?.(`DISAGREEMENT ${textOf(breach)}`);
    this.tally.count('disagreement');
    if (this.disagreements.length < 50 || !this.disagreements.some(({ kind }) => kind === breach.kind))
      this.disagreements.push(breach);
  }

  tell(text: string): void {
    this.trace?.(text);
  }

  /** A fault that a person was told of. */
  fault(where: string, { code, message }: Told): void {
    this.tally.count(`told: ${code}`);
    this.trace?.(`${where} is told: ${code} ${message}`);
    if (code === 'internal') this.breach(disagreement('an error of our own', where, { message }));
  }

  /** Which files an action is about, and what is wanted of each. */
  editsOf({ pick, share, strangers, edit, other }: Action): ReadonlyMap<string, Edit> {
    const { files } = this.scenario;
    if (edit.kind === 'rename') return new Map(files.map(({ id }) => [id, edit]));
    const from = Math.floor(pick * files.length);
    const edits = new Map<string, Edit>();
    for (let index = 0; index < Math.max(1, Math.ceil(share * files.length)); index++) {
      const file = files[(from + index) % files.length];
      if (file) edits.set(file.id, other && index % other.every === 0 ? other.edit : edit);
    }
    for (let index = 0; index < strangers; index++) edits.set(this.surroundings.strangerId(index), edit);
    return edits;
  }

  /** What an index of so long ago says of the files that a rename is about. */
  indexed(edit: Edit, ageMs: number): readonly FileSeed[] {
    return Array.from(this.account.files.values(), file => ({ id: file.id, tags: file.at(this.now() - ageMs) ?? none })).filter(
      ({ tags }) => isMeant(edit, tags),
    );
  }

  /** Lets fate strike once so many things have happened in the window. */
  arm(desk: Desk, fate: Fate, work?: Work, truth?: RunTruth): void {
    desk.after(fate.step, () => {
      this.strike(desk, fate, work, truth);
    });
  }

  enter(truth: RunTruth, desk: Desk): void {
    this.active.set(truth, [...(this.active.get(truth) ?? []), desk]);
  }

  /** @returns whether no window carries the run out any more */
  leave(truth: RunTruth, desk: Desk): boolean {
    const desks = this.active.get(truth) ?? [];
    const place = desks.indexOf(desk);
    const others = desks.filter((_, index) => index !== place);
    if (others.length > 0) this.active.set(truth, others);
    else this.active.delete(truth);
    return others.length === 0;
  }

  judge(truth: RunTruth, end: RunEnd): void {
    const { at, files, counts, stoppedBy, abilities } = end;
    if (truth.endedAt < Infinity) this.breach(disagreement('a run is carried out twice', truth.label));
    truth.end(at);
    truth.isUntold = stoppedBy === 'journal';
    this.trace?.(`${truth.label} ends: ${JSON.stringify({ ...counts, stoppedBy })}`);
    this.keep(truth, end);
    this.judged += files.length;
    this.tally.count('runs');
    for (const claim of files) {
      this.tally.count(`outcome ${claim.outcome}`);
      if (claim.drifted) this.tally.count('drifted');
      this.trace?.(`${truth.label} says ${JSON.stringify(claim)}`);
    }
    if (stoppedBy !== undefined) this.tally.count(`stopped: ${stoppedBy}`);
    for (const told of untruthsOf(truth, end, this.account)) this.breach(told);
    for (const told of untruthsOfUndo(truth, end, this.account, id => truth.of && this.claims.get(truth.of)?.get(id)))
      this.breach(told);
    const [changed] = abilities.includes('undo') ? [] : changedBy(truth, this.account, at);
    if (changed === undefined) return;
    const facts = { counts, stoppedBy, story: storyOf(this.account.files.get(changed)) };
    this.breach(disagreement('a file was changed, and no Undo is offered', `${truth.label} ${changed}`, facts));
  }

  /** A run that did not begin has sent nothing. */
  judgeUnbegun(truth: RunTruth, error: unknown): void {
    if (!(error instanceof Told)) throw error;
    this.fault(truth.label, error);
    if (truth.isTakenUp) return;
    truth.end(this.now());
    for (const [id, { sends }] of truth.doings) {
      if (sends === 0) continue;
      this.breach(disagreement('no ledger, and something was sent', `${truth.label} ${id}`, { code: error.code }));
      return;
    }
  }

  judgeUndoTargets(undo: RunTruth): void {
    for (const told of leftOut(undo, this.account)) this.breach(told);
  }

  judgeRenameTargets(rename: RunTruth, { from, to }: RenameOrder, indexAgeMs: number): void {
    const since = rename.preparedAt - Math.max(indexAgeMs, this.account.lagMs);
    const edit: Edit = { kind: 'rename', from, to };
    for (const told of leftOutOfRename(rename, edit, this.account, { from: since, to: this.now() })) this.breach(told);
  }

  /** What the journal of a run says: the same that the run has said itself, or, where it was cut off, what is so. */
  judgeJournal(truth: RunTruth, claims: LedgerClaims): void {
    if (!truth.isCutOff) {
      for (const told of untruthsOfRecord(truth, claims, this.claims.get(truth))) this.breach(told);
      return;
    }
    this.keep(truth, claims);
    const sure = claims.files.filter(({ outcome }) => outcome === 'changed' || outcome === 'unchanged' || outcome === 'missing');
    for (const told of untruthsOf(truth, { files: sure, counts: undefined, stopped: true }, this.account))
      this.breach({ ...told, kind: `in the journal, ${told.kind}` });
  }

  private strike(desk: Desk, { kind, forMs }: Fate, work: Work | undefined, truth: RunTruth | undefined): void {
    switch (kind) {
      case 'kill':
        this.cut(desk, 'kill');
        break;
      case 'power':
        this.tally.count('power cut');
        for (const one of this.desks) if (one?.isAlive) this.cut(one, 'power');
        break;
      case 'suspend':
        if (!this.surroundings.suspend) return;
        this.tally.count('suspended');
        this.surroundings.suspend(forMs);
        break;
      case 'cancel':
        if (work && truth) this.cancel(work, truth);
        break;
      case 'pause':
        if (work && truth) this.pause(work, truth, desk, forMs);
    }
  }

  private cancel(work: Work, truth: RunTruth): void {
    const heard = work.cancel();
    if (heard === 'too late') return;
    this.tally.count('cancel');
    this.trace?.(`${truth.label} is cancelled`);
    truth.cancelled = true;
    if (heard === 'at once') truth.quietSince = this.now();
  }

  private pause(work: Work, truth: RunTruth, desk: Desk, forMs: number): void {
    const heard = work.pause();
    if (heard === 'too late') return;
    this.tally.count('pause');
    this.trace?.(`${truth.label} is paused for ${forMs} ms`);
    truth.isPaused = true;
    if (heard === 'at once') truth.quietSince = this.now();
    void this.sleep(forMs).then(() => {
      if (!desk.isAlive) return;
      truth.isPaused = false;
      if (!truth.cancelled) truth.quietSince = Infinity;
      this.trace?.(`${truth.label} continues`);
      work.continue();
    });
  }

  private keep(truth: RunTruth, { files }: LedgerClaims): void {
    this.claims.set(truth, new Map(files.map(claim => [claim.id, claim])));
  }

  private async act({ window: place, connection, actions }: Actor): Promise<void> {
    for (const action of actions) {
      await this.sleep(action.afterMs);
      const desk = this.deskAt(place);
      if (action.kind === 'reload') {
        this.cut(desk, 'kill');
        continue;
      }
      const person = new Person(this, desk, `connection ${connection}`, `p${action.id}`);
      await Promise.race([person.do(action), desk.death]);
    }
  }

  private async visit(visits: readonly Visit[]): Promise<void> {
    const { files } = this.scenario;
    for (const { afterMs, from, files: count, edit } of visits) {
      await this.sleep(afterMs);
      this.tally.count(edit ? 'colleague edits' : 'colleague deletes');
      this.trace?.(`colleague: ${edit ? JSON.stringify(edit) : 'deletes'}, ${count} files`);
      for (let index = 0; index < Math.min(count, files.length); index++) {
        const file = files[(Math.floor(from * files.length) + index) % files.length];
        if (!file) continue;
        if (edit) this.account.edit(file.id, edit, { by: 'colleague', at: this.now(), sentAt: this.now(), lookedAt: this.now() });
        else this.account.remove(file.id, this.now());
      }
    }
  }

  /** A new day, a single window: what was cut off is resumed, and then everything is taken back, the newest first. */
  private async unwind(): Promise<void> {
    for (const desk of this.desks) if (desk?.isAlive) this.cut(desk, 'kill');
    const desk = this.deskAt(0);
    const person = (label: string) => new Person(this, desk, 'connection 0', label);
    for (let turn = 0; ; turn++) {
      const cutOff = (await desk.offers()).find(({ abilities }) => abilities.includes('resume'));
      if (!cutOff) break;
      if (turn > 100) {
        this.breach(disagreement('Resume is offered for ever', cutOff.runId));
        return;
      }
      await person(`resume ${turn}`).resume(cutOff.runId);
    }
    const unwoundAt = this.now();
    const offers = await desk.offers();
    this.findLost(new Set(offers.map(({ runId }) => runId)));
    // to take an undo back makes its run one that can be taken back
    for (const { runId } of offers) {
      const offer = (await desk.offers()).find(one => one.runId === runId);
      if (offer?.abilities.includes('undo')) await person(`back ${runId}`).followUp('undo', runId);
    }
    const order = new Map(offers.map(({ runId }, index) => [runId, -index]));
    this.findLeft(unwoundAt, order);
  }

  /** Runs that sent something and that no list knows. */
  private findLost(listed: ReadonlySet<string>): void {
    for (const [runId, truth] of this.runs) {
      if (listed.has(runId)) continue;
      for (const [id, { sends }] of truth.doings) {
        if (sends === 0) continue;
        this.breach(disagreement('a run wrote, and is in no list', `${truth.label} ${id}`));
        break;
      }
    }
  }

  /**
   * A file that no colleague touched, and that is not as it was when the world began. Runs are taken back in the order in which they began:
   * one that was taken up again after a later one leaves what lies crosswise.
   */
  private findLeft(unwoundAt: number, order: ReadonlyMap<string, number>): void {
    for (const { id, tags, initial, deeds } of this.account.files.values()) {
      if (tags === undefined || initial === undefined) continue;
      if (deeds.some(({ by, late }) => by === 'colleague' || late)) continue;
      const begun = deeds
        .filter(({ at }) => at < unwoundAt)
        .map(({ by }) => (by === 'colleague' ? 0 : (order.get(by.runId ?? '') ?? 0)));
      if (begun.some((place, index) => place < (begun[index - 1] ?? -Infinity))) continue;
      const odd = [...minus(initial, tags), ...minus(tags, initial)].filter(tag => !this.account.options.isStubborn(tag));
      if (odd.length === 0) continue;
      if (this.wasTold(id) || [...this.runs.values()].some(run => isCrossed(id, run, this.account))) continue;
      const facts = { is: tags, story: storyOf(this.account.files.get(id)) };
      this.breach(disagreement('everything was taken back, and a file is not as it was', id, facts));
      return;
    }
  }

  /** Whether an undo said of a file that it did not come back, or a run that it can't be known what became of it. */
  private wasTold(id: string): boolean {
    for (const [{ kind }, claims] of this.claims) {
      const outcome = claims.get(id)?.outcome;
      if (outcome === 'unknown') return true;
      if (kind === 'undo' && outcome !== undefined && outcome !== 'changed' && outcome !== 'unchanged') return true;
    }
    return false;
  }

  private deskAt(place: number): Desk {
    const there = this.desks[place];
    if (there?.isAlive) return there;
    const generation = (this.generations[place] = (this.generations[place] ?? 0) + 1);
    const name = `w${place}.${generation}`;
    this.trace?.(`window ${name} opens`);
    return (this.desks[place] = this.surroundings.open(name));
  }

  private cut(desk: Desk, how: 'kill' | 'power'): void {
    const work = [...this.active].filter(([, desks]) => desks.includes(desk)).map(([truth]) => truth);
    for (const { kind, cuts } of work) this.tally.count(`killed in ${cuts > 0 ? 'resume' : kind}`);
    if (work.length === 0) this.tally.count('window closed');
    this.trace?.(`${desk.name} is gone (${how})`);
    this.surroundings.kill(desk, how);
    for (const truth of work) {
      while (this.active.get(truth)?.includes(desk)) this.leave(truth, desk);
      if (!this.active.has(truth)) truth.cut(this.now());
    }
  }
}
