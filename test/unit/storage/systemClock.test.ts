import { deepEqual, equal } from 'node:assert/strict';
import { systemClock } from '../../../src/storage/systemClock';

describe("the computer's own time", () => {
  it('is slept away also where a service asks for more than a timer takes', async () => {
    const impatient = new AbortController();
    let isOver = false;
    const sleep = systemClock.sleep(1e12, impatient.signal).then(() => (isOver = true));
    await systemClock.sleep(20);
    equal(isOver, false);
    impatient.abort();
    await sleep;
  });

  it('lends timers that can be taken back', async () => {
    const acts: string[] = [];
    const cancel = systemClock.timer(1, () => acts.push('taken back'));
    systemClock.timer(1, () => acts.push('left'));
    cancel();
    await new Promise<void>(resolve => systemClock.timer(1, resolve));
    deepEqual(acts, ['left']);
  });

  it('is slept away by many on one signal without a warning of a leak', async () => {
    const warnings: Error[] = [];
    const warn = (warning: Error) => warnings.push(warning);
    process.on('warning', warn);
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 1_000 }, () => systemClock.sleep(1, signal)));
    // a warning is told one turn later
    await systemClock.sleep(1);
    process.off('warning', warn);
    deepEqual(warnings, []);
  });
});
