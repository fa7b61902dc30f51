import { deepEqual } from 'node:assert/strict';
import { Fault, type FaultCode, type FaultFacts } from '../../../../src/core/model/fault';
import { decideRetry, triesPerRequest, type RetryDecision } from '../../../../src/core/run/retryPolicy';

describe('after a request failed', () => {
  const both = ['1', '2'];
  const cases: readonly (readonly [FaultCode, FaultFacts, number, readonly string[], RetryDecision])[] = [
    ['rateLimited', { retryAfterMs: 1_234 }, 1, both, { next: 'pause' }],
    ['rateLimited', {}, 99, both, { next: 'pause' }],
    ['rateLimited', { retryAfterMs: 66 * 60_000 }, 1, both, { next: 'stop' }],
    ['rateLimited', { retryAfterMs: Infinity }, 1, both, { next: 'stop' }],
    ['serverError', {}, 1, both, { next: 'wait', ms: 375 }],
    ['serverError', { retryAfterMs: 0 }, 1, both, { next: 'wait', ms: 375 }],
    ['serverError', { retryAfterMs: -9_000 }, 1, both, { next: 'wait', ms: 375 }],
    ['serverError', { retryAfterMs: 700 }, 1, both, { next: 'wait', ms: 700 }],
    ['serverError', { retryAfterMs: 1e12 }, 1, both, { next: 'stop' }],
    ['connectionLost', {}, 3, both, { next: 'wait', ms: 1_500 }],
    ['timeout', {}, triesPerRequest, both, { next: 'readBack', ms: 3_000, tries: triesPerRequest }],
    ['unexpectedAnswer', {}, 1, both, { next: 'readBack', ms: 375, tries: triesPerRequest }],
    ['internal', {}, 1, both, { next: 'readBack', ms: 375, tries: 1 }],
    ['refused', {}, 1, both, { next: 'wait', ms: 375 }],
    ['refused', {}, triesPerRequest, both, { next: 'stop' }],
    ['unauthorized', {}, 1, both, { next: 'stop' }],
    ['forbidden', {}, 1, both, { next: 'stop' }],
    ['certificate', {}, 1, both, { next: 'stop' }],
    ['notFound', { missingIds: ['2', 'stranger'] }, 1, both, { next: 'look', ms: 375 }],
    ['notFound', {}, 1, ['1'], { next: 'look', ms: 375 }],
    ['rejected', {}, 1, both, { next: 'split' }],
    ['rejected', {}, 1, ['1'], { next: 'fail' }],
    ['denied', {}, 1, ['1'], { next: 'fail' }],
    ['notApplied', {}, 1, both, { next: 'fail' }],
  ];
  for (const [code, facts, attempt, fileIds, decision] of cases) {
    it(`${code} ${JSON.stringify(facts)} at try ${attempt} on ${fileIds.length}: ${decision.next}`, () => {
      const fault = new Fault(...([code, facts] as ConstructorParameters<typeof Fault>));
      deepEqual(decideRetry(fault, { attempt, fileIds, elapsedMs: 0, random: () => 0.5 }), decision);
    });
  }

  it('that goes on for longer than any wait, the run stops', () => {
    const tried = { attempt: 1, fileIds: both, elapsedMs: 66 * 60_000, random: () => 0.5 };
    deepEqual(decideRetry(new Fault('rateLimited'), tried), { next: 'stop' });
  });
});
