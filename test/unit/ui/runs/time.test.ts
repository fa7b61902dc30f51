import assert from 'node:assert/strict';
import { shortTime } from '../../../../src/ui/runs/time';

describe('when a run was', () => {
  const now = Date.UTC(2026, 10, 22, 10, 31);
  const l10n = { t: (message: string, ...args: (string | number)[]) => message.replace('{0}', String(args[0])) };
  const cases = [
    ['today', Date.UTC(2026, 10, 22, 0, 5), '00:05'],
    ['yesterday', Date.UTC(2026, 10, 21, 23, 59), 'Yesterday 23:59'],
    ['this year', Date.UTC(2026, 1, 3), '3 Feb'],
    ['earlier', Date.UTC(2025, 11, 31), '31 Dec 2025'],
  ] as const;
  for (const [when, at, text] of cases) {
    it(when, () => {
      assert.equal(shortTime(at, { now, language: 'en-GB', l10n, timeZone: 'UTC' }), text);
    });
  }
});
