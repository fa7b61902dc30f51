import { deepEqual } from 'node:assert/strict';
import { pictureOf } from '../../../src/services/answer';

describe('a picture', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['\x89PNG\r\n\x1a\n…', 'application/octet-stream', 'image/png'],
    ['\xff\xd8\xff\xe0', 'application/octet-stream', 'image/jpeg'],
    ['GIF89a', 'image/png', 'image/gif'],
    ['GIF87a', '', 'image/gif'],
    ['RIFF\x01\x02\x03\x04WEBPVP8 ', 'application/octet-stream', 'image/webp'],
    ['\0\0\0\x1cftypavif', 'application/octet-stream', 'image/avif'],
    ['BM6', '', 'image/bmp'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml; charset=utf-8', 'image/svg+xml'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'application/octet-stream', undefined],
    ['<html>', 'image/png', undefined],
    ['RIFF\x01\x02\x03\x04WAVE', 'image/webp', undefined],
    ['', 'image/png', undefined],
  ];
  for (const [text, type, mime] of cases) {
    it(`of ${JSON.stringify(text.slice(0, 12))} as ${type}`, () => {
      const body = Buffer.from(text, 'latin1');
      deepEqual(
        pictureOf({ status: 200, headers: { 'content-type': type }, body }),
        mime === undefined ? undefined : { mime, bytes: body },
      );
    });
  }

  it('is none in an answer that refuses it', () => {
    deepEqual(pictureOf({ status: 403, headers: {}, body: Buffer.from('GIF89a') }), undefined);
  });
});
