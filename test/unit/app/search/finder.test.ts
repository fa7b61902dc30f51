import { deepEqual } from 'node:assert/strict';
import { Finder, type FinderPorts, type FinderRow, type FinderState } from '../../../../src/app/search/finder';
import type { RemoteFile } from '../../../../src/core/model/file';
import type { Connection } from '../../../../src/core/service/connection';
import { VirtualClock } from '../../../support/virtualClock';

const shop = { id: 'a', name: 'Shop' } as Connection;
const archive = { id: 'b', name: 'Archive' } as Connection;

describe('a search as it is typed', () => {
  it('names the connection in each file of several, and a file by its folder and tags', async () => {
    const find = finderOf([shop, archive], connectionId => Promise.resolve({ items: [file(connectionId, 'mug.jpg')] }));
    deepEqual(
      {
        several: await find('mug'),
        one: await finderOf([shop], () => Promise.resolve({ items: [file('a', 'mug.jpg')] }))('mug'),
      },
      {
        several: [
          'show mug: Enter shows all 2 in Library',
          'heading Shop · 1 file',
          'file mug.jpg: Shop · /products · kitchen',
          'heading Archive · 1 file',
          'file mug.jpg: Archive · /products · kitchen',
        ],
        one: ['show mug: Enter shows all 1 in Library', 'heading 1 file', 'file mug.jpg: /products · kitchen'],
      },
    );
  });

  it('says which connection could not be searched, and shows what the others have', async () => {
    const find = finderOf([shop, archive], connectionId =>
      connectionId === 'a' ? Promise.reject(new Error('is away')) : Promise.resolve({ items: [file('b', 'mug.jpg')] }),
    );
    deepEqual(await find('mug'), [
      'show mug: Enter shows all 1 in Library',
      'problem Shop: is away',
      'heading Archive · 1 file',
      'file mug.jpg: Archive · /products · kitchen',
    ]);
  });

  it('shows all that a service says of a mistake, which one row would cut off', async () => {
    const said =
      'Shop refused the request. It contains an invalid value for its parameter of the search: Unexpected > at position 26.';
    const find = finderOf([shop, archive], connectionId =>
      connectionId === 'a' ? Promise.reject(new Error('Shop refused', { cause: said })) : Promise.resolve({ items: [] }),
    );
    deepEqual(
      (await find('mug')).filter(text => text.startsWith('problem')),
      [
        'problem Shop refused | Shop refused the request. It contains an invalid value for its parameter of the',
        'problem search: Unexpected > at position 26.',
      ],
    );
  });

  it('asks for what stands there when the typing pauses, and for nothing before', async () => {
    const asked: string[] = [];
    const find = finderOf([shop], (_, text) => {
      asked.push(text);
      return Promise.resolve({ items: [] });
    });
    await find('m', 'mu', 'mug');
    deepEqual(asked, ['mug']);
  });
});

type Answer = Awaited<ReturnType<FinderPorts['find']>>;

/** A finder that is typed into, key by key; resolves to its rows when nothing is waited for. */
function finderOf(connections: readonly Connection[], answer: (connectionId: string, text: string) => Promise<Answer>) {
  return (...typed: readonly string[]): Promise<readonly string[]> =>
    new Promise(resolve => {
      const finder = new Finder({
        connections,
        find: (connectionId, { terms }) => answer(connectionId, terms.map(term => ('text' in term ? term.text : '')).join(' ')),
        vocabulary: { tags: () => [], folders: () => [] },
        explain: error => {
          const { message, cause = '' } = error as Error;
          return { what: message, advice: String(cause) };
        },
        clock: new VirtualClock(),
        onChange: ({ rows, isBusy }: FinderState) => {
          if (!isBusy) resolve(rows.map(textOf));
        },
      });
      for (const text of typed) finder.type(text);
    });
}

function file(library: string, name: string): RemoteFile {
  const path = `/products/${name}`;
  return { kind: 'file', id: `${library}-${name}`, name, path, tags: ['kitchen'], derivedTags: [], facts: {} };
}

function textOf(row: FinderRow): string {
  const said = 'description' in row && row.description !== '' ? `: ${row.description}` : '';
  const detail = 'detail' in row && row.detail !== '' ? ` | ${row.detail}` : '';
  return `${row.kind} ${row.label}${said}${detail}`;
}
