import { deepEqual } from 'node:assert/strict';
import { fileMatcher } from '../../src/app/search/searchMatcher';
import { parseSearch } from '../../src/app/search/parseSearch';
import { searchRoute } from '../../src/app/search/searchRoute';
import type { RemoteFile } from '../../src/core/model/file';
import type { SearchQuery, TagService } from '../../src/core/service/service';
import { makeService } from '../support/services';
import { type Sandbox, startSandbox } from '../../src/sandbox/server';

const searches = [
  'mug',
  'MUG blue',
  '.pdf',
  '-mug t-shirt',
  'tag:sale',
  // recognition has given this one to more files
  'tag:Shirt',
  'tag:"summer sale",summer-sale',
  'tag:sale tag:red',
  'tag:sale -tag:red',
  'in:/products/mugs',
  'in:"/campaigns" -in:/campaigns/summer-sale',
  // recognition has given some of these a tag, and a search for files without one leaves them out
  'untagged in:/products',
  'untagged',
  '-untagged type:video',
  'type:image,document in:/documents',
  'changed:2026-01-01',
  '-changed:2025-06-01',
];

describe('a search that the service answers', () => {
  let sandbox: Sandbox;
  let service: TagService;
  let library: readonly RemoteFile[];

  before(async () => {
    sandbox = await startSandbox({ also: [{ path: '/products/shirt.jpg', tags: ['Shirt'], subject: 'shirt', color: 'red' }] });
    service = makeService(
      { id: 'c', name: 'c', service: 'imagekit', endpoint: sandbox.imagekit },
      { auth: { privateKey: sandbox.key } },
      {
        settings: { noProxy: [], strictSSL: true, environment: {} },
        now: Date.now,
        saveCredentials: () => Promise.resolve(),
        userAgent: 't',
      },
    );
    library = await all({});
  });
  after(() => sandbox.close());

  async function all(query: SearchQuery): Promise<readonly RemoteFile[]> {
    const files: RemoteFile[] = [];
    let cursor: string | undefined;
    do {
      const page = await service.search(query, cursor, new AbortController().signal);
      files.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return files;
  }

  for (const text of searches) {
    it(`finds the files that fit ${text}`, async () => {
      const { terms } = parseSearch(text);
      const route = searchRoute({ terms, problems: [] }, service.limits, 'absent', Date.now());
      const found = route.by === 'service' ? (await all(route.query)).filter(fileMatcher(route.sift, Date.now())) : [];
      const expected = library.filter(fileMatcher(terms, Date.now()));
      deepEqual([found.length > 0, paths(found)], [true, paths(expected)]);
    });
  }
});

function paths(files: readonly RemoteFile[]): readonly string[] {
  return files.map(({ path }) => path).sort();
}
