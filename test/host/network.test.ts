import assert from 'node:assert/strict';
import type { CallAnswer } from '../../src/app/jobs/callAnswer';
import { call } from '../support/call';

/** What every extension in the host fetches with: undici's entry would put our copy in its place. */
const fetching = () => ({
  fetch: globalThis.fetch,
  ...Object.fromEntries(
    ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(name => {
      const value: unknown = Reflect.get(globalThis, Symbol.for(name));
      return [name, value];
    }),
  ),
});

// before any test: what speaks to services is loaded by the first call to one
const before: Readonly<Record<string, unknown>> = fetching();

describe("the process's own fetch", () => {
  it('stays as it is when files of each service are tagged', async () => {
    await call('openSampleLibrary', {});
    const files = {
      'sample-imagekit': '598821f949c0a938d57563bd',
      'sample-oracle': 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518',
    };
    for (const [connection, fileId] of Object.entries(files)) {
      const { runId, counts } = await call<CallAnswer>('addTags', { connection, fileIds: [fileId], tags: ['fetched'] });
      assert.equal(counts.changed, 1);
      await call('undoRun', { runId });
    }
    const changed = Object.entries(fetching()).filter(([name, value]) => value !== before[name]);
    assert.deepEqual(changed, []);
  });
});
