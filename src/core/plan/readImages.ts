import { requestWithRetry, type Timing } from '../run/requestWithRetry';
import { chunked } from '../model/chunked';
import { Fault, type FaultRecord, faultOf, faultTraits, recordOf } from '../model/fault';
import type { Session } from '../model/session';

/** What a fresh reading says of one file. */
export type Finding =
  | { readonly kind: 'present'; readonly tags: readonly string[]; readonly path?: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly fault: FaultRecord };

export interface ReadOptions extends Timing {
  readonly signal: AbortSignal;
  /**
   * Whether what a search shows of a file can be so. Whether a search sees a write at once is not documented: in doubt, the
   * file's own address decides.
   */
  readonly isPlausible?: (id: string, tags: readonly string[]) => boolean;
  readonly onProgress?: (read: number, total: number) => void;
}

/**
 * Reads the tags of these files afresh, in the cheapest way that the service has. A file that the cheap way does not show
 * is looked up at its own address before it is called missing.
 * @throws Fault where every further request would fail likewise (sign-in, network); the signal's reason when aborted
 */
export async function readImages(
  session: Session,
  ids: readonly string[],
  { signal, isPlausible = () => true, onProgress, ...patience }: ReadOptions,
): Promise<ReadonlyMap<string, Finding>> {
  const { limits } = session.service;
  /** Each file is read at its own address anyway. */
  const isAuthoritative = limits.filesPerRead === 1;
  const findings = new Map<string, Finding>();
  const valid = ids.filter(id => limits.fileId.test(id));
  for (const id of ids) if (!limits.fileId.test(id)) findings.set(id, unreadable(new Fault('invalidInput', { subject: id })));

  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);

  const found = (id: string, finding: Finding) => {
    findings.set(id, finding);
    if (findings.size % 50 === 0 || findings.size === ids.length) onProgress?.(findings.size, ids.length);
  };

  const readOne = async (id: string) => {
    try {
      const file = await requestWithRetry(session, inner => session.service.readOne(id, inner), patience, either);
      found(id, file ? { kind: 'present', tags: file.tags ?? [], ...pathOf(file) } : { kind: 'missing' });
    } catch (error) {
      found(id, failed(error));
    }
  };

  const readSeveral = async (chunk: readonly string[]) => {
    const doubtful = new Set(chunk);
    try {
      for (const file of await requestWithRetry(session, inner => session.service.read(chunk, inner), patience, either)) {
        if (!doubtful.has(file.id) || file.tags === undefined) continue;
        if (!isAuthoritative && !isPlausible(file.id, file.tags)) continue;
        doubtful.delete(file.id);
        found(file.id, { kind: 'present', tags: file.tags, ...pathOf(file) });
      }
    } catch (error) {
      const finding = failed(error);
      if (isAuthoritative || !blamesOneFile(finding)) {
        for (const id of chunk) found(id, finding);
        return;
      }
    }
    if (isAuthoritative) for (const id of doubtful) found(id, { kind: 'missing' });
    else await Promise.all([...doubtful].map(readOne));
  };

  /** A fault of one file is a finding; a fault of the connection ends the inspection. */
  function failed(error: unknown): Finding {
    either.throwIfAborted();
    const fault = faultOf(error);
    if (faultTraits[fault.code].endsEverything) {
      stop.abort(fault);
      throw fault;
    }
    return unreadable(fault);
  }

  const chunks = chunked(valid, limits.filesPerRead)[Symbol.iterator]();
  const worker = async () => {
    for (const chunk of chunks) await readSeveral(chunk);
  };
  await Promise.all(Array.from({ length: session.limiter.concurrency }, worker));
  return findings;
}

function blamesOneFile(finding: Finding): boolean {
  return finding.kind === 'unreadable' && faultTraits[finding.fault.code].blamesOneFile;
}

function unreadable(fault: Fault): Finding {
  return { kind: 'unreadable', fault: recordOf(fault) };
}

/** A service that tells tags by id alone need not know the path. */
function pathOf({ path }: { readonly path: string }): { path?: string } {
  return path === '' ? {} : { path };
}
