import { deepEqual, rejects } from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AccountLocks } from '../../../src/storage/accountLock';
import { type HeldLock, ProcessLocks } from '../../../src/storage/processLock';

/** What a process of its own is told to do; this file is its program, too. */
type Order =
  | { readonly kind: 'race'; readonly name: string; readonly at: number }
  | { readonly kind: 'count'; readonly path: string; readonly times: number }
  | { readonly kind: 'hold'; readonly name: string }
  | { readonly kind: 'release' };

const never = new AbortController().signal;
const folderOfChild = process.env['TAGWRIGHT_LOCKS'];

if (folderOfChild !== undefined) obey(folderOfChild);
else {
  describe("an account's lock", () => {
    let folder: string;
    let children: ChildProcess[];
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tagwright-locks-'));
      children = [];
    });
    afterEach(async () => {
      for (const child of children) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    });

    const start = async (env: Readonly<Record<string, string>> = {}) => {
      const child = fork(__filename, { env: { ...process.env, ...env, TAGWRIGHT_LOCKS: folder } });
      children.push(child);
      await once(child, 'message');
      return child;
    };
    const ask = async (child: ChildProcess, order: Order) => {
      child.send(order);
      const [answer] = (await once(child, 'message')) as unknown[];
      return answer;
    };

    it('is taken by one of two processes, of 200 times that both try at the same moment', async () => {
      const pair = await Promise.all([start(), start()]);
      const held: number[] = [];
      for (let round = 0; round < 200; round++) {
        const order = { kind: 'race', name: `race-${round % 4}`, at: Date.now() + 8 } as const;
        const answers = await Promise.all(pair.map(child => ask(child, order)));
        held.push(answers.filter(Boolean).length);
        await Promise.all(pair.map(child => ask(child, { kind: 'release' })));
      }
      deepEqual(
        held.filter(count => count !== 1),
        [],
      );
    }).timeout(60_000);

    it('lets one process at a time do what can not be done by two', async () => {
      const path = join(folder, 'count');
      await writeFile(path, '');
      const pair = await Promise.all([start(), start()]);
      await Promise.all(pair.map(child => ask(child, { kind: 'count', path, times: 60 })));
      const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
      const broken = lines.filter((line, index) => index % 2 === 1 && line !== lines[index - 1]);
      deepEqual([lines.length, broken], [240, []]);
    }).timeout(60_000);

    it('stays with a process that is suspended, and falls with it', async () => {
      const child = await start();
      await ask(child, { kind: 'hold', name: 'account' });
      const locks = new ProcessLocks(folder);
      const states = [await locks.held()];
      child.kill('SIGSTOP');
      states.push(await locks.held());
      const waiting = locks.wait('account', never);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const lock = await waiting;
      states.push(await locks.held());
      await lock.release();
      states.push(await locks.held());
      deepEqual(
        states.map(state => [...state]),
        [['account'], ['account'], ['account'], []],
      );
    }).timeout(20_000);

    it('is told from what a process has left whose address is gone, however young it is', async () => {
      const locks = new ProcessLocks(folder);
      const lock = await locks.take('account');
      const [generation = ''] = await readdir(folder);
      const owner = join(folder, generation, 'owner');
      await writeFile(owner, (await readFile(owner, 'utf8')).replace(/^.*\n/, `${join(folder, 'nowhere.sock')}\n`));
      deepEqual([(await locks.take('account')) !== undefined, lock !== undefined], [true, true]);
    });

    it('is held by a process whose address was cleared away before it took it', async function () {
      // only a file can be
      if (platform() === 'win32') return this.skip();
      let sockets = 0;
      const [one, other] = [new ProcessLocks(folder, () => join(folder, `${++sockets}.sock`)), new ProcessLocks(folder)];
      const first = await one.take('first');
      await first?.release();
      await rm(join(folder, '1.sock'));
      await one.take('second');
      deepEqual([await other.take('second'), [...(await other.held())], sockets], [undefined, ['second'], 2]);
    });

    it('is handed on at once, in the order in which it was asked for', async () => {
      const [one, other] = [new AccountLocks(folder), new AccountLocks(folder)];
      const order: string[] = [];
      const waits: string[] = [];
      const end = await one.take('a', never, () => waits.push('first'));
      const later = ['second', 'third'].map(async name => {
        const endTurn = await one.take('a', never, () => waits.push(name));
        order.push(name);
        await endTurn();
      });
      const elsewhere = other
        .take('a', never, () => waits.push('another window'))
        .then(async endTurn => {
          order.push('another window');
          await endTurn();
        });
      const another = await one.take('b', never);
      await another();
      await wait(20);
      deepEqual(order, []);
      await end();
      await Promise.all([...later, elsewhere]);
      const own = order.filter(name => name !== 'another window');
      deepEqual([order.length, own, [...new Set(waits)].sort()], [3, ['second', 'third'], ['another window', 'second', 'third']]);
    });

    it('is not waited for by what was cancelled', async () => {
      const [one, other] = [new AccountLocks(folder), new AccountLocks(folder)];
      const end = await one.take('a', never);
      const cancelled = new AbortController();
      const waiting = [one.take('a', cancelled.signal), other.take('a', cancelled.signal)];
      const rejected = Promise.all(waiting.map(turn => rejects(turn, { name: 'AbortError' })));
      cancelled.abort();
      await rejected;
      await end();
      const again = await other.take('a', never);
      await again();
    });

    it('leaves nothing elsewhere when its process is killed', async function () {
      // a socket of another system has to be a file
      if (platform() !== 'linux') return this.skip();
      const temporary = join(folder, 'temporary');
      await mkdir(temporary);
      const child = await start({ TMPDIR: temporary });
      await ask(child, { kind: 'hold', name: 'account' });
      child.kill('SIGKILL');
      await once(child, 'exit');
      deepEqual(await readdir(temporary), []);
    });

    it('leaves one small folder an account', async () => {
      const locks = new AccountLocks(folder);
      for (let turn = 0; turn < 5; turn++) await (await locks.take('a', never))();
      deepEqual((await readdir(folder)).length, 1);
    });
  });
}

function obey(folder: string): void {
  const locks = new ProcessLocks(folder);
  const accounts = new AccountLocks(folder);
  let held: HeldLock | undefined;
  const carryOut = async (order: Order): Promise<boolean> => {
    switch (order.kind) {
      case 'race':
        while (Date.now() < order.at);
        held = await locks.take(order.name);
        return held !== undefined;
      case 'release':
        await held?.release();
        return true;
      case 'count':
        for (let turn = 0; turn < order.times; turn++) {
          const end = await accounts.take('a', never);
          const line = `${process.pid}-${turn}\n`;
          await appendFile(order.path, line);
          await appendFile(order.path, line);
          await end();
        }
        return true;
      case 'hold':
        return (await locks.take(order.name)) !== undefined;
    }
  };
  process.on('message', (order: Order) => {
    void carryOut(order).then(answer => process.send?.(answer));
  });
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
}
