import * as z from 'zod/mini';
import { Fault } from '../../../src/core/model/fault';
import type { Page, RemoteFile } from '../../../src/core/model/file';
import type { Limits, TagService, Write } from '../../../src/core/service/service';
import { codeOfStatus, parseAnswer, readJson } from '../../../src/services/answer';
import { checkIds, checkWrite } from '../../../src/services/checkInput';
import type { AdapterDependencies, ServiceAdapter } from '../../../src/services/registry';
import { parseInput } from '../../../src/services/checkInput';

const credentialsSchema = z.strictObject({ card: z.strictObject({ number: z.string().check(z.minLength(1)) }) });
const bookSchema = z.object({ id: z.string(), title: z.string(), labels: z.array(z.string()) });
const pageSchema = z.object({ books: z.array(bookSchema), next: z.optional(z.string()) });

const limits: Limits = {
  filesPerRead: 1,
  readsFrom: 'address',
  writes: { add: 3, remove: 3, replace: 3, clear: 3 },
  concurrency: 2,
  tagsInListing: true,
  searches: { fields: ['words'], everything: false, shows: ['tags'] },
  tags: { forbidden: ['/'], unwise: [], charactersPerTag: 20 },
  fileId: /^book-\d{1,6}$/,
};

export const shelfAdapter: ServiceAdapter = {
  parse: credentials => parseInput(credentialsSchema, credentials),
  open: (endpoint, credentials, dependencies) => {
    const { number } = parseInput(credentialsSchema, credentials).card;
    return { service: shelfService(endpoint, number, dependencies), signer: number, secrets: () => [number] };
  },
};

function shelfService(endpoint: string, card: string, { transport, userAgent }: AdapterDependencies): TagService {
  async function send<Schema extends z.ZodMiniType>(
    schema: Schema,
    [method, path]: readonly ['GET' | 'POST', string],
    signal: AbortSignal,
    body?: object,
  ): Promise<z.infer<Schema>> {
    const headers = { authorization: `Card ${card}`, 'user-agent': userAgent };
    const url = new URL(endpoint + path);
    const response = await transport({ method, url, headers, ...(body && { body: JSON.stringify(body) }) }, signal);
    if (response.status !== 200) throw new Fault(codeOfStatus(response.status), { status: response.status });
    return parseAnswer(schema, readJson(response));
  }

  async function page(path: string, cursor: string | undefined, signal: AbortSignal): Promise<Page<RemoteFile>> {
    const answer = await send(pageSchema, ['GET', `${path}&from=${cursor ?? '0'}`], signal);
    return { items: answer.books.map(fileOf), ...(answer.next !== undefined && { next: answer.next }) };
  }

  async function readOne(id: string, signal: AbortSignal): Promise<RemoteFile | undefined> {
    checkIds([id], 1, limits);
    try {
      return fileOf(await send(bookSchema, ['GET', `/books/${id}`], signal));
    } catch (error) {
      if (error instanceof Fault && error.code === 'notFound') return undefined;
      throw error;
    }
  }

  return {
    limits,
    check: async signal => {
      await page('/books?limit=1', undefined, signal);
      return { label: 'a reader' };
    },
    list: async (_folder, cursor, signal, pageSize) => page(`/books?limit=${pageSize === 'largest' ? 50 : 2}`, cursor, signal),
    search: async ({ words = [] }, cursor, signal) =>
      page(`/books?limit=50&title=${encodeURIComponent(words.join(' '))}`, cursor, signal),
    readOne,
    read: async ([id = ''], signal) => {
      const file = await readOne(id, signal);
      return file ? [file] : [];
    },
    write: async (write: Write, signal) => {
      checkWrite(write, limits);
      await send(z.object({}), ['POST', '/labels'], signal, write);
      return { results: write.fileIds.map(fileId => ({ fileId, applied: true })) };
    },
    picture: () => Promise.resolve(undefined),
  };
}

function fileOf({ id, title, labels }: z.infer<typeof bookSchema>): RemoteFile {
  return { kind: 'file', id, name: title, path: `/${title}`, tags: labels, derivedTags: [], facts: {} };
}
