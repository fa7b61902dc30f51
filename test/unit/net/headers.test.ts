import { deepEqual } from 'node:assert/strict';
import { redact } from '../../../src/net/redact';
import { retryAfterMs } from '../../../src/net/retryAfter';

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const cases: readonly (readonly [string | undefined, number | undefined])[] = [
    [undefined, undefined],
    ['3', 3000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ];
  for (const [value, expected] of cases) {
    it(String(value), () => {
      deepEqual(retryAfterMs(value, now), expected);
    });
  }
});

describe('redaction', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['key private_1 expired', ['private_1'], 'key ••• expired'],
    ['Basic cHJpdmF0ZV8x', ['private_1'], 'Basic •••'],
    ['?k=a%20b', ['a b'], '?k=•••'],
    ['private_12 private_1', ['private_1', 'private_12'], '••• •••'],
    ['nothing', [''], 'nothing'],
  ];
  for (const [text, secrets, expected] of cases) {
    it(text, () => {
      deepEqual(redact(text, secrets), expected);
    });
  }

  it('leaves no more of a long text than a person reads', () => {
    deepEqual(redact('x'.repeat(5_000), ['private_1']), `${'x'.repeat(1_000)}…`);
  });
});
