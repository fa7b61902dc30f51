import type { Fault } from '../../src/core/model/fault';
import type { FileOutcome, Ledger } from '../../src/core/model/ledger';
import type { ActiveRun } from '../../src/core/run/activeRun';
import { abilitiesOf, statusOf } from '../../src/app/runs/runStatus';
import { Account } from '../world/account';
import { type Chance, chanceOf } from '../world/chance';
import { bulkWords, colleaguesEdit, singleWords } from '../world/words';
import type { RunTruth } from '../world/runTruth';
import { minus } from '../world/tags';
import { Tally } from '../world/tally';
import { type Disagreement, disagreement, textOf } from '../world/disagreement';
import { storyOf } from '../world/history';
import { changedBy, type Claim, leftOut, type LedgerClaims, untruthsOf, untruthsOfUndo } from '../world/verdicts';
import { Disk } from './disk';
import { claimOf, offersIn, Person } from './person';
import { limitsOf } from './limits';
import { Remote } from './remote';
import type { Actor, Fate, Scenario, Visit } from './scenario';
import { EndlessWorld, Scheduler } from './scheduler';
import { Window } from './window';

export interface WorldReport {
  readonly disagreements: readonly Disagreement[];
  readonly tally: Tally;
  /** Outcomes that were compared with the truth. */
  readonly files: number;
  readonly events: number;
}

const mostEvents = 3_000_000;
/** Longer than anything is on its way. */
const calmMs = 300_000;

/** @param trace told of everything that happens, line by line */
export async function runWorld(scenario: Scenario, trace?: (text: string) => void): Promise<WorldReport> {
  return new World(scenario, trace).run();
}

/** Everything there is: a service with its account, a disk, windows, the people at them and a colleague elsewhere. */
export class World {
  readonly tally = new Tally();
  readonly runs = new Map<string, RunTruth>();
  /** Runs that a window carries out. */
  readonly active = new Map<RunTruth, Window>();
  private readonly scheduler: Scheduler;
  private readonly account: Account;
  private readonly remote: Remote;
  private readonly disk: Disk;
  private readonly windows: (Window | undefined)[] = [];
  private readonly generations: number[] = [];
  private readonly claims = new Map<RunTruth, ReadonlyMap<string, Claim>>();
  private readonly disagreements: Disagreement[] = [];
  readonly trace: ((text: string) => void) | undefined;
  private judged = 0;
  private isOver = false;

  constructor(
    readonly scenario: Scenario,
    trace?: (text: string) => void,
  ) {
    const { seed } = scenario;
    this.trace =
      trace &&
      (text => {
        trace(`${this.now().toFixed(1)} ${text}`);
      });
    this.scheduler = new Scheduler(seed, mostEvents);
    const onBreach = (breach: Disagreement) => {
      this.breach(breach);
    };
    this.account = new Account({ seed, lagMs: scenario.lagMs, onBreach });
    for (const { id, tags } of scenario.files) this.account.found(id, tags);
    this.disk = new Disk(this.scheduler, this.tally, seed);
    this.disk.fullTimes = scenario.diskFull;
    this.remote = new Remote(
      this.scheduler,
      this.account,
      { ...remoteOptions(scenario), onBreach, trace: this.trace },
      this.tally,
    );
  }

  async run(): Promise<WorldReport> {
    const life = this.live().finally(() => {
      this.isOver = true;
    });
    try {
      await this.scheduler.run(() => this.isOver);
      if (this.isOver) await life;
      else this.breach(disagreement('all wait and nothing happens', [...this.active.keys()].map(({ label }) => label).join(' ')));
    } catch (error) {
      if (!(error instanceof EndlessWorld)) throw error;
      this.breach(disagreement('the world does not come to rest', '', { events: mostEvents }));
    }
    return { disagreements: this.disagreements, tally: this.tally, files: this.judged, events: this.scheduler.events };
  }

  now(): number {
    return this.scheduler.now();
  }

  sleep(ms: number): Promise<void> {
    return new Promise(resolve => {
      this.scheduler.in(ms, undefined, resolve);
    });
  }

  breach(breach: Disagreement): void {
    this.trace?.(`DISAGREEMENT ${textOf(breach)}`);
    this.tally.count('disagreement');
    if (this.disagreements.length < 50 || !this.disagreements.some(({ kind }) => kind === breach.kind))
      this.disagreements.push(breach);
  }

