import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'glob';
import { type Intercept, type Sandbox, startSandbox } from '../../../src/sandbox/server';
import type { CallAnswer } from '../../../src/app/jobs/callAnswer';
import { call } from '../../support/call';
import { profileFolder } from '../../support/profile';

const unauthorized = { status: 401, body: { message: 'Your request does not contain private API key.' } };
const unauthorizedText =
  '"troubled": the sign-in was not accepted (401). The key or password is missing or no longer valid: enter it again.';
const threeChanged = { changed: 3, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 };

describe('a run in trouble', () => {
  const places: Place[] = [];
  const open = async (name = 'troubled') => {
    const place = await Place.open(name);
    places.push(place);
    return place;
  };
  afterEach(async () => {
    for (const place of places.splice(0)) await place.close();
  });

  it('stops where the sign-in is no longer valid, and counts what was not sent', async () => {
    const place = await open();
    place.intercept = ({ method }) => (method === 'POST' && place.writes > 1 ? unauthorized : undefined);
    const { counts, files } = await place.tag(place.fileIds);
    const failed = 50 * (place.writes - 1);
    const notSent = place.fileIds.length - 50 - failed;
    assert.deepEqual(counts, { changed: 50, unchanged: 0, missing: 0, failed, unknown: 0, notSent });
    assert.ok(notSent > 0);
    assert.deepEqual(new Set(files.map(({ reason }) => reason)), new Set([unauthorizedText, undefined]));
  });

  it('does not begin where the files can not be read', async () => {
    const place = await open();
    place.intercept = ({ method }) => (method === 'GET' ? unauthorized : undefined);
    await assert.rejects(place.tag(place.fileIds.slice(0, 3)), { message: unauthorizedText });
    assert.equal(place.writes, 0);
  });

  it('does not begin where its journal can not be written', async () => {
    const place = await open();
    const files = place.fileIds.slice(0, 3);
    // the first run makes the folder
    await place.tag(files);
    const [folder = ''] = globSync(join(profileFolder, '**/globalStorage/tagwright.tagwright/runs'));
    // root may write to any folder, but a file is a folder to no user
    renameSync(folder, `${folder}.away`);
    writeFileSync(folder, '');
    try {
      const reason = /^Stopped, because the journal of runs can't be written\. .* \((ENOTDIR|EEXIST)\)$/;
      await assert.rejects(place.tag(files, 'unwritten'), ({ message }: Error) => reason.test(message));
      assert.equal(place.writes, 1);
    } finally {
      rmSync(folder);
      renameSync(`${folder}.away`, folder);
    }
    assert.deepEqual((await place.tag(files, 'unwritten')).counts, threeChanged);
  });

  it('does not hold up a run on another connection', async () => {
    const [slow, quick] = [await open('slow'), await open('quick')];
    let other: Promise<CallAnswer> | undefined;
    slow.intercept = async ({ method }) => {
      // begun while this write waits, and at its end before the write goes on
      if (method === 'POST') await (other ??= quick.tag(quick.fileIds.slice(0, 3)));
      return undefined;
    };
    const one = await slow.tag(slow.fileIds.slice(0, 3));
    assert.deepEqual([one.counts, (await other)?.counts], [threeChanged, threeChanged]);
  });
});

/** A library of its own, with a connection to it. */
class Place {
  /** Can put something in an answer's place from now on. */
  intercept: Intercept = () => undefined;
  fileIds: readonly string[] = [];
  writes = 0;

  private constructor(
    private readonly name: string,
    private readonly sandbox: Promise<Sandbox>,
  ) {}

  static async open(name: string): Promise<Place> {
    const sandbox = startSandbox({
      files: 1000,
      intercept: request => {
        if (request.method === 'POST') place.writes += 1;
        return place.intercept(request);
      },
    });
    const place = new Place(name, sandbox);
    const { imagekit: endpoint, key: privateKey } = await sandbox;
    await call('addConnection', { service: 'imagekit', name, endpoint, auth: { privateKey } });
    const headers = { authorization: `Basic ${Buffer.from(`${privateKey}:`).toString('base64')}` };
    const answer = await fetch(`${endpoint}/v1/files?type=file&limit=1000`, { headers });
    place.fileIds = ((await answer.json()) as readonly { fileId: string }[]).map(({ fileId }) => fileId);
    return place;
  }

  /** Adds a tag. */
  tag(fileIds: readonly string[], tag = 'troubled'): Promise<CallAnswer> {
    return call('addTags', { connection: this.name, fileIds, tags: [tag] });
  }

  async close(): Promise<void> {
    await call('removeConnection', { connection: this.name });
    await (await this.sandbox).close();
  }
}
