import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { basic, send, withSandbox } from '../exchange';

const ids = [
  '598821f949c0a938d57563bd',
  'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518',
  'self',
  '%',
  '%00',
  '__proto__',
  '..%2f',
];
const parts = [
  ...['v1', 'files', 'addTags', 'removeAITags', 'batch', 'deleteByFileIds', 'details', 'media', 'sandbox', 'behavior', 'tags'],
  ...['documents', 'api', '1.1', '1.2', 'folders', 'items', 'search', 'data', 'thumbnail', 'applinks', 'token', 'oauth2', 'web'],
];
const path = fc
  .array(fc.constantFrom(...parts, ...ids), { maxLength: 7 })
  .chain(names =>
    fc.constantFrom(
      `/${names.join('/')}`,
      `/v1/files/${names.join('/')}`,
      `/documents/api/1.1/files/${names.join('/')}`,
      `/documents/api/1.1/folders/${names.join('/')}`,
      `/documents/api/1.2/folders/search/items/${names.join('/')}`,
    ),
  );
const word = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom('-1', '0', '1e9', 'NaN', 'ASC_NAME', 'constructor', '1', 'mug', '<OR>'),
);
const names = [
  'limit',
  'skip',
  'offset',
  'sort',
  'type',
  'path',
  'tags',
  'searchQuery',
  'orderby',
  'querytext',
  'fulltext',
  'directAssigned',
];
const query = fc
  .dictionary(fc.constantFrom(...names), word, { maxKeys: 4 })
  .map(fields => new URLSearchParams(fields).toString());
const body = fc.oneof(
  fc.json(),
  fc.string(),
  fc.constantFrom(
    '<a><setTags>&#x110000;&#0;</setTags></a>',
    '<',
    '{"fileIds":["x"],"tags":[1]}',
    '{"setTags":{}}',
    '[]',
    'null',
  ),
  fc.record({ fileIds: fc.subarray(ids), tags: fc.array(fc.string()) }).map(value => JSON.stringify(value)),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
  path,
  query,
  body,
  accept: fc.constantFrom('application/json', 'application/xml;q=0.9', '*/*'),
  type: fc.constantFrom('application/json', 'application/xml', 'text/plain'),
  isOracle: fc.boolean(),
});

describe('whatever is asked of the sandbox', () => {
  it('it answers, and breaks on nothing', () =>
    withSandbox({ files: 20 }, async sandbox => {
      const answers = fc.sample(request, { seed: 1, numRuns: 300 }).map(async sent => {
        const signIn = sent.isOracle ? basic(sandbox.user, sandbox.password) : basic(sandbox.key);
        const { status } = await send(sandbox, `${sent.method} ${sent.path}?${sent.query}`, {
          headers: { ...signIn, accept: sent.accept, 'content-type': sent.type },
          ...(sent.method === 'GET' ? {} : { body: sent.body }),
        });
        return status >= 500 ? [{ sent, status }] : [];
      });
      deepEqual((await Promise.all(answers)).flat(), []);
    }));
});