  /** A fault that a person was told of. */
  fault(where: string, fault: Fault): void {
    this.tally.count(`told: ${fault.code}`);
    this.trace?.(`${where}: ${fault.message}`);
    if (fault.code === 'internal') this.breach(disagreement('an error of our own', where, { stack: fault.stack }));
  }

  /** Lets fate strike once so many events of the window have come. */
  arm(window: Window, { kind, step, forMs }: Fate, run?: ActiveRun, truth?: RunTruth): void {
    const strike = () => {
      switch (kind) {
        case 'kill':
          this.kill(window);
          break;
        case 'power':
          this.tally.count('power cut');
          for (const one of [...this.windows]) if (one) this.cut(one, 'power');
          break;
        case 'suspend':
          this.tally.count('suspended');
          this.scheduler.suspend(forMs);
          break;
        case 'cancel':
          if (!run || !truth || run.state === 'ended') return;
          this.tally.count('cancel');
          this.trace?.(`${truth.label} is cancelled`);
          truth.quietSince = this.now();
          truth.cancelled = true;
          run.cancel();
          break;
        case 'pause':
          if (run?.state !== 'running' || !truth) return;
          this.tally.count('pause');
          this.trace?.(`${truth.label} is paused for ${forMs} ms`);
          truth.quietSince = this.now();
          run.pause();
          this.scheduler.in(forMs, window, () => {
            if (!truth.cancelled) truth.quietSince = Infinity;
            run.continue();
          });
      }
    };
    window.fate = { left: step, strike };
  }

  judge(truth: RunTruth, ledger: Ledger): void {
    truth.end(this.now());
    this.trace?.(`${truth.label} ends: ${JSON.stringify({ ...ledger.counts, stopped: ledger.stopped })}`);
    const { stopped } = ledger;
    const claims = ledgerOf(ledger.files, ledger.counts, stopped !== undefined);
    this.keep(truth, claims);
    this.judged += claims.files.length;
    for (const { outcome, drifted } of claims.files) {
      this.tally.count(`outcome ${outcome}`);
      if (drifted) this.tally.count('drifted');
    }
    if (stopped !== undefined) this.tally.count(`stopped: ${stopped === 'cancelled' ? stopped : stopped.code}`);
    for (const told of untruthsOf(truth, claims, this.account)) this.breach(told);
    for (const told of untruthsOfUndo(truth, claims, this.account, id => truth.of && this.claims.get(truth.of)?.get(id)))
      this.breach(told);
    const ended = { at: this.now(), counts: ledger.counts, ...(stopped !== undefined && { stopped }) };
    const abilities = abilitiesOf(statusOf({ ended }, { active: undefined, isCutOff: false }), { ended });
    const [changed] = abilities.includes('undo') ? [] : changedBy(truth, this.account, this.now());
    if (changed !== undefined)
      this.breach(
        disagreement('a file was changed, and no Undo is offered', `${truth.label} ${changed}`, {
          counts: ledger.counts,
          stopped,
          story: storyOf(this.account.files.get(changed)),
        }),
      );
  }

  /** A run that did not begin has sent nothing. */
  judgeUnbegun(truth: RunTruth, { code }: Fault): void {
    truth.end(this.now());
    for (const [id, { sends }] of truth.doings)
      if (sends > 0) {
        this.breach(disagreement('no ledger, and something was sent', `${truth.label} ${id}`, { code }));
        return;
      }
  }

  judgeUndoTargets(undo: RunTruth): void {
    for (const told of leftOut(undo, this.account)) this.breach(told);
  }

  /** What the journal of a run without an end says. */
  takeClaims(truth: RunTruth, files: readonly FileOutcome[]): void {
    const sure = files.filter(({ outcome }) => outcome === 'changed' || outcome === 'unchanged' || outcome === 'missing');
    this.keep(truth, ledgerOf(files, undefined, true));
    for (const told of untruthsOf(truth, ledgerOf(sure, undefined, true), this.account))
      this.breach({ ...told, kind: `in the journal, ${told.kind}` });
  }

  private keep(truth: RunTruth, { files }: LedgerClaims): void {
    this.claims.set(truth, new Map(files.map(claim => [claim.id, claim])));
  }

  private async live(): Promise<void> {
    const { actors, colleague, unwinds } = this.scenario;
    await Promise.all([...actors.map(actor => this.act(actor)), this.visit(colleague)]);
    this.remote.isCalm = true;
    this.disk.fullTimes = [];
    await this.sleep(calmMs);
    if (unwinds) await this.unwind();
  }

