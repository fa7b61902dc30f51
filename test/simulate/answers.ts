import { Fault } from '../../src/core/model/fault';
import type { RemoteFile } from '../../src/core/model/file';
import { type Chance, oneOf } from '../world/chance';
import type { Tags } from '../world/tags';

export function listed(items: readonly string[]): string {
  const first = items.slice(0, 6).map(item => (item.length > 20 ? `${item.slice(0, 12)}…(${item.length})` : item));
  return `[${first.join('|')}${items.length > 6 ? `|… ${items.length}` : ''}]`;
}

/** What an answer says, for a trace. */
export function briefly(answer: unknown): string {
  return JSON.stringify(answer, (_, value: unknown) => {
    if (Array.isArray(value) && value.length > 6) return [...(value.slice(0, 6) as unknown[]), `… ${value.length}`];
    if (typeof value !== 'object' || value === null || !('tags' in value)) return value;
    const { id, tags } = value as RemoteFile;
    return `${id}: ${tags ? listed(tags) : 'without tags'}`;
  });
}

export function faultOf(mishap: string): Fault {
  if (mishap.startsWith('serverError')) return new Fault('serverError', { status: 503 });
  if (mishap.startsWith('lost')) return new Fault('connectionLost');
  if (mishap.startsWith('timeout')) return new Fault('timeout');
  return new Fault('unexpectedAnswer', { status: 200 });
}

export function rateLimited(chance: Chance, isForEver: boolean): Fault {
  if (isForEver) return new Fault('rateLimited', { status: 429, retryAfterMs: oneOf(chance, [Infinity, 3e11]) });
  const retryAfterMs = oneOf(chance, [undefined, 0, -5_000, 300, 1_000, 20_000]);
  return new Fault('rateLimited', retryAfterMs === undefined ? { status: 429 } : { status: 429, retryAfterMs });
}

export function rejected(detail: string): Fault {
  return new Fault('rejected', { status: 400, detail });
}

export function remoteFile(id: string, tags: Tags | undefined): RemoteFile {
  return { kind: 'file', id, name: id, path: `/${id}`, tags, derivedTags: [], facts: {} };
}
