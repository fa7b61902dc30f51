import { deepEqual } from 'node:assert/strict';
import { Fault, type FaultCode, type FaultFacts } from '../../../../src/core/model/fault';
import { decideRetry, triesPerRequest, type RetryDecision } from '../../../../src/core/run/retryPolicy';

describe('after a request failed', () => {
  const both = ['1', '2'];
  const cases: readonly (readonly [FaultCode, FaultFacts, number, readonly string[], RetryDecision])[] = [
    ['rateLimited', { retryAfterMs: 1_234 }, 1, both, { next: 'pause', ms: 1_234 }],
    ['rateLimited', { retryAfterMs: 0 }, 1, both, { next: 'pause', ms: 50 }],
    ['rateLimited', {}, 99, both, { next: 'pause', ms: 1_000 }],
    ['serverError', {}, 1, both, { next: 'wait', ms: 375 }],
    ['serverError', { retryAfterMs: 7 }, 1, both, { next: 'wait', ms: 7 }],
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
    ['notFound', {}, 1, ['1'], { next: 'missing' }],
    ['rejected', {}, 1, both, { next: 'split' }],
    ['rejected', {}, 1, ['1'], { next: 'fail' }],
    ['denied', {}, 1, ['1'], { next: 'fail' }],
    ['notApplied', {}, 1, both, { next: 'fail' }],
  ];
  for (const [code, facts, attempt, fileIds, verdict] of cases) {
    it(`${code} ${JSON.stringify(facts)} at try ${attempt} on ${fileIds.length}: ${verdict.next}`, () => {
      deepEqual(
        decideRetry(attempt, new Fault(...([code, facts] as ConstructorParameters<typeof Fault>)), fileIds, () => 0.5),
        verdict,
      );
    });
  }
});
