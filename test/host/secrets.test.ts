import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands } from 'vscode';
import { type Interception, type Request, type Sandbox, startSandbox } from '../../src/sandbox/server';
import type { CallAnswer } from '../../src/app/jobs/callAnswer';
import { call } from '../support/call';
import { finderOf, findInProfile } from '../support/profile';

const key = 'private_tour/key+1=';
const user = 'tourist';
const password = 'TourPassword1';
const endedToken = 'tour_access_token_that_ended';
const files = {
  imagekit: '598821f949c0a938d57563bd',
  oracle: 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518',
  // a colleague's, which links open
  linked: 'DED694950C14AFF280419F9AB5D17B95F47087F4E518',
};

describe('secrets', () => {
  /** All that requests proved themselves with, renewed tokens among it. */
  const sent = new Set<string>();
  /** All that callers were told. */
  const told: string[] = [];
  const listed = new Set<string>();
  let sandbox: Sandbox;

  before(async () => {
    await commands.executeCommand('_extensionTests.setLogLevel', 'trace');
    sandbox = await startSandbox({ key, user, password, intercept: watch });
  });
  after(async () => {
    for (const { name } of tours()) await tell('removeConnection', { connection: `${name} renamed` });
    await commands.executeCommand('_extensionTests.setLogLevel', 'info');
    await sandbox.close();
  });

  it('are nowhere but in SecretStorage, whatever was done', async function () {
    this.timeout(120_000);
    const bearerToken = await issueToken(sandbox);
    for (const { name, fileId, ...signIn } of tours(bearerToken)) {
      await tell('addConnection', { name, ...signIn });
      await tell('testConnection', { connection: name });
      const run = await tell<CallAnswer>('addTags', { connection: name, fileIds: [fileId], tags: ['toured'] });
      if (run) {
        await tell('showRunReport', { runId: run.runId });
        await tell('exportRunReport', { runId: run.runId, format: 'csv' });
        await tell('exportRunReport', { runId: run.runId, format: 'json' });
        await tell('undoRun', { runId: run.runId });
      }
      await tell('editConnection', { connection: name, name: `${name} renamed` });
    }
    const { application, protectedLink } = sandbox.grants;
    const linkSecrets = [application.appLinkId, application.refreshToken, protectedLink.accessCode];
    const given = [key, 'private_tour_wrong', password, 'TourPasswordWrong', bearerToken, endedToken, ...linkSecrets];
    assert.deepEqual(
      given.filter(secret => !sent.has(secret)),
      [],
    );
    await list();
    await tell('removeConnection', { connection: 'tour token renamed' });
    await commands.executeCommand('tagwright.showLog');

    // state and logs are written a moment later; that they show what they may tells that they can be read
    await until(() => {
      const found = findInProfile(['tour key']).join('\n');
      return /Tagwright\.log: /.test(found) && /\.jsonl: /.test(found) && /(IndexedDB|state\.vscdb).*: /.test(found);
    });
    const secrets = new Set([...sent, bearerToken, 'private_tour_lost']);
    assert.deepEqual([...findInProfile(secrets), ...finderOf(secrets)(Buffer.from(told.join('\n')))], []);
  });

  /** A connection of each kind of sign-in, good and bad, with the file that is to be tagged by it. */
  function tours(bearerToken = '') {
    const { imagekit, oracle, grants } = sandbox;
    const tokenUrl = `${oracle}/oauth2/v1/token`;
    const client = { tokenUrl, clientId: user, clientSecret: password, scope: 'urn:opc:cec:all' };
    const onImageKit = { service: 'imagekit', endpoint: imagekit, fileId: files.imagekit };
    const onOracle = { service: 'oracle', endpoint: oracle, fileId: files.oracle };
    return [
      { ...onImageKit, name: 'tour key', auth: { privateKey: key } },
      { ...onImageKit, name: 'tour wrong key', auth: { privateKey: 'private_tour_wrong' } },
      { ...onImageKit, name: 'tour nowhere', endpoint: 'http://127.0.0.1:1', auth: { privateKey: 'private_tour_lost' } },
      { ...onOracle, name: 'tour password', auth: { username: user, password } },
      { ...onOracle, name: 'tour wrong password', auth: { username: user, password: 'TourPasswordWrong' } },
      { ...onOracle, name: 'tour token', auth: { bearerToken } },
      { ...onOracle, name: 'tour client', auth: client },
      { ...onOracle, name: 'tour application', grant: { ...grants.application, accessToken: endedToken }, fileId: files.linked },
      { ...onOracle, name: 'tour link', grant: grants.protectedLink, fileId: files.linked },
    ];
  }

  /** Sees what requests carry, and ends the application link's first token. */
  function watch(request: Request): Interception {
    for (const proof of proofsOf(request)) sent.add(proof);
    if (request.query.get('limit') === '100') listed.add(request.path);
    const isEnded = request.headers['accesstoken'] === endedToken && !request.path.endsWith('/applinks/token');
    return isEnded ? { status: 401 } : undefined;
  }

  /** Keeps what the call comes to; undefined where that is an error. */
  async function tell<Result>(command: string, argument: object): Promise<Result | undefined> {
    try {
      const result = await call<Result>(command, argument);
      told.push(JSON.stringify(result));
      return result;
    } catch (error) {
      told.push(error instanceof Error ? `${error.stack ?? ''} ${String(error.cause)}` : String(error));
      return undefined;
    }
  }

  /** Opens the connections in the Library view, from the last to the first; while it is drawn anew that may lead nowhere. */
  async function list(): Promise<void> {
    await commands.executeCommand('tagwright.library.focus');
    while (listed.size < 2) {
      await commands.executeCommand('list.collapseAll');
      await commands.executeCommand('list.focusLast');
      // enough to come past those of other tests
      for (let step = 0; step < 20; step++) {
        await commands.executeCommand('list.expand');
        await commands.executeCommand('list.focusUp');
      }
      await sleep(100);
    }
  }
});

/** What a request proves itself with: the header as it is, and what is in it. */
function proofsOf({ headers }: Request): readonly string[] {
  const { authorization = '', cookie = '', applinkid = '', accesstoken = '', refreshtoken = '' } = headers;
  const [scheme, proof = ''] = authorization.split(' ');
  const [name = '', word] = scheme === 'Basic' ? Buffer.from(proof, 'base64').toString().split(':') : [];
  const [, accessCode = ''] = cookie.split('=');
  const proofs = [proof, word || name, accessCode, applinkid, accesstoken, refreshtoken];
  return proofs.map(String).filter(text => text !== '');
}

/** A token that a user of Oracle Content gets from its web pages. */
async function issueToken({ oracle }: Sandbox): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const answer = await fetch(`${oracle}/documents/web?IdcService=GET_OAUTH_TOKEN`, { headers: { authorization } });
  return ((await answer.json()) as { readonly tokenValue: string }).tokenValue;
}

/** VS Code has no event for that. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(100);
}
