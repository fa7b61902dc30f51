import { deepEqual } from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCommandLine } from '../../../src/sandbox/commandLine';

describe("the sandbox's command line", () => {
  for (const [line, expected] of [
    ['', { kind: 'start', options: {} }],
    ['--help', { kind: 'help' }],
    [
      '--port 1 --key K --user U --password W --files 9 --state F --latency 5 --rate 2.5 --burst 4',
      {
        kind: 'start',
        options: { port: 1, key: 'K', user: 'U', password: 'W', files: 9, state: 'F', latencyMs: 5, rate: 2.5, burst: 4 },
      },
    ],
    ['--port=8080 --key=a=b', { kind: 'start', options: { port: 8080, key: 'a=b' } }],
    ['--bogus', { kind: 'problem', message: 'There is no option --bogus.' }],
    ['word', { kind: 'problem', message: 'There is no option word.' }],
    ['--files', { kind: 'problem', message: 'The option --files needs a value.' }],
    ['--files -1', { kind: 'problem', message: 'The option --files must be a whole number from 0 to 1000000, not -1.' }],
    ['--rate 0', { kind: 'problem', message: 'The option --rate must be a number above 0, not 0.' }],
    ['--burst 2', { kind: 'problem', message: 'The option --burst needs --rate.' }],
    [
      '--lag 5000 --folders 3 --distinct-tags 40',
      { kind: 'start', options: { searchLagMs: 5000, folders: 3, distinctTags: 40 } },
    ],
    [
      '--behavior {"faults":[{"kind":"lost","times":2}],"readLimit":null}',
      { kind: 'start', options: { faults: [{ kind: 'lost', times: 2 }], readLimit: null } },
    ],
    [
      '--behavior {"faults":[{"kind":"rain"}]}',
      {
        kind: 'problem',
        message:
          'The option --behavior must be a behavior as JSON (The behavior.faults[0].kind must be one of lost, serverError, ' +
          'gatewayPage, notFound, signedOut, answer, partial, unmentioned, tagless.), not {"faults":[{"kind":"rain"}]}.',
      },
    ],
  ] as const) {
    it(line, () => {
      deepEqual(parseCommandLine(line.split(' ').filter(Boolean)), expected);
    });
  }

  describe('as a program', () => {
    let folder: string;
    let program: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
      program = join(folder, 'sandbox.js');
      // esbuild's own API can't be bundled, as tests are
      execFileSync('node_modules/.bin/esbuild', [
        'src/sandbox/main.ts',
        '--bundle',
        '--platform=node',
        '--log-level=warning',
        `--outfile=${program}`,
      ]);
    });
    after(() => {
      rmSync(folder, { recursive: true });
    });

    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      it(`prints where it is, and keeps its state when ${signal} ends it`, async () => {
        const state = join(folder, `${signal}.json`);
        const running = spawn(process.execPath, [program, '--state', state], { stdio: ['ignore', 'pipe', 'inherit'] });
        const ended = new Promise(resolve =>
          running.once('exit', (code, by) => {
            resolve([code, by]);
          }),
        );
        const line = await new Promise<string>(resolve =>
          running.stdout.once('data', (chunk: Buffer) => {
            resolve(chunk.toString());
          }),
        );
        const { imagekit, key, password, ...rest } = JSON.parse(line) as Record<string, string>;
        // fetch keeps its connection open, and that must not keep the program
        const body = JSON.stringify({ fileIds: ['598821f949c0a938d57563bd'], tags: ['kept'] });
        await fetch(`${imagekit!}/v1/files/addTags`, {
          method: 'POST',
          headers: { authorization: `Basic ${btoa(`${key!}:`)}` },
          body,
        });
        running.kill(signal);
        deepEqual(
          [
            rest,
            password?.length,
            await ended,
            Object.keys((JSON.parse(readFileSync(state, 'utf8')) as { files: object }).files),
          ],
          [{ oracle: imagekit, user: 'demo' }, 24, [0, null], ['598821f949c0a938d57563bd']],
        );
      });
    }
  });
});
