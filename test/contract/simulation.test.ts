import { deepEqual } from 'node:assert/strict';
import { simulate } from '../simulate/simulate';
import { textOf } from '../world/disagreement';

describe('a simulated world', () => {
  // `npm run simulate` lives through thousands of them
  it('is as its ledgers say', async function () {
    this.timeout(120_000);
    const { failing, worlds } = await simulate({ seconds: Infinity, worlds: 120, seed: 1, from: 0 });
    const told = failing.flatMap(({ number, disagreements }) => disagreements.map(one => `${number}: ${textOf(one)}`));
    deepEqual([told, worlds], [[], 120]);
  });
});
