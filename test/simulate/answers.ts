import { Fault } from '../../src/core/model/fault';
import type { RemoteFile } from '../../src/core/model/file';
import type { WriteResult } from '../../src/core/service/service';
import { listed, type Seen, type Written } from '../world/serviceModel';
import type { Trouble } from '../world/trouble';

/** What an adapter makes of a service's answers. */
export function faultOf(trouble: Trouble): Fault {
  switch (trouble.kind) {
    case 'rateLimited': {
      const { retryAfterMs } = trouble;
      return new Fault('rateLimited', { status: 429, ...(retryAfterMs !== undefined && { retryAfterMs }) });
    }
    case 'notFound': {
      const { missingIds } = trouble;
      return new Fault('notFound', { status: 404, ...(missingIds && { missingIds }) });
    }
    case 'rejected':
      return new Fault('rejected', { status: 400, detail: trouble.detail });
    case 'denied':
      return new Fault('denied', { status: 403 });
    case 'unauthorized':
      return new Fault('unauthorized', { status: 401 });
    case 'serverError':
      return new Fault('serverError', { status: 503 });
    case 'page':
      return new Fault('unexpectedAnswer', { status: 200 });
    case 'timeout':
      return new Fault('timeout');
    case 'lost':
      return new Fault('connectionLost');
  }
}

export function remoteFile({ id, tags }: Seen): RemoteFile {
  return { kind: 'file', id, name: id, path: `/${id}`, tags, derivedTags: [], facts: {} };
}

export function writeResult({ id, isApplied, tags }: Written): WriteResult {
  if (!isApplied) return { fileId: id, applied: false, fault: { code: 'rejected', detail: 'Error in adding tags' } };
  return { fileId: id, applied: true, ...(tags && { tags }) };
}

/** What an answer says, for a trace. */
export function briefly(answer: unknown): string {
  return JSON.stringify(answer, (_, value: unknown) => {
    if (Array.isArray(value) && value.length > 6) return [...(value.slice(0, 6) as unknown[]), `… ${value.length}`];
    if (typeof value !== 'object' || value === null || !('tags' in value)) return value;
    const { id, tags } = value as Seen;
    return `${id}: ${tags ? listed(tags) : 'without tags'}`;
  });
}
