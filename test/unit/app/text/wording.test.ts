import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { globSync } from 'glob';

/** What a person reads: the sentences of src, the manifest's texts, and the pages. */
const texts: readonly { readonly where: string; readonly text: string }[] = [
  ...globSync('src/{app,ui}/**/*.ts', { posix: true }).flatMap(where =>
    Array.from(readFileSync(where, 'utf8').matchAll(/\bt\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g), ([, one, two]) => ({
      where,
      text: one ?? two ?? '',
    })),
  ),
  ...Object.values(JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>).map(text => ({
    where: 'package.nls.json',
    text,
  })),
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'].flatMap(where =>
    readFileSync(where, 'utf8')
      .split('\n')
      .map(text => ({ where, text })),
  ),
];

describe('what a person reads', () => {
  for (const [instead, word] of [
    ['unchanged', /already so\b/i],
    ['added', /\bgained?\b/i],
    ['has', /\bcarr(?:y|ies|ied)\b(?! (?:\w+ )*out)/i],
    ['the person, a colleague, no file', /\b(?:no|some|any)body\b|\bwhoever\b/i],
    ["a straight apostrophe, as in can't", /\w[‘’]\w/],
  ] as const) {
    it(`says ${instead}`, () => {
      assert.ok(texts.length > 500);
      assert.deepEqual(
        texts.filter(({ text }) => word.test(text)),
        [],
      );
    });
  }
});
