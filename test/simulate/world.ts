import { Account } from '../world/account';
import { type Chance, chanceOf } from '../world/chance';
import { type Disagreement, disagreement } from '../world/disagreement';
import { Life } from '../world/life';
import type { Scenario } from '../world/scenario';
import type { Tally } from '../world/tally';
import { colleaguesEdit, vocabularyOf } from '../world/words';
import { Disk } from './disk';
import { fileId, limitsOf } from './limits';
import { Remote } from './remote';
import { EndlessWorld, Scheduler } from './scheduler';
import { Turns } from './turns';
import { Window } from './window';

export interface WorldReport {
  readonly disagreements: readonly Disagreement[];
  readonly tally: Tally;
  /** Outcomes that were compared with the truth. */
  readonly files: number;
  readonly events: number;
}

const mostEvents = 3_000_000;

/**
 * Lives a scenario through in one process: windows, a disk, a service and its account, on a virtual clock.
 * @param trace told of everything that happens, line by line
 */
export async function runWorld(scenario: Scenario, trace?: (text: string) => void): Promise<WorldReport> {
  const { seed, lagMs, service } = scenario;
  const scheduler = new Scheduler(seed, mostEvents);
  const timed =
    trace &&
    ((text: string) => {
      trace(`${scheduler.now().toFixed(1)} ${text}`);
    });
  const onBreach = (breach: Disagreement) => {
    life.breach(breach);
  };
  const account = new Account({ seed, lagMs, searchLagMs: lagMs - scenario.copyBehindMs, onBreach });
  for (const { id, tags } of scenario.files) account.found(id, tags);
  const windows = new Map<string, Window>();
  const life: Life = new Life(
    scenario,
    account,
    {
      now: () => scheduler.now(),
      sleep: ms => new Promise(resolve => scheduler.in(ms, undefined, resolve)),
      open: name => {
        const window = new Window({ name, seed, scheduler, disk, remote, turns, onBreach });
        windows.set(name, window);
        return window;
      },
      kill: ({ name }, how) => {
        windows.get(name)?.kill(how);
      },
      suspend: ms => {
        scheduler.suspend(ms);
      },
      calm: () => {
        remote.isCalm = true;
        disk.fullTimes = [];
      },
      strangerId: index => fileId(service, 1_000_000 + index),
      isStubborn: tag => isStubborn(tag, scenario),
    },
    timed,
  );
  const disk = new Disk(scheduler, life.tally, scenario);
  const turns = new Turns(scheduler, seed);
  const remote = new Remote(scheduler, account, { ...remoteOptions(scenario), onBreach, trace: timed }, life.tally);

  const end = { hasCome: false };
  const living = life.live().finally(() => {
    end.hasCome = true;
  });
  try {
    await scheduler.run(() => end.hasCome);
    if (end.hasCome) await living;
    else onBreach(disagreement('all wait and nothing happens', Array.from(life.active.keys(), ({ label }) => label).join(' ')));
  } catch (error) {
    if (!(error instanceof EndlessWorld)) throw error;
    onBreach(disagreement('the world does not come to rest', '', { events: mostEvents }));
  }
  const { disagreements, tally, judged } = life;
  return { disagreements, tally, files: judged, events: scheduler.events };
}

function remoteOptions(scenario: Scenario) {
  const { seed, service, refusedShare, latencyMs, copyBehindMs, rates, refusesPercent, namesMissing, signedOut, besideWrites } =
    scenario;
  const refused = new Set(
    scenario.files.filter(({ id }) => refusedShare > 0 && chanceOf(seed, 'refused', id)() < refusedShare).map(({ id }) => id),
  );
  const missing = service === 'product' ? 'unmentioned' : namesMissing ? 'named' : 'unnamed';
  return {
    seed,
    limits: limitsOf[service],
    latencyMs,
    copyBehindMs,
    rates,
    refused: (id: string) => refused.has(id),
    refusesPercent,
    missing,
    answersTags: chanceOf(seed, 'answers')() < 0.5,
    signedOut,
    colleague: (chance: Chance) => (chance() < besideWrites ? colleaguesEdit(chance, vocabularyOf[service]) : undefined),
  } as const;
}

function isStubborn(tag: string, { service }: Scenario): boolean {
  const { forbidden, charactersPerTag = Infinity, charactersPerWrite = Infinity } = limitsOf[service].tags;
  const isLong = tag.length > Math.min(charactersPerTag, charactersPerWrite);
  return tag.trim() === '' || isLong || forbidden.some(character => tag.includes(character));
}
