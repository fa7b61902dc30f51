import { equal } from 'node:assert/strict';
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
});
