import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { systemClock } from '../../src/storage/systemClock';
import { RateLimiter } from '../../src/core/pace/rateLimiter';
import type { Session } from '../../src/core/service/service';
import { makeService } from '../support/services';

/** The sample library's server in a process of its own, as it would be behind a network. */
export interface Sample {
  readonly endpoint: string;
  readonly key: string;
  readonly ids: readonly string[];
  close(): void;
}

export async function openSample(args: readonly string[], files: number): Promise<Sample> {
  const server = spawn(process.execPath, ['dist/sandbox.js', '--files', String(files), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  const { imagekit, key } = JSON.parse(line) as { imagekit: string; key: string };
  const ids: string[] = [];
  while (ids.length < files) {
    const answer = await fetch(`${imagekit}/v1/files?limit=1000&skip=${ids.length}`, { headers: authorization(key) });
    const page = (await answer.json()) as { fileId: string }[];
    if (page.length === 0) break;
    ids.push(...page.map(({ fileId }) => fileId));
  }
  return { endpoint: imagekit, key, ids, close: () => server.kill() };
}

export function sessionOn({ endpoint, key }: Sample): Session {
  const connection = { id: 'bench', name: 'bench', service: 'imagekit', endpoint } as const;
  const limiter: RateLimiter = new RateLimiter(systemClock, 10);
  const service = makeService(
    connection,
    { auth: { privateKey: key } },
    {
      settings: { noProxy: [], strictSSL: true, environment: {} },
      now: Date.now,
      saveCredentials: () => Promise.resolve(),
      onReadBudget: budget => {
        limiter.name('read', budget);
      },
      userAgent: 'tagwright-bench',
    },
  );
  return { connection, account: connection.id, service, limiter };
}

function authorization(key: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` };
}
