import { ok } from 'node:assert/strict';

/**
 * Fails where ten times the input takes far more than ten times the work; a square would take a hundred times. It counts the
 * process's own time on the processor, the least of several tries, so that a busy machine changes nothing.
 * @param work does it with input of such a size
 */
export function expectLinear(work: (size: number) => void, size = 4_000): void {
  work(size / 4);
  let [short, long] = [Infinity, Infinity];
  const isLinear = () => long < 50 * short + 30;
  for (let tries = 0; tries < 5 || (tries < 15 && !isLinear()); tries++) {
    short = Math.min(
      short,
      cpuMs(() => {
        work(size);
      }),
    );
    long = Math.min(
      long,
      cpuMs(() => {
        work(size * 10);
      }),
    );
  }
  ok(isLinear(), `${short.toFixed(1)} ms for ${size}, ${long.toFixed(1)} ms for ten times as many`);
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
