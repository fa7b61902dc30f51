import { deepEqual } from 'node:assert/strict';
import { type KeptSearch, KeptSearches } from '../../../../src/app/search/keptSearches';
import type { Connection } from '../../../../src/core/service/connection';
import { Emitter } from '../../../../src/core/model/emitter';

const connection = (id: string): Connection => ({ id, name: id, service: 'imagekit', endpoint: 'https://demo.example' });

function open(kept: readonly KeptSearch[] = []) {
  const written: (readonly KeptSearch[])[] = [];
  const changes = new Emitter<readonly string[]>();
  const all = [connection('a'), connection('b')];
  const connections = {
    all,
    find: () => connection('a'),
    onDidChange: (listener: (ids: readonly string[]) => void) => ({ dispose: changes.add(listener) }),
  };
  let id = 0;
  const store = {
    read: () => kept,
    write: (searches: readonly KeptSearch[]) => {
      written.push(searches);
      return Promise.resolve();
    },
  };
  const searches = new KeptSearches({ store, connections, newId: () => String(++id) });
  const told: string[] = [];
  searches.onDidChange(connectionId => told.push(connectionId));
  return { searches, written, told, changes, all };
}

const texts = (searches: readonly KeptSearch[]) =>
  searches.map(({ text, name }) => `${text}${name === undefined ? '' : ` as ${name}`}`);

describe('searches that are kept', () => {
  it('are kept once each, for their connection, until they are closed', async () => {
    const { searches, told, written } = open();
    searches.add('a', ' mug ');
    searches.add('a', 'mug');
    searches.add('b', 'mug');
    const before = [texts(searches.of('a')), texts(searches.of('b'))];
    await searches.close('1');
    deepEqual([before, texts(searches.of('a')), told, written], [[['mug'], ['mug']], [], ['a', 'b', 'a'], []]);
  });

  it('outlast the session under a name', async () => {
    const { searches, written } = open();
    searches.add('a', 'mug');
    searches.add('a', 'shirt');
    await searches.save('2', 'Shirts');
    await searches.close('1');
    const later = open(written.at(-1)).searches;
    await searches.close('2');
    deepEqual(
      [texts(searches.of('a')), texts(later.of('a')), written.map(texts)],
      [[], ['shirt as Shirts'], [['shirt as Shirts'], []]],
    );
  });

  it('go with their connections, and stay where those change', async () => {
    const { searches, written, changes, all } = open([{ id: 'x', connectionId: 'b', text: 'mug', name: 'Mugs' }]);
    changes.tell(['b']);
    const changed = texts(searches.of('b'));
    all.pop();
    changes.tell(['b']);
    await Promise.resolve();
    deepEqual([changed, texts(searches.of('b')), written], [['mug as Mugs'], [], [[]]]);
  });
});
