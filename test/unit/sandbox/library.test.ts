import { deepEqual, equal, ok } from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { Pictures } from '../../../src/sandbox/picture/pictures';
import { sampleLibrary } from '../../../src/sandbox/library/sample';

describe('the sample library', () => {
  for (const count of [0, 7, 240, 3000]) {
    it(`has ${count} files where so many are asked for, each with ids of its own`, () => {
      const files = [...sampleLibrary(count).files()].filter(({ owner }) => owner === 'user');
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
    deepEqual([...sampleLibrary(300).files()], [...sampleLibrary(300).files()]);
  });

  it('has ids that look like those of the services', () => {
    const files = [...sampleLibrary(500).files()];
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
    const files = [...sampleLibrary(240).files()];
    const tags = new Set(files.flatMap(file => file.tags));
    ok(files.some(file => file.tags.length === 0) && files.some(({ isPrivate }) => isPrivate));
    deepEqual(
      ['t-shirt', 'tshirt', 'T-Shirt', 'mug', 'mugs', 'summer-sale', 'summer sale'].filter(tag => !tags.has(tag)),
      [],
    );
  });

  it('has a picture for each kind of thing, in its colour', () => {
    const pictures = new Pictures();
    const looks = new Map([...sampleLibrary(240).files()].map(({ picture }) => [picture.subject, picture]));
    const drawn = Array.from(looks.values(), ({ subject, color }) => pictures.picture(subject, color, 0));
    for (const png of drawn) {
      deepEqual([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)], ['PNG', 320, 240]);
      equal(inflateSync(png.subarray(41, png.length - 16)).length, (320 * 3 + 1) * 240);
    }
    const both = [...drawn, pictures.picture('mug', 'plum', 0), pictures.picture('mug', 'plum', 1)];
    equal(new Set(both.map(png => png.toString('latin1'))).size, 14);
  });
});
