import type { Clock } from '../../core/model/clock';
import { Fault } from '../../core/model/fault';
import type { RemoteFile } from '../../core/model/file';
import type { SessionSource } from '../connections/ports';
import type { LibraryTree } from './libraryTree';

export interface FileContentsDependencies {
  readonly sessions: SessionSource;
  readonly tree: Pick<LibraryTree, 'fileNode'>;
  readonly clock: Pick<Clock, 'now'>;
}

export interface FileContent {
  readonly bytes: Uint8Array;
  /** When it was fetched, ms since 1970. */
  readonly fetchedAt: number;
}

/** What is in the files themselves, for who looks at them; the last few are kept. */
export class FileContents {
  private readonly kept = new Map<string, FileContent>();

  constructor(private readonly deps: FileContentsDependencies) {}

  /** As it was fetched last, else as it is now. @throws Fault, `notFound` where the service does not give it */
  async content(connectionId: string, fileId: string, signal: AbortSignal): Promise<FileContent> {
    return this.kept.get(keyOf(connectionId, fileId)) ?? this.fetch(connectionId, fileId, signal);
  }

  /** As it is now. @throws Fault, `notFound` where the service does not give it */
  async fetch(connectionId: string, fileId: string, signal: AbortSignal): Promise<FileContent> {
    const { service } = await this.deps.sessions.of(connectionId);
    const file = this.deps.tree.fileNode(connectionId, fileId)?.file ?? (await service.readOne(fileId, signal));
    const bytes = file && (await service.content?.(file, signal));
    if (!bytes) throw new Fault('notFound', { subject: file?.name ?? fileId });
    const content = { bytes, fetchedAt: this.deps.clock.now() };
    const key = keyOf(connectionId, fileId);
    this.kept.delete(key);
    this.kept.set(key, content);
    for (const oldest of [...this.kept.keys()].slice(0, -keptAtMost)) this.kept.delete(oldest);
    return content;
  }

  /** Where each of these files can be opened in a browser; of those alone whose service tells it. */
  async urls(connectionId: string, files: readonly RemoteFile[], signal: AbortSignal): Promise<readonly string[]> {
    const { service } = await this.deps.sessions.of(connectionId);
    const urls: string[] = [];
    for (const file of files) {
      // an index keeps no address, and only a service with addresses is asked for one
      const shown = file.facts.url === undefined && service.limits.tagsInListing ? await service.readOne(file.id, signal) : file;
      if (shown?.facts.url !== undefined) urls.push(shown.facts.url);
    }
    return urls;
  }
}

/** Pure: whether an editor shows such a file, by the ending of its name. */
export function isShownByEditor(name: string): boolean {
  return shownEndings.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}

function keyOf(connectionId: string, fileId: string): string {
  return `${connectionId} ${fileId}`;
}

const keptAtMost = 4;

/** Pictures, sound and films that VS Code plays, and text. */
const shownEndings = new Set(
  ['jpg jpeg jpe png gif bmp ico webp avif svg', 'mp3 wav ogg oga', 'mp4 webm', 'txt md csv json xml html css yml yaml'].flatMap(
    row => row.split(' '),
  ),
);
