import type { Sandbox, SandboxOptions } from '../../../src/sandbox/server';
import { startSandbox } from '../../../src/sandbox/server';

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** A text as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** Sends `line`, such as `GET /v1/files`, and gives back the status and the body, read as JSON where it is that. */
export async function send(
  sandbox: Sandbox,
  line: string,
  { headers = {}, body }: Sent = {},
): Promise<{ status: number; body: unknown }> {
  const { status, body: text } = await exchange(sandbox, line, { headers, body });
  return { status, body: parsed(text) };
}

export async function exchange(
  sandbox: Sandbox,
  line: string,
  { headers = {}, body }: Sent = {},
): Promise<{ status: number; headers: Headers; body: string }> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const response = await fetch(`${sandbox.imagekit}${path}`, { method, headers, ...sent });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

export function basic(name: string, password = ''): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` };
}

/** Runs `use` with a sandbox that is there for it alone. Unless told, its key is `private_own`, its user demo, the password sandbox. */
export async function withSandbox<T>(options: SandboxOptions, use: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const sandbox = await startSandbox({ key: 'private_own', user: 'demo', password: 'sandbox', ...options });
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
