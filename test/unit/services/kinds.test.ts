import { deepEqual } from 'node:assert/strict';
import type { RemoteFile } from '../../../src/core/model/file';
import { services } from '../../support/services';

const seed = 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518';

describe('ids in text', () => {
  const imagekit: readonly (readonly [string, readonly string[]])[] = [
    ['5e21880d5efe355febd4bccd', ['5e21880d5efe355febd4bccd']],
    ['["5e21880d5efe355febd4bccd", \'5e1c13c1c55ec3437c451403\']', ['5e21880d5efe355febd4bccd', '5e1c13c1c55ec3437c451403']],
    ['5e21880d5efe355febd4bccd,5e21880d5efe355febd4bccd\n', ['5e21880d5efe355febd4bccd']],
    ['https://api.imagekit.io/v1/files/5e21880d5efe355febd4bccd/details', ['5e21880d5efe355febd4bccd']],
    // as the documentation of addTags has one
    ['3e21880d5efe355febd4bccx', ['3e21880d5efe355febd4bccx']],
    // longer, a word, part of a name
    ['5e21880d5efe355febd4bccd0 interchangeabilityzzzzzz a-5e21880d5efe355febd4bccd', []],
  ];
  for (const [text, expected] of imagekit) {
    it(`of ImageKit: ${text}`, () => {
      deepEqual(services.of('imagekit').findIds(text), expected);
    });
  }

  const oracle: readonly (readonly [string, readonly string[]])[] = [
    [`'${seed}',${seed}`, [seed]],
    [`https://docs.test/documents/file/${seed}/mug.jpg`, [seed]],
    ['D3C1C1F319CFE6B102095C5DT0000000000100000001', ['D3C1C1F319CFE6B102095C5DT0000000000100000001']],
    [`F${seed} ${seed.toLowerCase()} DATABASE_CONNECTION_STRING_FOR_ALL_TESTS`, []],
  ];
  for (const [text, expected] of oracle) {
    it(`of Oracle Content: ${text}`, () => {
      deepEqual(services.of('oracle').findIds(text), expected);
    });
  }
});

describe('addresses in text', () => {
  const file = (url: string): RemoteFile => {
    return { kind: 'file', id: '', name: '', path: '', tags: [], derivedTags: [], facts: { url } };
  };
  const cases: readonly (readonly [string, string, readonly [string, boolean][]])[] = [
    ['<img src="https://ik.test/demo/a/mug.jpg?tr=w-300">', 'https://ik.test/demo/a/mug.jpg?updatedAt=1', [['mug.jpg', true]]],
    ['url(https://ik.test/demo/tr:w-300,h-2/a/mug%20b.jpg)', 'https://ik.test/demo/a/mug%20b.jpg', [['mug b.jpg', true]]],
    [
      'https://ik.test/demo/a/mug.jpg,https://ik.test/b.jpg',
      'https://ik.test/demo/a/mug.jpg',
      [
        ['mug.jpg', true],
        ['b.jpg', false],
      ],
    ],
    ['https://ik.test/demo/a/mug.jpg,kitchen', 'https://ik.test/demo/a/mug.jpg', [['mug.jpg', true]]],
    ['https://ik.test/demo/tr:w-300/a/mug.jpg', 'https://ik.test/demo/a/mug.jpg', [['mug.jpg', true]]],
    ['https://ik.test/demo/a/mug.jpg', 'https://ik.test/demo/b/mug.jpg', [['mug.jpg', false]]],
    ['http://127.0.0.1:1/a.png', 'http://127.0.0.1:1/a.png', [['a.png', true]]],
    ['https://ik.test/docs/ https://ik.test', 'https://ik.test/demo/a/mug.jpg', []],
  ];
  for (const [text, url, expected] of cases) {
    it(text, () => {
      deepEqual(
        services
          .of('imagekit')
          .findAddresses(text)
          .map(address => [address.name, address.leadsTo(file(url))]),
        expected,
      );
    });
  }
});
