import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyMagnitude } from '../world/chance';
import type { Disagreement } from '../world/disagreement';
import { type Scenario, scenarioOf } from '../world/scenario';
import { Tally } from '../world/tally';
import { dialectOf } from './dialect';
import { liveAmongProcesses } from './world';

export interface TortureOptions {
  /** Worlds follow until so many runs have ended in them. */
  readonly runs: number;
  readonly seed: number;
  /** The number of the first world: to live in one again. */
  readonly from: number;
  /** Worlds at a time: in most moments of most of them everyone waits. */
  readonly abreast: number;
  /** How many ms pass in a world in one of this machine. */
  readonly speed: number;
  /** The bundled program of a window. */
  readonly program: string;
  readonly onFailing?: (world: FailingWorld) => void;
  readonly onProgress?: (report: TortureReport) => void;
}

export interface FailingWorld {
  readonly number: number;
  readonly disagreements: readonly Disagreement[];
  readonly story: readonly string[];
}

export interface TortureReport {
  worlds: number;
  files: number;
  readonly tally: Tally;
  /** Without their stories, which are long. */
  readonly failing: Omit<FailingWorld, 'story'>[];
}

/** World after world among real processes: each ledger that a window tells is compared with what is so. */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const { runs, seed, from, abreast, speed, program, onFailing, onProgress } = options;
  const folder = await mkdtemp(join(tmpdir(), 'tagwright-torture-'));
  const report: TortureReport = { worlds: 0, files: 0, tally: new Tally(), failing: [] };
  let next = from;
  const live = async () => {
    while (report.tally.of('runs') < runs) {
      const number = next++;
      const place = join(folder, String(number));
      const { disagreements, tally, files, story } = await liveAmongProcesses(scenarioOfWorld(seed, number), {
        program,
        folder: place,
        speed,
      });
      await rm(place, { recursive: true, force: true });
      report.worlds++;
      report.files += files;
      report.tally.addAll(tally);
      if (disagreements.length > 0) {
        report.failing.push({ number, disagreements });
        onFailing?.({ number, disagreements, story });
      }
      onProgress?.(report);
    }
  };
  try {
    await Promise.all(Array.from({ length: abreast }, live));
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A disk that is full and a loss of power are left to the simulation: no program can bring them about. */
export function scenarioOfWorld(seed: number, number: number): Scenario {
  const scenario = scenarioOf((seed * 1_000_003 + number) >>> 0, {
    services: ['bulk', 'bulk', 'bulk', 'single'],
    fateShare: 0.6,
    fileId: (service, index) => dialectOf(service).fileId(index),
    sizeOf: (chance, service) => {
      if (chance() < 0.2) return anyMagnitude(chance, 1, 40);
      return service === 'single' ? anyMagnitude(chance, 20, 300) : anyMagnitude(chance, 300, 8_000);
    },
  });
  return { ...scenario, diskFull: [] };
}
