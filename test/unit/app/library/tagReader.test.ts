import assert from 'node:assert/strict';
import { Fault } from '../../../../src/core/model/fault';
import type { RemoteFile } from '../../../../src/core/model/file';
import { TagReader } from '../../../../src/app/library/tagReader';
import { MemoryService, sessionOf, singleLimits } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

describe('the background reader of tags', () => {
  it('reads all that it was given, three at a time at most', async () => {
    const library = new Map(Array.from({ length: 20 }, (_, index) => [`file${index}`, [`tag${index}`]]));
    const { reader, found, most } = make(library);
    for (const id of library.keys()) reader.add(id);
    await settled(() => found.size === 20);
    assert.deepEqual(
      [...found.values()].map(file => (file instanceof Fault ? file.code : file.tags?.[0])).sort(),
      [...library.values()].flat().sort(),
    );
    assert.ok(most() <= 3, `${most()} at one time`);
  });

  it('tells why a file could not be read, and goes on', async () => {
    const library = new Map([
      ['bad', []],
      ['good', ['x']],
    ]);
    const { reader, found } = make(library, ids => (ids.includes('bad') ? new Fault('denied') : undefined));
    for (const id of library.keys()) reader.add(id);
    await settled(() => found.size === 2);
    assert.ok(found.get('bad') instanceof Fault);
    assert.deepEqual((found.get('good') as RemoteFile).tags, ['x']);
  });

  it('says nothing more once it was stopped', async () => {
    const { reader, found } = make(new Map([['a', []]]));
    reader.add('a');
    reader.stop();
    await new Promise(setImmediate);
    assert.equal(found.size, 0);
  });
});

function make(library: Map<string, readonly string[]>, onRead?: (ids: readonly string[]) => Fault | undefined) {
  const clock = new VirtualClock();
  const found = new Map<string, RemoteFile | Fault>();
  let reading = 0;
  let most = 0;
  const service = new MemoryService(library, { limits: singleLimits, clock, ...(onRead && { onRead }) });
  const read = service.read.bind(service);
  service.read = async ids => {
    most = Math.max(most, ++reading);
    await new Promise(setImmediate);
    try {
      return await read(ids);
    } finally {
      reading--;
    }
  };
  const reader = new TagReader({
    open: () => Promise.resolve(sessionOf(service, clock)),
    timing: { clock, random: () => 0 },
    onFile: (id, file) => found.set(id, file),
  });
  return { reader, found, most: () => most };
}

async function settled(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !isSo(); turn++) await new Promise(setImmediate);
}
