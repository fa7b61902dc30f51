import { equal } from 'node:assert/strict';
import { mediaTypeOf } from '../../../../src/core/model/file';

describe('what kind of thing a file is', () => {
  const cases = [
    ['a.bin', 'image/webp', 'image'],
    ['a.png', 'VIDEO/mp4', 'video'],
    ['a', 'audio/ogg', 'audio'],
    ['a', 'text/csv', 'document'],
    ['a.png', 'application/pdf', 'document'],
    ['a', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'document'],
    ['a.png', 'application/zip', 'other'],
    ['a.b.PNG', undefined, 'image'],
    ['film.mov', undefined, 'video'],
    ['notes.md', undefined, 'document'],
    ['archive.zip', undefined, 'other'],
    ['readme', undefined, 'other'],
  ] as const;
  for (const [name, mime, expected] of cases) {
    it(`is ${expected} for ${name}, ${mime ?? 'of which the service says nothing'}`, () => {
      equal(mediaTypeOf({ name, facts: mime === undefined ? {} : { mime } }), expected);
    });
  }
});
