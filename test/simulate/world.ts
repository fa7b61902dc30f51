import { Account } from '../world/account';
import { type Disagreement, disagreement } from '../world/disagreement';
import { Life } from '../world/life';
import type { Scenario } from '../world/scenario';
import { ServiceModel } from '../world/serviceModel';
import { isStubborn } from '../world/serviceRules';
import type { Tally } from '../world/tally';
import { Disk } from './disk';
import { fileId } from './limits';
import { Remote, timeoutMs } from './remote';
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
  const account = new Account({
    seed,
    lagMs,
    searchLagMs: lagMs - scenario.copyBehindMs,
    freshMs: 10_000,
    isStubborn: tag => isStubborn(tag, service),
    onBreach,
  });
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
        model.isCalm = true;
        disk.fullTimes = [];
      },
      strangerId: index => fileId(service, 1_000_000 + index),
    },
    timed,
  );
  const disk = new Disk(scheduler, life.tally, scenario);
  const turns = new Turns(scheduler, seed);
  const model = new ServiceModel(account, scenario, {
    now: () => scheduler.now(),
    later: (ms, act) => {
      scheduler.in(ms, undefined, act);
    },
    tally: life.tally,
    onBreach,
    trace: timed,
    timeoutMs,
  });
  const remote = new Remote(scheduler, model, service, life.tally, timed);

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
