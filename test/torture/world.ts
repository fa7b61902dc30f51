import { setTimeout as wait } from 'node:timers/promises';
import { Account } from '../world/account';
import { type Disagreement, disagreement } from '../world/disagreement';
import { Life } from '../world/life';
import type { RunTruth } from '../world/runTruth';
import type { Scenario } from '../world/scenario';
import { ServiceModel } from '../world/serviceModel';
import { isStubborn } from '../world/serviceRules';
import type { Tally } from '../world/tally';
import { dialectOf } from './dialect';
import { timeoutMs, worldTime } from './messages';
import { ModelServer } from './server';
import { WindowProcess } from './windowProcess';

export interface ProcessWorldOptions {
  /** The bundled program of a window. */
  readonly program: string;
  /** Of this world alone: a library of its own is an account of its own. */
  readonly folder: string;
  /** How many ms pass in the world in one of this machine. */
  readonly speed: number;
}

export interface ProcessWorldReport {
  readonly disagreements: readonly Disagreement[];
  readonly tally: Tally;
  /** Outcomes that were compared with the truth. */
  readonly files: number;
  /** What happened, line by line: no two lives of one scenario are the same. */
  readonly story: readonly string[];
}

/** However slow the machine is: a world that takes longer waits for something that never comes. */
const longestLifeMs = 15 * 60_000;
/** A machine that sleeps for longer than its requests may take has given them all up. */
const longestSleepMs = 1_000;
const storyLines = 20_000;

/** Lives a scenario through among real processes: a window is one, and they share a folder on a real disk and a service on a port. */
export async function liveAmongProcesses(scenario: Scenario, options: ProcessWorldOptions): Promise<ProcessWorldReport> {
  const { seed, lagMs, service, copyBehindMs } = scenario;
  const { program, folder, speed } = options;
  const epoch = performance.timeOrigin + performance.now();
  const now = () => worldTime({ epoch, speed });
  const sleep = (ms: number) => wait(ms / speed);
  const story: string[] = [];
  const trace = (text: string) => {
    if (story.length < storyLines) story.push(`${now().toFixed(0)} ${text}`);
  };
  const onBreach = (breach: Disagreement) => {
    life.breach(breach);
  };
  const account = new Account({
    seed,
    lagMs,
    searchLagMs: lagMs - copyBehindMs,
    // real requests are on their way while others have the machine
    freshMs: 60_000,
    isStubborn: tag => isStubborn(tag, service),
    onBreach,
  });
  for (const { id, tags } of scenario.files) account.found(id, tags);
  const windows = new Map<string, WindowProcess>();
  const runs = new Map<string, RunTruth>();
  const dialect = dialectOf(service);
  const life: Life = new Life(
    scenario,
    account,
    {
      now,
      sleep,
      open: name => {
        const window = new WindowProcess({
          program,
          facts: { name, seed, service, endpoint, folder, epoch, speed },
          onBreach,
          onStruck: at => {
            tally.count(`struck at ${at}`);
          },
          runOf: label => known(runs, label),
          onRun: run => runs.set(run.label, run),
        });
        windows.set(name, window);
        return window;
      },
      kill: ({ name }) => {
        windows.get(name)?.kill();
      },
      suspend: ms => {
        for (const window of windows.values()) if (window.isAlive) window.suspend(Math.min(ms / speed, longestSleepMs));
      },
      calm: () => {
        model.isCalm = true;
      },
      strangerId: index => dialect.fileId(1_000_000 + index),
    },
    trace,
  );
  const { tally } = life;
  const later = (ms: number, act: () => void) => {
    setTimeout(act, ms / speed);
  };
  const model = new ServiceModel(account, scenario, { now, later, tally, onBreach, trace, timeoutMs: timeoutMs * speed });
  const server = new ModelServer({
    ...{ model, dialect, speed, now, tally, trace },
    onError: error => {
      onBreach(disagreement('the server of the test fails', '', { error: error instanceof Error ? error.stack : error }));
    },
    callerOf: (window, run) => ({ window: known(windows, window), run: known(runs, run) }),
  });
  const endpoint = await server.listen();
  const end = new AbortController();
  try {
    await Promise.race([
      life.live(),
      wait(longestLifeMs, undefined, { signal: end.signal }).then(() => {
        onBreach(disagreement('all wait and nothing happens', Array.from(life.active.keys(), ({ label }) => label).join(' ')));
      }),
    ]);
  } finally {
    end.abort();
    for (const window of windows.values()) window.kill();
    await Promise.all(Array.from(windows.values(), ({ gone }) => gone));
    await server.close();
  }
  return { disagreements: life.disagreements, tally, files: life.judged, story };
}

function known<Item>(items: ReadonlyMap<string, Item>, name: string): Item {
  const item = items.get(name);
  if (!item) throw new RangeError(`there is no ${name} in this world`);
  return item;
}
