import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { isRecord, parsedJson } from './http/exchange';
import type { SandboxOptions } from './options';
import { type Sandbox, startSandbox } from './server';

/** Where a sandbox is, and how one signs in. */
export type SandboxAddress = Pick<Sandbox, 'imagekit' | 'oracle' | 'key' | 'user' | 'password'>;

/** What is kept of it: with these it is the same account again. */
type KeptServer = Required<Pick<SandboxOptions, 'port' | 'key' | 'password'>>;

/**
 * One sandbox for all processes that name the same file: it runs in the one that opened it first. Where that ends, however it ends,
 * another one starts it again at the same address, with what was edited.
 */
export class SharedSandbox {
  private own: Sandbox | undefined;
  /** Open for as long as the sandbox of another process is there. */
  private line: Socket | undefined;
  private isClosed = false;

  /** @param path of the file that tells where it is */
  constructor(
    private readonly path: string,
    private readonly options: SandboxOptions,
  ) {}

  /** @throws Error where neither another process has one nor one can be started */
  async open(): Promise<SandboxAddress> {
    const server = await this.joinKept();
    const address = `http://127.0.0.1:${server.port}`;
    return { imagekit: address, oracle: address, key: server.key, user: this.options.user ?? 'demo', password: server.password };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.line?.destroy();
    await this.own?.close();
  }

  private async joinKept(): Promise<KeptServer> {
    const kept = keptServer(this.path) ?? (await this.startFirst());
    if (this.own) return kept;
    try {
      await this.joinOrStart(kept);
      return kept;
    } catch (error) {
      // what has taken its port is none of ours
      if (!hasCode(error, 'EADDRINUSE')) throw error;
      const moved = await this.start({ key: kept.key, password: kept.password });
      this.keep(moved, 'w');
      return moved;
    }
  }

  /** Unless another process is just as quick: then the one that it has. */
  private async startFirst(): Promise<KeptServer> {
    const server = await this.start({});
    try {
      this.keep(server, 'wx');
      return server;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const other = keptServer(this.path);
    if (!other) {
      this.keep(server, 'w');
      return server;
    }
    await this.own?.close();
    this.own = undefined;
    return other;
  }

  private async start(server: Partial<KeptServer>): Promise<KeptServer> {
    this.own = await startSandbox({ ...this.options, ...server });
    const { imagekit, key, password } = this.own;
    if (this.isClosed) await this.own.close();
    return { port: Number(new URL(imagekit).port), key, password };
  }

  private keep(server: KeptServer, flag: 'w' | 'wx'): void {
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, JSON.stringify(server), { mode: 0o600, flag });
  }

  private async joinOrStart(server: KeptServer): Promise<void> {
    for (let tries = 3; !this.isClosed; tries--) {
      if (await isRunning(server)) {
        this.follow(server);
        return;
      }
      try {
        await this.start(server);
        return;
      } catch (error) {
        // another one of those who wait for it may have been first
        if (!hasCode(error, 'EADDRINUSE') || tries === 1) throw error;
      }
    }
  }

  /** A line that says nothing: it breaks when the other process ends, and now and then because the server has no patience with it. */
  private follow(server: KeptServer): void {
    this.line = connect(server.port, '127.0.0.1');
    this.line.resume().on('error', () => undefined);
    this.line.on('close', () => {
      // where it can't be started either, requests tell that it does not answer
      if (!this.isClosed) this.joinOrStart(server).catch(() => undefined);
    });
  }
}

/** Whether what listens there is a sandbox with this key. */
async function isRunning({ port, key }: KeptServer): Promise<boolean> {
  const options = { port, host: '127.0.0.1', path: '/sandbox/behavior', auth: `${key}:`, agent: false, timeout: answerMs };
  const request = get(options);
  request.on('timeout', () => request.destroy());
  try {
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    const behavior = parsedJson(await text(answer));
    return isRecord(behavior) && 'searchLagMs' in behavior;
  } catch {
    return false;
  }
}

function keptServer(path: string): KeptServer | undefined {
  let json: string;
  try {
    json = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const kept = parsedJson(json);
  if (!isRecord(kept)) return undefined;
  const { port, key, password } = kept;
  if (typeof port !== 'number' || typeof key !== 'string' || typeof password !== 'string') return undefined;
  return { port, key, password };
}

function hasCode(error: unknown, code: string): boolean {
  return isRecord(error) && error['code'] === code;
}

const answerMs = 2000;