  private async act({ window: place, connection, actions }: Actor): Promise<void> {
    for (const action of actions) {
      await this.sleep(action.afterMs);
      const window = this.windowAt(place);
      if (action.kind === 'reload') {
        this.kill(window);
        continue;
      }
      const person = new Person(this, window, `connection ${connection}`, `p${action.id}`);
      await Promise.race([person.do(action), window.death]);
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
    for (const window of this.windows) if (window) this.kill(window);
    const window = this.windowAt(0);
    const person = (label: string) => new Person(this, window, 'connection 0', label);
    for (let turn = 0; ; turn++) {
      const cutOff = (await offersIn(window)).find(({ abilities }) => abilities.includes('resume'));
      if (!cutOff) break;
      if (turn > 100) {
        this.breach(disagreement('Resume is offered for ever', cutOff.summary.runId));
        return;
      }
      await person(`resume ${turn}`).resume(cutOff.summary.runId);
    }
    const offers = await offersIn(window);
    this.findLost(new Set(offers.map(({ summary }) => summary.runId)));
    for (const { summary, abilities } of offers) {
      if (!abilities.includes('undo')) continue;
      await person(`back ${summary.runId}`).followUp('undo', summary.runId);
    }
    for (const file of this.account.files.values()) {
      if (file.tags === undefined || file.initial === undefined) continue;
      if (file.deeds.some(({ by, late }) => by === 'colleague' || late)) continue;
      const lost = minus(file.initial, file.tags).filter(tag => !this.isStubborn(tag));
      const left = minus(file.tags, file.initial).filter(tag => !this.isStubborn(tag));
      if (lost.length + left.length === 0) continue;
      this.breach(
        disagreement('everything was taken back, and a file is not as it was', file.id, { is: file.tags, story: storyOf(file) }),
      );
      return;
    }
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

  private isStubborn(tag: string): boolean {
    const { forbidden, charactersPerTag = Infinity, charactersPerWrite = Infinity } = limitsOf[this.scenario.service].tags;
    const most = Math.min(charactersPerTag, charactersPerWrite);
    return tag.trim() === '' || tag.length > most || forbidden.some(character => tag.includes(character));
  }

  private windowAt(place: number): Window {
    const there = this.windows[place];
    if (there?.isAlive) return there;
    const generation = (this.generations[place] = (this.generations[place] ?? 0) + 1);
    const { scheduler, disk, remote, scenario } = this;
    const onBreach = (breach: Disagreement) => {
      this.breach(breach);
    };
    this.trace?.(`window w${place}.${generation} opens`);
    const window = new Window({ name: `w${place}.${generation}`, seed: scenario.seed, scheduler, disk, remote, onBreach });
    this.windows[place] = window;
    return window;
  }

  private kill(window: Window): void {
    this.tally.count([...this.active.values()].includes(window) ? 'killed at work' : 'closed');
    this.cut(window, 'kill');
  }

  private cut(window: Window, how: 'kill' | 'power'): void {
    this.trace?.(`${window.name} is gone (${how})`);
    window.kill(how);
    for (const [truth, where] of this.active) {
      if (where !== window) continue;
      truth.cut(this.now());
      this.active.delete(truth);
    }
  }
}

function remoteOptions(scenario: Scenario) {
  const { seed, service, refusedShare, latencyMs, copyBehindMs, rates, refusesPercent, namesMissing, signedOut, besideWrites } =
    scenario;
  const refused = new Set(
    scenario.files.filter(({ id }) => refusedShare > 0 && chanceOf(seed, 'refused', id)() < refusedShare).map(({ id }) => id),
  );
  return {
    seed,
    limits: limitsOf[service],
    latencyMs,
    copyBehindMs,
    rates,
    refused: (id: string) => refused.has(id),
    refusesPercent,
    missing: service === 'product' ? ('unmentioned' as const) : namesMissing ? ('named' as const) : ('unnamed' as const),
    answersTags: chanceOf(seed, 'answers')() < 0.5,
    signedOut,
    colleague: (chance: Chance) =>
      chance() < besideWrites ? colleaguesEdit(chance, service === 'bulk' ? bulkWords : singleWords) : undefined,
  };
}

function ledgerOf(files: readonly FileOutcome[], counts: Ledger['counts'] | undefined, stopped: boolean): LedgerClaims {
  return { files: files.map(claimOf), counts, stopped };
}
