import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { hostname, platform, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A lock that is held. */
export interface HeldLock {
  release(): Promise<void>;
}

/**
 * Locks that one process holds at a time, in a folder. A lock is a row of generations, folders `<name>.<number>`: the highest is
 * the lock, and to take it is to make the next one by renaming, which succeeds once. What a holder leaves says where its
 * process can be reached. The process is there as long as that address can be connected to: this falls with the process, whatever its
 * id is used for afterwards, and stays while it, or the machine, is suspended. A generation that was released stays until there is
 * a higher one, so that no number comes again.
 */
export class ProcessLocks {
  private readonly presence: Presence;

  /** @param newAddress of a socket */
  constructor(
    private readonly folder: string,
    newAddress = addressOfProcess,
  ) {
    this.presence = new Presence(newAddress);
  }

  /** Takes the lock where it is free. */
  async take(name: string): Promise<HeldLock | undefined> {
    for (;;) {
      const top = await this.top(name);
      if (top > 0 && (await this.holder(name, top))) return undefined;
      const lock = await this.next(name, top + 1);
      if (lock) return lock;
    }
  }

  /** Takes the lock once it is free. Rejects with the signal's reason. @param onWait is called where it is held by another */
  async wait(name: string, signal: AbortSignal, onWait?: () => void): Promise<HeldLock> {
    for (;;) {
      signal.throwIfAborted();
      const lock = await this.take(name);
      if (lock) return lock;
      const top = await this.top(name);
      const holder = await this.holder(name, top);
      if (!holder) continue;
      onWait?.();
      await nudge(holder, async () => (await this.holder(name, top)) === undefined, signal);
    }
  }

  /** The locks that are held, by any process. */
  async held(): Promise<ReadonlySet<string>> {
    const tops = new Map<string, number>();
    for (const entry of await this.entries()) {
      const dot = entry.lastIndexOf('.');
      const name = entry.slice(0, dot);
      const generation = Number(entry.slice(dot + 1));
      if (dot > 0 && generation > (tops.get(name) ?? 0)) tops.set(name, generation);
    }
    const held = await Promise.all(Array.from(tops, async ([name, top]) => ((await this.holder(name, top)) ? [name] : [])));
    return new Set(held.flat());
  }

  /** Takes away what a lock has left that will not be wanted again. */
  async forget(name: string): Promise<void> {
    for (const generation of await this.generations(name)) await this.remove(name, generation);
  }

  private async next(name: string, generation: number): Promise<HeldLock | undefined> {
    const path = this.pathOf(name, generation);
    const draft = join(this.folder, `.${randomBytes(8).toString('hex')}`);
    await mkdir(draft, { recursive: true, mode: 0o700 });
    try {
      await writeFile(join(draft, ownerFile), `${await this.presence.address()}\n${hostname()}`, { mode: 0o600 });
      const isMade = await rename(draft, path).then(
        () => true,
        (error: unknown) => {
          if (isTaken(error)) return false;
          throw error;
        },
      );
      if (!isMade) return undefined;
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    // who looked a long time ago may have made a number that has been and gone
    if ((await this.top(name)) !== generation) {
      await this.remove(name, generation);
      return undefined;
    }
    for (const older of await this.generations(name)) if (older < generation) await this.remove(name, older);
    const stopBeating = beat(join(path, ownerFile));
    return {
      release: async () => {
        stopBeating();
        await writeFile(join(path, releasedFile), '').catch(() => undefined);
        this.presence.nudgeAll();
      },
    };
  }

  /** Who holds this generation; undefined where it is free. */
  private async holder(name: string, generation: number): Promise<Owner | undefined> {
    const path = this.pathOf(name, generation);
    const isReleased = await stat(join(path, releasedFile)).then(
      () => true,
      () => false,
    );
    if (isReleased) return undefined;
    const owner = await ownerOf(path);
    if (!owner) return undefined;
    // another machine's process can't be asked
    const isAlive = owner.host === hostname() ? await isThere(owner.address) : Date.now() - owner.touchedAt < foreignMs;
    return isAlive ? owner : undefined;
  }

  private async top(name: string): Promise<number> {
    return Math.max(0, ...(await this.generations(name)));
  }

  private async generations(name: string): Promise<readonly number[]> {
    const prefix = `${name}.`;
    const found = (await this.entries()).filter(entry => entry.startsWith(prefix));
    return found.map(entry => Number(entry.slice(prefix.length))).filter(Number.isInteger);
  }

  private entries(): Promise<readonly string[]> {
    return readdir(this.folder).catch(() => []);
  }

  private async remove(name: string, generation: number): Promise<void> {
    await rm(this.pathOf(name, generation), { recursive: true, force: true }).catch(() => undefined);
  }

  private pathOf(name: string, generation: number): string {
    return join(this.folder, `${name}.${generation}`);
  }
}

const ownerFile = 'owner';
const releasedFile = 'released';
const beatMs = 20_000;
/** A lock of another machine that was not touched for so long belongs to nothing any more. */
const foreignMs = 180_000;
/** However a holder ends: so often the lock is looked at all the same. */
const lookAgainMs = 2_000;
const connectMs = 1_000;

interface Owner {
  readonly address: string;
  readonly host: string;
  readonly touchedAt: number;
}

/** What a holder has left; undefined where it is gone or can't be read. */
async function ownerOf(path: string): Promise<Owner | undefined> {
  try {
    const file = join(path, ownerFile);
    const [address = '', host = ''] = (await readFile(file, 'utf8')).split('\n');
    return { address, host, touchedAt: (await stat(file)).mtimeMs };
  } catch {
    return undefined;
  }
}

/** An address that is there as long as this process is: a socket, or a named pipe. */
class Presence {
  private listening: Promise<string> | undefined;
  private readonly waiting = new Set<Socket>();

  constructor(private readonly newAddress: () => string) {}

  /** Where a socket is a file, a system clears it away that looks for temporary files of some days ago. */
  async address(): Promise<string> {
    const address = await (this.listening ??= this.listen());
    return (await isThere(address)) ? address : (this.listening = this.listen());
  }

  /** Ends the connections of those that wait: they look again. */
  nudgeAll(): void {
    for (const socket of this.waiting) socket.destroy();
  }

  private listen(): Promise<string> {
    const address = this.newAddress();
    const server = createServer(socket => {
      this.waiting.add(socket);
      socket.unref();
      socket.on('error', () => undefined).on('close', () => this.waiting.delete(socket));
      socket.resume();
    });
    server.unref();
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(address, () => {
        resolve(address);
      });
    });
  }
}

