import type { Disagreement } from '../world/disagreement';
import { textOf } from '../world/disagreement';
import { anyMagnitude } from '../world/chance';
import { Tally } from '../world/tally';
import { type Scenario, scenarioOf } from '../world/scenario';
import { fileId } from './limits';
import { shrink } from './shrink';
import { runWorld } from './world';

export interface SimulateOptions {
  readonly seconds: number;
  readonly worlds: number;
  readonly seed: number;
  /** The number of the first world: to see one again. */
  readonly from: number;
  readonly onProgress?: (text: string) => void;
}

export interface FailingWorld {
  readonly number: number;
  readonly disagreements: readonly Disagreement[];
}

export interface SimulateReport {
  readonly worlds: number;
  /** Of one core. */
  readonly seconds: number;
  readonly files: number;
  readonly events: number;
  readonly tally: Tally;
  readonly failing: readonly FailingWorld[];
}

/** World after world, each from a seed of its own, until the time is over. */
export async function simulate({ seconds, worlds, seed, from, onProgress }: SimulateOptions): Promise<SimulateReport> {
  const tally = new Tally();
  const failing: FailingWorld[] = [];
  const began = performance.now();
  const cpu = process.cpuUsage();
  const passed = () => (performance.now() - began) / 1_000;
  let [count, files, events, told] = [0, 0, 0, 0];
  for (; count < worlds && passed() < seconds; count++) {
    const report = await runWorld(scenarioOfWorld(seed, from + count));
    tally.addAll(report.tally);
    files += report.files;
    events += report.events;
    if (report.disagreements.length > 0) failing.push({ number: from + count, disagreements: report.disagreements });
    if (passed() - told > 10) {
      told = passed();
      onProgress?.(`${count + 1} worlds, ${files} files, ${failing.length} worlds with disagreements`);
    }
    // the machine's own events have their turn
    await new Promise(resolve => setImmediate(resolve));
  }
  const { user, system } = process.cpuUsage(cpu);
  return { worlds: count, seconds: (user + system) / 1e6, files, events, tally, failing };
}

export function scenarioOfWorld(seed: number, number: number): Scenario {
  return scenarioOf((seed * 1_000_003 + number) >>> 0, {
    services: ['bulk', 'bulk', 'bulk', 'product', 'single'],
    fileId,
    fateShare: 0.35,
    sizeOf: (chance, service) =>
      chance() < 0.6 ? anyMagnitude(chance, 1, 40) : anyMagnitude(chance, 30, service === 'single' ? 150 : 2_500),
  });
}

/** The smallest world found that has a disagreement of the kind, and all that happens in it. */
export async function shrunkStory(scenario: Scenario, kind: string, seconds: number): Promise<string> {
  const smallest = await shrink(scenario, kind, seconds);
  const lines: string[] = [];
  const { disagreements } = await runWorld(smallest, line => lines.push(line));
  const { seed: _, ...told } = smallest;
  const shown = lines.length > 120 ? [...lines.slice(0, 80), `… ${lines.length} lines …`, ...lines.slice(-40)] : lines;
  return [JSON.stringify(told), ...shown, ...disagreements.map(textOf).slice(0, 3)].join('\n');
}
