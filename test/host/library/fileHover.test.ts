import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import type { RemoteFile } from '../../../src/core/model/file';
import { hoverOf } from '../../../src/ui/library/fileHover';
import { fileUri, parseFileUri } from '../../../src/ui/documentFileSystem';

const file: RemoteFile = {
  kind: 'file',
  id: '1',
  name: '[a](command:evil) ![b](https://evil.example/x.png).jpg',
  path: '/x/<img src=x>.jpg',
  tags: ['**bold**', '`code`'],
  derivedTags: [{ name: 'Shirt', source: 'google-auto-tagging', confidence: 90.12 }],
  facts: { mime: 'image/jpeg', sizeBytes: 1_234, widthPixels: 10, heightPixels: 20 },
};
const picture = { mime: 'image/png', bytes: new Uint8Array([1, 2, 3]) };

describe("a file's hover", () => {
  it('takes no text of the service for Markdown', () => {
    const { value, isTrusted, supportHtml } = hoverOf(file, undefined, undefined);
    assert.deepEqual([isTrusted ?? false, supportHtml ?? false], [false, false]);
    const [title, tags] = value.split('\n\n');
    assert.equal(title, String.raw`**\[a\]\(command\:evil\) \!\[b\]\(https\://evil\.example/x\.png\)\.jpg**`);
    assert.equal(tags, 'Tags\\: \\*\\*bold\\*\\*, \\`code\\`');
    assert.doesNotMatch(value, /(?<!\\)<|(?<!\\)\$\(/);
  });

  const pictures: readonly [string, RemoteFile['facts'], typeof picture | undefined, RegExp | undefined][] = [
    [
      'an https address as it is',
      { thumbnailUrl: 'https://x.example/a (1).png' },
      undefined,
      /!\[\]\(https:\/\/x\.example\/a%20%281%29\.png\|/,
    ],
    ['bytes embedded', {}, picture, /!\[\]\(data:image\/png;base64,AQID\|/],
    ['no http address', { thumbnailUrl: 'http://x.example/a.png' }, undefined, undefined],
    ['no bytes that are too many', {}, { ...picture, bytes: new Uint8Array(80_000) }, undefined],
    ['nothing that is no image', {}, { ...picture, mime: 'text/html)' }, undefined],
  ];
  for (const [title, facts, bytes, expected] of pictures) {
    it(`shows ${title}`, () => {
      const { value } = hoverOf({ ...file, name: 'a.png', facts }, bytes, undefined);
      assert.match(value, expected ?? /^(?!!\[)/);
    });
  }
});

describe("a file's address within VS Code", () => {
  it('leads back to the file', () => {
    const uri = fileUri('c', { id: 'D1', name: 'a/b #1?%.png' });
    assert.deepEqual(parseFileUri(Uri.parse(uri.toString())), { connectionId: 'c', fileId: 'D1' });
    assert.equal(parseFileUri(Uri.parse('file:///a/b/c')), undefined);
  });
});
