import type { Answer, Dialect } from './dialect';

interface Body {
  readonly setTags?: string;
  readonly addTags?: string;
  readonly removeTags?: string;
}

const another = `D${'0'.repeat(43)}`;

/** Oracle's REST API for Documents, as far as runs use it: one file a request. */
export const oracleDialect: Dialect = {
  credentials: { auth: { username: 'demo', password: 'torture' } },

  fileId: index => `D${(index + 1).toString(16).toUpperCase().padStart(43, '0')}`,

  orderOf({ method, url, text }) {
    const id = /\/files\/(\w+)\/tags$/.exec(url.pathname)?.[1] ?? '';
    const fileIds = [id];
    const { setTags, addTags, removeTags } = (text === '' ? {} : JSON.parse(text)) as Body;
    const [add, remove] = [listOf(addTags), listOf(removeTags)];
    switch (method) {
      case 'GET':
        return url.searchParams.get('directAssigned') === '1' ? { kind: 'read', ids: [id] } : { kind: 'inherited', id };
      case 'DELETE':
        return { kind: 'write', write: { kind: 'clear', fileIds } };
      case 'POST':
        return { kind: 'write', write: { kind: 'replace', fileIds, tags: listOf(setTags) } };
      default:
        if (remove.length === 0) return { kind: 'write', write: { kind: 'add', fileIds, tags: add } };
        if (add.length === 0) return { kind: 'write', write: { kind: 'remove', fileIds, tags: remove } };
        return { kind: 'write', write: { kind: 'patch', fileIds, add, remove } };
    }
  },

  seen(_, [file]) {
    if (!file) return missing;
    // what says nothing of the file's tags is about another one
    if (!file.tags) return { status: 200, body: { errorCode: '0', idList: another, tags: '' } };
    return { status: 200, body: { errorCode: '0', idList: file.id, type: 'file', tags: file.tags.join(',') } };
  },

  written({ fileIds }, [file]) {
    return { status: 200, body: { errorCode: '0', idList: file ? fileIds.join(',') : another, type: 'file' } };
  },

  refused(refusal, now) {
    switch (refusal.kind) {
      case 'unauthorized':
        return { status: 401, body: { errorCode: '-1', errorMessage: 'Invalid user or password' } };
      case 'denied':
        return { status: 403, body: { errorCode: '-20', errorMessage: 'insufficient privilege' } };
      case 'rejected':
        return { status: 400, body: { errorCode: '-32', errorMessage: refusal.detail } };
      case 'notFound':
        return missing;
      case 'rateLimited':
        return { status: 429, body: { title: 'Too Many Requests' }, headers: pauseHeaders(refusal.retryAfterMs, now) };
    }
  },
};

const missing: Answer = { status: 404, body: { errorCode: '-16', errorMessage: 'Item does not exist.' } };

function listOf(tags: string | undefined): readonly string[] {
  return (tags ?? '').split(',').filter(tag => tag !== '');
}

function pauseHeaders(ms: number | undefined, now: number): Readonly<Record<string, string>> {
  if (ms === undefined) return {};
  if (ms < 0) return { 'Retry-After': new Date(Math.max(0, now + ms)).toUTCString() };
  return { 'Retry-After': Number.isFinite(ms) ? String(Math.ceil(ms / 1_000)) : '9'.repeat(20) };
}