/** Windows' pipes and Linux' abstract sockets go with their process; elsewhere a killed one leaves an empty file. */
function addressOfProcess(): string {
  const name = `tagwright-${randomBytes(8).toString('hex')}`;
  if (platform() === 'win32') return `\\\\.\\pipe\\${name}`;
  return platform() === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

/** Whether the process is there. Only a refusal says that it is not: one that is suspended, or busy, does not answer. */
function isThere(address: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(address);
    const tell = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(connectMs, () => {
      tell(true);
    });
    socket.once('connect', () => {
      tell(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const isGone = error.code === 'ECONNREFUSED' || error.code === 'ENOENT';
      tell(!isGone);
    });
  });
}

/** Resolves when the holder releases a lock or ends, when it is found to be free, or after a while. */
async function nudge({ address, host }: Owner, isFree: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  await new Promise<void>(resolve => {
    const socket = host === hostname() ? connect(address) : undefined;
    const timer = setTimeout(done, lookAgainMs);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      socket?.destroy();
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
    // it may have been released before it was connected to
    socket?.once('connect', () => {
      void isFree().then(free => {
        if (free) done();
      });
    });
    socket?.once('error', done).once('close', done).resume();
  });
}

function beat(path: string): () => void {
  const timer = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now).catch(() => undefined);
  }, beatMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

/** A folder that is there already is named in many ways, Windows' among them. */
function isTaken(error: unknown): boolean {
  return ['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
