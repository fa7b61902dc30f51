import { chunked } from '../../core/plan/chunked';
import type { Folder, RemoteFile } from '../../core/model/file';
import type { Limits, Session } from '../../core/service/service';
import { requestWithRetry, type Timing } from '../../core/run/retryPolicy';
import { checkPage } from '../library/pagedBranch';
import type { WaitingFolder, WalkRest } from './indexFormat';

/** Files of a library with their tags, and what is left after them. */
export interface WalkedPage {
  readonly files: readonly RemoteFile[];
  /** undefined after the last page. */
  readonly rest: WalkRest | undefined;
}

/** A whole library: by a search for everything where the service has one, which costs one request a page, else folder by folder. */
export function wholeLibrary({ searches }: Pick<Limits, 'searches'>): WalkRest {
  const canSearch = searches.everything && searches.shows.includes('tags') && searches.shows.includes('path');
  return canSearch ? { by: 'search' } : { by: 'folders', waiting: [{}], known: [] };
}

/**
 * Walks what is left of a library, one request after the other, so that a person's own requests go first. Where a page ended, a
 * later walk can begin.
 * @throws Fault; the signal's reason when aborted
 */
export async function* walkLibrary(
  session: Session,
  rest: WalkRest,
  timing: Timing,
  signal: AbortSignal,
): AsyncGenerator<WalkedPage, void> {
  const steps = { session, timing, signal, seen: new Set<string>() };
  for (let left: WalkRest | undefined = rest; left !== undefined;) {
    const page: WalkedPage = left.by === 'search' ? await searchedPage(left, steps) : await folderPage(left, steps);
    yield page;
    left = page.rest;
  }
}

interface Steps {
  readonly session: Session;
  readonly timing: Timing;
  readonly signal: AbortSignal;
  /** The ids of all that was shown. */
  readonly seen: Set<string>;
}

async function searchedPage(
  { cursor }: Extract<WalkRest, { by: 'search' }>,
  { session, timing, signal, seen }: Steps,
): Promise<WalkedPage> {
  const request = (inner: AbortSignal) => session.service.search({}, cursor, inner, 'largest');
  const page = await requestWithRetry(session, request, timing, signal);
  checkPage(page, seen);
  const { items, next } = page;
  return { files: items, rest: next === undefined ? undefined : { by: 'search', cursor: next } };
}

async function folderPage({ waiting, known }: Extract<WalkRest, { by: 'folders' }>, steps: Steps): Promise<WalkedPage> {
  const [first, ...others] = waiting;
  if (first === undefined) return { files: [], rest: undefined };
  const { session, timing, signal } = steps;
  const { tagsInListing } = session.service.limits;
  // where each file's tags are read apart, a small page is what is lost when the walk is cut off
  const size = tagsInListing ? 'largest' : 'screen';
  const request = (inner: AbortSignal) => session.service.list(folderOfWaiting(first), first.cursor, inner, size);
  const page = await requestWithRetry(session, request, timing, signal);
  checkPage(page, steps.seen);
  const { items, next } = page;
  // a folder may be shown within itself
  const seen = new Set(known);
  const folders = items.filter(item => item.kind === 'folder').filter(({ id }) => !seen.has(id) && seen.add(id));
  const files = items.filter(item => item.kind === 'file');
  const left = [...(next === undefined ? [] : [{ ...first, cursor: next }]), ...folders.map(waitingFolder), ...others];
  return {
    files: tagsInListing ? files : await withTags(files, steps),
    rest: left.length === 0 ? undefined : { by: 'folders', waiting: left, known: [...seen] },
  };
}

/** A file that is gone meanwhile is left out. */
async function withTags(files: readonly RemoteFile[], { session, timing, signal }: Steps): Promise<readonly RemoteFile[]> {
  const tags = new Map<string, RemoteFile['tags']>();
  const chunks = [
    ...chunked(
      files.map(({ id }) => id),
      session.service.limits.filesPerRead,
    ),
  ];
  const work = async () => {
    for (let ids = chunks.shift(); ids !== undefined; ids = chunks.shift()) {
      const asked = ids;
      const found = await requestWithRetry(session, inner => session.service.read(asked, inner), timing, signal);
      for (const file of found) tags.set(file.id, file.tags);
    }
  };
  await Promise.all(Array.from({ length: readersAtMost }, work));
  return files.flatMap(file => (tags.has(file.id) ? [{ ...file, tags: tags.get(file.id) }] : []));
}

/** A person's own requests must not queue behind these. */
const readersAtMost = 2;

function waitingFolder({ id, name, path }: Folder): WaitingFolder {
  return { id, name, path };
}

function folderOfWaiting({ id, name = '', path = '' }: WaitingFolder): Folder | undefined {
  return id === undefined ? undefined : { kind: 'folder', id, name, path };
}
