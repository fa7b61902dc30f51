import { performance } from 'node:perf_hooks';
import { makeTagInput } from '../../src/app/suggestions/tagInput';
import { pick, seededRandom } from '../support/random';
import type { Row } from './table';

const words = ['sale', 'mug', 'T-Shirt', 'blue', 'kitchen', 'Summer Sale', 'archive', 'hero', 'café', 'round_neck'];
const typed = ['', 's', 'sa', 'sal', 'sale 7', 'zzz', 'sale, mugs, t-shirts 12, zz', '"sale, 5', 'MUG 99999'];

/** The input of tags in a library with 100,000 different ones: what a person waits for at each key, at most one frame. */
export function benchSuggestions(): readonly Row[] {
  const random = seededRandom(9);
  const seen = new Map(
    Array.from({ length: 100_000 }, (_, index) => [`${pick(random, words)} ${index}`, Math.ceil(100 * random())]),
  );
  const startedAt = performance.now();
  const input = makeTagInput({ kind: 'add', files: [['mug 3'], undefined], seen, check: () => undefined });
  const opened = performance.now() - startedAt;
  const keys = typed.map(text => {
    const times = Array.from({ length: 9 }, () => {
      const keyAt = performance.now();
      input.rows(text);
      return performance.now() - keyAt;
    });
    return times.sort((left, right) => left - right)[4] ?? Infinity;
  });
  const ours = Math.max(...keys);
  return [
    {
      what: 'a key in the tag input, 100,000 known tags, slowest text',
      unit: 'ms',
      ours,
      limit: { name: 'a frame', figure: 16 },
      goal: '< 16 ms',
      met: ours < 16,
    },
    { what: 'to open that input', unit: 'ms', ours: opened, goal: '–', met: true },
  ];
}
