import { deepEqual, equal } from 'node:assert/strict';
import { speak } from '../../../../src/app/text/l10n';
import { durationInWords, shortTime } from '../../../../src/app/text/counts';

describe('when a run was', () => {
  const now = Date.UTC(2026, 10, 22, 10, 31);
  before(() => {
    speak({ locale: 'en-GB' });
  });
  after(() => {
    speak({ locale: 'en' });
  });

  for (const [when, at, text] of [
    ['today', Date.UTC(2026, 10, 22, 0, 5), '00:05'],
    ['yesterday', Date.UTC(2026, 10, 21, 23, 59), 'Yesterday 23:59'],
    ['this year', Date.UTC(2026, 1, 3), '3 Feb'],
    ['earlier', Date.UTC(2025, 11, 31), '31 Dec 2025'],
  ] as const) {
    it(when, () => {
      equal(shortTime(at, now, 'UTC'), text);
    });
  }
});

describe('how long a run takes', () => {
  it('is told in the largest units that matter', () => {
    deepEqual([20, 4_400, 61_000, 3_600_000, 4_800_000].map(durationInWords), ['1 s', '4 s', '1 min', '1 h', '1 h 20 min']);
  });
});
