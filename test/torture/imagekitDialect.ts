import type { Seen } from '../world/serviceModel';
import type { Tags } from '../world/tags';
import type { Answer, Dialect } from './dialect';

/** ImageKit's Media API, as far as runs use it. */
export const imagekitDialect: Dialect = {
  credentials: { auth: { privateKey: 'private_torture' } },

  fileId: index => (index + 1).toString(16).padStart(24, '0'),

  orderOf({ method, url, text }) {
    const single = /^\/v1\/files\/(\w+)\/details$/.exec(url.pathname)?.[1];
    if (single !== undefined) {
      if (method === 'GET') return { kind: 'readOne', id: single };
      const { tags } = JSON.parse(text) as { readonly tags: Tags | null };
      return {
        kind: 'write',
        write: tags ? { kind: 'replace', fileIds: [single], tags } : { kind: 'clear', fileIds: [single] },
      };
    }
    if (method === 'GET') {
      const query = url.searchParams.get('searchQuery') ?? '';
      const tags = / AND tags IN \[(.*)\]/.exec(query)?.[1];
      if (tags !== undefined) {
        const [skip, limit] = [Number(url.searchParams.get('skip') ?? 0), Number(url.searchParams.get('limit') ?? 1_000)];
        return { kind: 'search', tags: textsIn(tags), skip, limit };
      }
      const list = /id IN \[(.*)\]/.exec(query)?.[1] ?? '';
      return { kind: 'read', ids: Array.from(list.matchAll(/"(\w+)"/g), match => match[1] ?? '') };
    }
    const { fileIds, tags } = JSON.parse(text) as { readonly fileIds: Tags; readonly tags: Tags };
    return { kind: 'write', write: { kind: url.pathname.endsWith('/addTags') ? 'add' : 'remove', fileIds, tags } };
  },

  seen(order, files) {
    if (order.kind === 'read' || order.kind === 'search') return { status: 200, body: files.map(assetOf) };
    const [file] = files;
    return file ? { status: 200, body: assetOf(file) } : { status: 404, body: { message: 'The requested file does not exist.' } };
  },

  written({ kind, fileIds }, files) {
    if (kind === 'replace' || kind === 'clear') {
      const [file] = files;
      // one that says nothing of the file is about another one
      return { status: 200, body: assetOf(file ?? { id: 'f'.repeat(24), tags: undefined }) };
    }
    const successfullyUpdatedFileIds = files.filter(({ isApplied }) => isApplied).map(({ id }) => id);
    const failed = files.filter(({ isApplied }) => !isApplied);
    if (failed.length === 0) return { status: 200, body: { successfullyUpdatedFileIds } };
    const error = kind === 'add' ? 'Error in adding tags' : 'Error in removing tags';
    const errors = failed.map(({ id: fileId }) => ({ fileId, error }));
    return {
      status: 207,
      body: { successfullyUpdatedFileIds: fileIds.filter(id => successfullyUpdatedFileIds.includes(id)), errors },
    };
  },

  refused(refusal, now) {
    switch (refusal.kind) {
      case 'unauthorized':
        return failure(401, 'Your account cannot be authenticated.');
      case 'denied':
        return failure(400, 'Error in updating');
      case 'rejected':
        return failure(400, refusal.detail);
      case 'notFound': {
        const { missingIds } = refusal;
        const message = 'The requested file(s) does not exist.';
        return { status: 404, body: { message, ...(missingIds && { missingFileIds: missingIds }) } };
      }
      case 'rateLimited':
        return { ...failure(429, 'too many requests'), headers: pauseHeaders(refusal.retryAfterMs, now) };
    }
  },
};

/** How quotes are escaped within them is documented nowhere: with a backslash, as clients do. */
function textsIn(list: string): Tags {
  return Array.from(list.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, text = '']) => text.replace(/\\(.)/g, '$1'));
}

function pauseHeaders(ms: number | undefined, now: number): Readonly<Record<string, string>> {
  if (ms === undefined) return {};
  // a date that is over by now
  if (ms < 0) return { 'Retry-After': new Date(Math.max(0, now + ms)).toUTCString() };
  return { 'X-RateLimit-Reset': Number.isFinite(ms) ? String(ms) : '9'.repeat(15) };
}

function failure(status: number, message: string): Answer {
  return { status, body: { message, help: 'For support kindly contact us.' } };
}

function assetOf({ id, tags }: Seen): unknown {
  const moment = '2026-01-01T00:00:00.000Z';
  const isUntagged = tags?.length === 0;
  return {
    type: 'file',
    fileId: id,
    name: `${id}.jpg`,
    filePath: `/${id}.jpg`,
    // a file without tags has null, or an empty list
    tags: isUntagged && /[02468ace]$/.test(id) ? null : tags,
    AITags: null,
    url: `https://media.example/${id}.jpg`,
    thumbnail: `https://media.example/${id}.jpg?tr=n-ik_ml_thumbnail`,
    fileType: 'image',
    isPrivateFile: false,
    createdAt: moment,
    updatedAt: moment,
  };
}
