import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface ShelfServer {
  readonly endpoint: string;
  readonly labels: ReadonlyMap<string, readonly string[]>;
  close(): void;
}

interface LabelsRequest {
  readonly kind: 'add' | 'remove' | 'replace' | 'clear';
  readonly fileIds: readonly string[];
  readonly tags?: readonly string[];
}

/** The server of the service that does not exist: five books, one card. */
export async function startShelf(card: string): Promise<ShelfServer> {
  const labels = new Map<string, readonly string[]>(
    [1, 2, 3, 4, 5].map(number => [`book-${number}`, number === 1 ? ['old'] : []]),
  );
  const bookOf = (id: string) => ({ id, title: `Volume ${id.slice('book-'.length)}`, labels: labels.get(id) ?? [] });

  const answer = async (request: IncomingMessage): Promise<readonly [number, object]> => {
    const url = new URL(request.url ?? '/', 'http://shelf');
    if (request.headers.authorization !== `Card ${card}`) return [401, {}];
    if (url.pathname === '/labels') return relabel((await json(request)) as LabelsRequest);
    const id = /^\/books\/(.+)$/.exec(url.pathname)?.[1];
    if (id !== undefined) return labels.has(id) ? [200, bookOf(id)] : [404, {}];
    const from = Number(url.searchParams.get('from'));
    const end = from + Number(url.searchParams.get('limit'));
    const title = (url.searchParams.get('title') ?? '').toLowerCase();
    const books = [...labels.keys()].map(bookOf).filter(book => book.title.toLowerCase().includes(title));
    return [200, { books: books.slice(from, end), ...(end < books.length && { next: String(end) }) }];
  };
  const relabel = ({ kind, fileIds, tags = [] }: LabelsRequest): readonly [number, object] => {
    if (fileIds.some(id => !labels.has(id))) return [404, {}];
    for (const id of fileIds) {
      const kept = kind === 'replace' || kind === 'clear' ? [] : (labels.get(id) ?? []).filter(label => !tags.includes(label));
      labels.set(id, kind === 'remove' ? kept : [...kept, ...tags]);
    }
    return [200, {}];
  };

  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => response.writeHead(status).end(JSON.stringify(body)));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    labels,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
