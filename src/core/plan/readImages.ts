import { requestWithRetry, type Timing } from '../run/retryPolicy';
import { chunked } from './chunked';
import { Fault, type FaultRecord, faultOf, faultTraits, recordOf } from '../model/fault';
import type { RemoteFile } from '../model/file';
import { type Image, isWorthLooking, judgeShown, type OwnTags, type ShownTags } from './knowledge';
import type { Session } from '../service/service';

/** What a fresh reading says of one file. */
export type Finding =
  | { readonly kind: 'present'; readonly image: Image; readonly path?: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly fault: FaultRecord };

/** What our own writes have left of files, and what a look at a file's own address has shown since. */
export interface OwnKnowledge {
  of(id: string): OwnTags | undefined;
  saw(id: string, shown: ShownTags): void;
}

export interface ReadOptions extends Timing {
  readonly signal: AbortSignal;
  /** Absent where what a search shows will do. */
  readonly own?: OwnKnowledge;
  /** What a listing showed a moment ago counts as a search's answer. */
  readonly shown?: (id: string) => ShownTags | undefined;
  /** Whether what a search shows of a file is other than what it was chosen for: its own address has to say. */
  readonly isUnexpected?: (id: string, tags: readonly string[]) => boolean;
  readonly onProgress?: (read: number, total: number) => void;
}

/**
 * Reads the tags of these files afresh. A few are asked for at their own addresses, which takes no longer than a search; many in the
 * cheapest way that the service has, and at their own addresses what that leaves open.
 * @throws Fault where every further request would fail likewise (sign-in, network); the signal's reason when aborted
 */
export async function readImages(
  session: Session,
  ids: readonly string[],
  { signal, own, shown, isUnexpected, onProgress, ...timing }: ReadOptions,
): Promise<ReadonlyMap<string, Finding>> {
  const { service, limiter } = session;
  const { limits } = service;
  const findings = new Map<string, Finding>();
  const valid = ids.filter(id => limits.fileId.test(id));
  for (const id of ids) if (!limits.fileId.test(id)) findings.set(id, unreadable(new Fault('invalidInput', { subject: id })));

  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const found = (id: string, finding: Finding) => {
    findings.set(id, finding);
    if (findings.size % 50 === 0 || findings.size === ids.length) onProgress?.(findings.size, ids.length);
  };
  /** A fault of one file is a finding; a fault of the connection ends the reading. */
  const failed = (error: unknown): Finding => {
    either.throwIfAborted();
    const fault = faultOf(error);
    if (faultTraits[fault.code].endsEverything || fault.code === 'rateLimited') {
      stop.abort(fault);
      throw fault;
    }
    return unreadable(fault);
  };
  const look = async (some: readonly string[]) => {
    try {
      for (const [id, finding] of await lookAt(session, some, timing, either)) {
        found(id, finding);
        if (finding.kind === 'present') own?.saw(id, finding.image);
      }
    } catch (error) {
      const finding = failed(error);
      for (const id of some) found(id, finding);
    }
  };

  if (limits.readsFrom === 'address' || valid.length <= limiter.concurrency) {
    await inParallel(session, looks(session, valid), look);
    return findings;
  }

  const open: string[] = [];
  const doubts: { readonly id: string; readonly finding: Finding }[] = [];
  const judge = (id: string, { tags, at }: ShownTags, path: Pick<RemoteFile, 'path'> | undefined) => {
    const { kind, image } = judgeShown(tags, own?.of(id), at);
    const finding: Finding = { kind: 'present', image, ...(path && pathOf(path)) };
    if (kind === 'look' || (kind === 'believed' && isUnexpected?.(id, image.tags))) open.push(id);
    else if (kind === 'doubt') doubts.push({ id, finding });
    else found(id, finding);
  };
  const unseen = valid.filter(id => {
    const tags = shown?.(id);
    if (tags) judge(id, tags, undefined);
    return !tags;
  });
  const readSeveral = async (chunk: readonly string[]) => {
    const missing = new Set(chunk);
    try {
      const files = await requestWithRetry(session, inner => service.read(chunk, inner), timing, either);
      for (const file of files) {
        // an answer without tags says nothing of them
        if (file.tags === undefined || !missing.delete(file.id)) continue;
        judge(file.id, { tags: file.tags, at: timing.clock.now() }, file);
      }
    } catch (error) {
      const finding = failed(error);
      if (finding.kind === 'unreadable' && !faultTraits[finding.fault.code].blamesOneFile) {
        for (const id of chunk) found(id, finding);
        return;
      }
    }
    open.push(...missing);
  };
  await inParallel(session, chunked(unseen, limits.filesPerRead), readSeveral);
  if (isWorthLooking(doubts.length)) open.push(...doubts.map(({ id }) => id));
  else for (const { id, finding } of doubts) found(id, finding);
  await inParallel(session, looks(session, open), look);
  return findings;
}

/**
 * Asks for files at their own addresses: as many as `looks` gives at once.
 * @throws Fault; the signal's reason when aborted
 */
export async function lookAt(
  session: Session,
  ids: readonly string[],
  timing: Timing,
  signal: AbortSignal,
): Promise<readonly (readonly [string, Finding])[]> {
  const { service } = session;
  // an answer may be long on its way, and longer where the computer sleeps: it is as old as the question
  let at = 0;
  const asked = <Answer>(request: (inner: AbortSignal) => Promise<Answer>) =>
    requestWithRetry(
      session,
      inner => {
        at = timing.clock.now();
        return request(inner);
      },
      timing,
      signal,
    );
  const finding = (file: RemoteFile | undefined): Finding => {
    if (!file) return { kind: 'missing' };
    const { tags } = file;
    if (!tags) return unreadable(new Fault('unexpectedAnswer', { subject: 'tags' }));
    return { kind: 'present', image: { tags, source: 'address', at }, ...pathOf(file) };
  };
  const [id] = ids;
  if (id === undefined) return [];
  if (service.limits.readsFrom === 'search') {
    return [[id, finding(await asked(inner => service.readOne(id, inner)))]];
  }
  const files = await asked(inner => service.read(ids, inner));
  const shown = new Map(files.map(file => [file.id, file]));
  return ids.map(one => [one, finding(shown.get(one))] as const);
}

/** Files as they are asked for at their own addresses: one by one, or as many as one request takes. */
export function looks({ service }: Session, ids: readonly string[]): Iterable<readonly string[]> {
  const { readsFrom, filesPerRead } = service.limits;
  return chunked(ids, readsFrom === 'address' ? filesPerRead : 1);
}

/** As many at one time as the account lets be under way. */
export async function inParallel<Item>(
  { limiter }: Session,
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: limiter.concurrency }, worker));
}

function unreadable(fault: Fault): Finding {
  return { kind: 'unreadable', fault: recordOf(fault) };
}

/** A service that tells tags by id alone need not know the path. */
function pathOf({ path }: { readonly path: string }): { path?: string } {
  return path === '' ? {} : { path };
}
