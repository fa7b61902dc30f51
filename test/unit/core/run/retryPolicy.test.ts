import { deepEqual } from 'node:assert/strict';
import { longestPauseMs } from '../../../../src/core/model/budget';
import { Fault, type FaultCode, type FaultFacts } from '../../../../src/core/model/fault';
import { decideRetry, triesPerRequest, type RetryDecision } from '../../../../src/core/run/retryPolicy';

describe('after a request failed', () => {
  const both = ['1', '2'];
  const cases: readonly (readonly [FaultCode, FaultFacts, number, readonly string[], RetryDecision])[] = [
    ['rateLimited', { retryAfterMs: 1_234 }, 1, both, { next: 'pause' }],
    ['rateLimited', {}, 99, both, { next: 'pause' }],
    ['rateLimited', { retryAfterMs: longestPauseMs + 1 }, 1, both, { next: 'stop' }],
    ['rateLimited', { retryAfterMs: Infinity }, 1, both, { next: 'stop' }],
    ['serverError', { retryAfterMs: longestPauseMs + 1 }, 1, both, { next: 'stop' }],
    ['serverError', { retryAfterMs: 4_000 }, 1, both, { next: 'wait', ms: 4_000 }],
    ['serverError', {}, 1, both, { next: 'wait', ms: 375 }],
    ['serverError', { retryAfterMs: 7 }, 1, both, { next: 'wait', ms: 375 }],
    ['connectionLost', {}, 3, both, { next: 'wait', ms: 1_500 }],
    ['timeout', {}, triesPerRequest, both, { next: 'settle' }],
    ['unexpectedAnswer', {}, 1, both, { next: 'settle' }],
    ['internal', {}, 1, both, { next: 'settle' }],
    ['refused', {}, 1, both, { next: 'wait', ms: 375 }],
    ['refused', {}, triesPerRequest, both, { next: 'stop' }],
    ['unauthorized', {}, 1, both, { next: 'stop' }],
    ['forbidden', {}, 1, both, { next: 'stop' }],
    ['certificate', {}, 1, both, { next: 'stop' }],
    ['notFound', { missingIds: ['2', 'stranger'] }, 1, both, { next: 'drop', missing: ['2'] }],
    ['notFound', { missingIds: ['stranger'] }, 1, both, { next: 'split' }],
    ['notFound', {}, 1, both, { next: 'split' }],
    ['notFound', {}, 1, ['1'], { next: 'drop', missing: ['1'] }],
    ['rejected', {}, 1, both, { next: 'split' }],
    ['rejected', {}, 1, ['1'], { next: 'fail' }],
    ['denied', {}, 1, ['1'], { next: 'fail' }],
    ['notApplied', {}, 1, both, { next: 'fail' }],
  ];
  for (const [code, facts, attempt, fileIds, verdict] of cases) {
    it(`${code} ${JSON.stringify(facts)} at try ${attempt} on ${fileIds.length}: ${verdict.next}`, () => {
      deepEqual(
        decideRetry({ attempt }, new Fault(...([code, facts] as ConstructorParameters<typeof Fault>)), fileIds, () => 0.5),
        verdict,
      );
    });
  }

  it('a request that is refused for its pace without end stops the run', () => {
    const refused = (refusals: number) => decideRetry({ attempt: 1, refusals }, new Fault('rateLimited'), both, () => 0.5).next;
    deepEqual([refused(49), refused(50)], ['pause', 'stop']);
  });
});
