import { deepEqual } from 'node:assert/strict';
import { makeRedactor } from '../../../src/net/redact';
import { expectLinear } from '../../support/growth';
import { retryAfterMs } from '../../../src/services/answer';

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
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ];
  for (const [value, expected] of cases) {
    it(String(value), () => {
      deepEqual(retryAfterMs(value, now), expected);
    });
  }
});

const redact = (text: string, secrets: readonly string[]) => makeRedactor(secrets)(text);

describe('redaction', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['key private_1 expired', ['private_1'], 'key ••• expired'],
    ['Basic cHJpdmF0ZV8x', ['private_1'], 'Basic •••'],
    ['?k=a%20b', ['a b'], '?k=•••'],
    ['private_12 private_1', ['private_1', 'private_12'], '••• •••'],
    ['nothing', [''], 'nothing'],
    ['two\nlines', [], 'two↵lines'],
    ['\u202egnp.exe \u0007 \ud800', [], '⟨202E⟩gnp.exe ⟨0007⟩ ⟨D800⟩'],
  ];
  for (const [text, secrets, expected] of cases) {
    it(JSON.stringify(text), () => {
      deepEqual(redact(text, secrets), expected);
    });
  }

  it('knows a Basic pair with and without its padding, and as it stands in a URL', () => {
    for (const key of ['private_1', 'private_12', 'private_123', 'ü>>?ü']) {
      const pair = Buffer.from(`${key}:`).toString('base64');
      const forms = [pair, pair.replace(/=+$/, ''), Buffer.from(`${key}:`).toString('base64url')];
      deepEqual(
        forms.map(form => redact(`Basic ${form}.`, [pair])),
        forms.map(() => 'Basic •••.'),
      );
    }
  });

  it('knows a secret in every form in which a page may echo it', () => {
    const secret = 'pä?s/w+o"r\'d <&> ~';
    const { href } = new URL(`https://x/?k=${encodeURIComponent(secret)}`);
    const forms = [
      secret,
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
      encodeURIComponent(secret),
      encodeURIComponent(secret).replace(/%[A-F\d]{2}/g, triplet => triplet.toLowerCase()),
      new URLSearchParams({ '': secret }).toString().slice(1),
      new URLSearchParams({ '': secret })
        .toString()
        .slice(1)
        .replace(/%[A-F\d]{2}/g, triplet => triplet.toLowerCase()),
      JSON.stringify({ secret }),
      JSON.stringify({ secret }).replaceAll('/', '\\/'),
      JSON.stringify({ secret }).replace(/[<>&'ä]/g, character => `\\u00${character.charCodeAt(0).toString(16)}`),
      secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
      secret
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;'),
    ];
    const shown = [...forms, href].filter(form => /p(ä|%)|w\+o|w%2/i.test(redact(`before ${form} after`, [secret])));
    deepEqual(shown, []);
  });

  it('leaves no more of a long text than a person reads, and no half of a secret', () => {
    const secret = `private_${'s'.repeat(3_000)}`;
    deepEqual(
      [redact('x'.repeat(5_000), ['private_1']), redact(`${secret.repeat(6)}${'s'.repeat(9_000)}`, [secret]).replaceAll('•', '')],
      [`${'x'.repeat(1_000)}…`, ''],
    );
  });

  it('copes with a secret that is no text', () => {
    deepEqual(redact('a \ud800b', ['\ud800b']), 'a •••');
  });

  it('takes linear time', () => {
    for (const unit of ['private_', '&#112;', '%', '&', '\\u00'])
      expectLinear(size => redact(unit.repeat(size), ['private_1', '%&%&"\'<']));
  });
});
