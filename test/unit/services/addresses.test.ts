import { deepEqual } from 'node:assert/strict';
import type { RemoteFile } from '../../../src/core/model/file';
import { expectLinear } from '../../support/growth';
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
  const file = (url: string, path: string): RemoteFile => {
    return { kind: 'file', id: '', name: '', path, tags: [], derivedTags: [], facts: { url } };
  };
  const mug = file('https://ik.test/demo/a/mug.jpg?updatedAt=1', '/a/mug.jpg');
  const film = file('https://ik.test/demo/film.mp4', '/film.mp4');
  const cases: readonly (readonly [string, RemoteFile, readonly (readonly [string, 'surely' | 'perhaps' | undefined])[]])[] = [
    ['<img src="https://ik.test/demo/a/mug.jpg?tr=w-300">', mug, [['mug.jpg', 'surely']]],
    [
      'url(https://ik.test/demo/tr:w-300,h-2/a/mug%20b.jpg)',
      file('https://ik.test/demo/a/mug%20b.jpg', '/a/mug b.jpg'),
      [['mug b.jpg', 'surely']],
    ],
    [
      'https://ik.test/demo/a/mug.jpg,https://ik.test/b.jpg',
      mug,
      [
        ['mug.jpg', 'surely'],
        ['b.jpg', undefined],
      ],
    ],
    ['https://ik.test/demo/a/mug.jpg,kitchen', mug, [['mug.jpg', 'surely']]],
    ['https://ik.test/demo/tr:w-300/a/mug.jpg', mug, [['mug.jpg', 'surely']]],
    ['https://ik.test/demo/a/tr:w-300:h-2/mug.jpg', mug, [['mug.jpg', 'surely']]],
    ['https://ik.test/demo/a/mug.jpg', file('https://ik.test/demo/b/mug.jpg', '/b/mug.jpg'), [['mug.jpg', undefined]]],
    ['http://127.0.0.1:1/a.png', file('http://127.0.0.1:1/a.png', '/a.png'), [['a.png', 'surely']]],
    ['http://127.0.0.1:2/a.png', file('http://127.0.0.1:1/a.png', '/a.png'), [['a.png', 'perhaps']]],
    ['https://ik.test/docs/ https://ik.test', mug, []],
    ['http://ik.test/demo/a/mug.jpg', mug, [['mug.jpg', 'surely']]],
    // of a custom domain, of one with a URL endpoint, and of an account with one
    ['https://pictures.shop.test/a/mug.jpg', mug, [['mug.jpg', 'perhaps']]],
    ['https://pictures.shop.test/web/tr:w-1/a/mug.jpg', mug, [['mug.jpg', 'perhaps']]],
    ['https://ik.test/demo/web/a/mug.jpg', mug, [['mug.jpg', 'perhaps']]],
    ['https://pictures.shop.test/x/y/a/mug.jpg', mug, [['mug.jpg', undefined]]],
    ['https://ik.test/demo/x/y/a/mug.jpg', mug, [['mug.jpg', undefined]]],
    ['https://ik.test/another/a/mug.jpg', mug, [['mug.jpg', undefined]]],
    // a name for search engines
    ['https://ik.test/demo/ik-seo/a/mug/blue-mug-of-clay.jpg', mug, [['mug.jpg', 'surely']]],
    ['https://ik.test/demo/ik-seo/tr:w-1,h-2/a/mug/blue.mug.jpg?v=1', mug, [['mug.jpg', 'surely']]],
    ['https://pictures.shop.test/web/ik-seo/a/mug/blue.jpg', mug, [['mug.jpg', 'perhaps']]],
    ['https://ik.test/demo/ik-seo/mug.jpg', file('https://ik.test/demo/mug.jpg', '/mug.jpg'), [['mug.jpg', 'surely']]],
    // what is made of a video
    ['https://ik.test/demo/film.mp4/ik-thumbnail.jpg?tr=so-1', film, [['film.mp4', 'surely']]],
    ['https://ik.test/demo/tr:w-1/film.mp4/ik-master.m3u8', film, [['film.mp4', 'surely']]],
    [
      'https://ik.test/demo/a/ik-logo.jpg',
      file('https://ik.test/demo/a/ik-logo.jpg', '/a/ik-logo.jpg'),
      [['ik-logo.jpg', 'surely']],
    ],
    ['https://ik.test/demo/%E0%A4%A.jpg', film, [['%E0%A4%A.jpg', undefined]]],
    ['https://ik.test/demo/film.mp4', file('', ''), [['film.mp4', undefined]]],
  ];
  for (const [text, remote, expected] of cases) {
    it(text, () => {
      deepEqual(
        services
          .of('imagekit')
          .findAddresses(text)
          .map(address => [address.name, address.leadsTo(remote)]),
        expected,
      );
    });
  }

  for (const [what, make] of [
    ['commas', (size: number) => `https://a/${',a'.repeat(size)}`],
    ['commas without a slash', (size: number) => `https://a${','.repeat(size)}`],
    ['addresses in one', (size: number) => 'https://a'.repeat(size)],
    ['addresses parted by commas', (size: number) => 'https://a/b.jpg,'.repeat(size)],
    ['dots', (size: number) => `https://a/${'a.'.repeat(size)}`],
    ['slashes', (size: number) => `https://a/${'/'.repeat(size)}x.jpg`],
    ['percent signs', (size: number) => `https://a/${'%e0/'.repeat(size)}x.jpg`],
    ['letters', (size: number) => 'a'.repeat(size)],
    ['words', (size: number) => 'abc-'.repeat(size)],
    ['what is nearly an id', (size: number) => '5e21880d5efe355febd4bccd0 '.repeat(size)],
    ['capital letters', (size: number) => 'D'.repeat(size)],
    ['what is nearly an id of the other service', (size: number) => `${'D'.repeat(64)} `.repeat(size)],
  ] as const) {
    it(`are looked for in linear time in ${what}`, () => {
      expectLinear(size => {
        for (const service of services.all) {
          const text = make(size);
          service.findIds(text);
          service.findAddresses(text);
        }
      });
    });
  }
});
