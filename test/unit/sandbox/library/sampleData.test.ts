import { deepEqual, equal, ok } from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { Pictures } from '../../../../src/sandbox/picture/pictures';
import type { SampleDataOptions } from '../../../../src/sandbox/library/sampleData';
import { sampleLibrary } from '../../../../src/sandbox/library/sampleData';

describe('the sample library', () => {
  for (const count of [0, 7, 240, 3000]) {
    it(`has ${count} files where so many are asked for, each with ids of its own`, () => {
      const files = filesOf({ count }).filter(({ owner }) => owner === 'user');
      deepEqual(
        [
          files.length,
          new Set(files.map(({ id }) => id)).size,
          new Set(files.map(({ oracleId }) => oracleId)).size,
          new Set(files.map(({ path }) => path)).size,
        ],
        [count, count, count, count],
      );
    });
  }

  it('is the same in every run', () => {
    deepEqual(filesOf({ count: 300 }), filesOf({ count: 300 }));
  });

  it('has ids that look like those of the services', () => {
    const files = filesOf({ count: 500 });
    const odd = files
      .filter(({ id, oracleId }) => !/^[\da-f]{24}$/.test(id) || !/^D[\dA-F]{43}$/.test(oracleId))
      .map(({ id, oracleId }) => [id, oracleId]);
    // both ids are examples of the services' documentation
    deepEqual(
      odd.map(([id]) => id).toSorted(),
      ['3e21880d5efe355febd4bccx', odd.find(([, oracleId]) => oracleId?.startsWith('D3C1'))?.[0]].toSorted(),
    );
  });

  it('is what a used library is: files without tags, tags spelt in several ways, private files', () => {
    const files = filesOf({ count: 240 });
    const tags = new Set(files.flatMap(file => file.tags));
    ok(files.some(file => file.tags.length === 0) && files.some(({ isPrivate }) => isPrivate));
    deepEqual(
      ['t-shirt', 'tshirt', 'T-Shirt', 'mug', 'mugs', 'summer-sale', 'summer sale'].filter(tag => !tags.has(tag)),
      [],
    );
  });

  it('has a picture for each kind of thing, in its colour', () => {
    const pictures = new Pictures();
    const looks = new Map(filesOf({ count: 240 }).map(({ picture }) => [picture.subject, picture]));
    const drawn = Array.from(looks.values(), ({ subject, color }) => pictures.picture(subject, color, 0));
    for (const png of drawn) {
      deepEqual([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)], ['PNG', 320, 240]);
      equal(inflateSync(png.subarray(41, png.length - 16)).length, (320 * 3 + 1) * 240);
    }
    const both = [...drawn, pictures.picture('mug', 'plum', 0), pictures.picture('mug', 'plum', 1)];
    equal(new Set(both.map(png => png.toString('latin1'))).size, 14);
  });
});

function filesOf(options: SampleDataOptions) {
  const library = sampleLibrary(options);
  return Array.from(Array(library.size).keys()).flatMap(position => library.current(position) ?? []);
}
