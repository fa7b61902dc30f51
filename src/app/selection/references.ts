import type { RemoteFile } from '../../core/model/file';
import { requestWithRetry, type Timing } from '../../core/run/retryPolicy';
import type { FileAddress, ServiceDescriptor } from '../../core/service/descriptor';
import type { Session } from '../../core/service/service';

/** How many ids and addresses of files a text holds. */
export function countReferences(text: string, service: ServiceDescriptor): number {
  return service.findIds(text).length + service.findAddresses(text).length;
}

/** Pure: a text in one line, each of its lines by itself: an input of one line would glue them together. */
export function inOneLine(text: string): string {
  return text
    .split(/[\r\n\u2028\u2029]+/)
    .map(line => line.trim())
    .filter(line => line !== '')
    .join(' ');
}

/**
 * Pure: the words of a text that are neither an id nor an address of a file. In code and data, most words are something else altogether:
 * there just those that look as if they were meant as an id.
 */
export function wordsWithoutReference(text: string, service: ServiceDescriptor): readonly string[] {
  const words = text.split(/[\s,;"'`<>()[\]{}]+/).filter(word => word !== '' && countReferences(word, service) === 0);
  const isList = !/[{}<>=:]/.test(text.replaceAll('://', ''));
  const meant = isList
    ? words.filter(word => /[\p{L}\p{N}]/u.test(word))
    : words.filter(word => /^(?=.*\d)[\w-]{12,}$/.test(word));
  return [...new Set(meant)];
}

interface ResolvedAddresses {
  readonly files: readonly RemoteFile[];
  /** Addresses that lead to no file. */
  readonly lost: readonly string[];
}

/** The files that addresses without ids lead to: each is searched by its name. @throws Fault; the signal's reason when aborted */
export async function resolveAddresses(
  session: Session,
  addresses: readonly FileAddress[],
  timing: Timing,
  signal: AbortSignal,
): Promise<ResolvedAddresses> {
  const found = await Promise.all(addresses.map(address => resolve(session, address, timing, signal)));
  return {
    files: found.filter(file => file !== undefined),
    lost: addresses.filter((_, index) => found[index] === undefined).map(({ url }) => url),
  };
}

async function resolve(
  session: Session,
  address: FileAddress,
  timing: Timing,
  signal: AbortSignal,
): Promise<RemoteFile | undefined> {
  let cursor: string | undefined;
  let likeliest: RemoteFile | undefined;
  do {
    const page = await requestWithRetry(
      session,
      inner => session.service.search({ words: [address.name] }, cursor, inner),
      timing,
      signal,
    );
    for (const file of page.items) {
      const leads = address.leadsTo(file);
      if (leads === 'surely') return file;
      if (leads === 'perhaps' && file.path.length > (likeliest?.path.length ?? 0)) likeliest = file;
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return likeliest;
}
