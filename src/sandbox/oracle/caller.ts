import type { Owner, SampleFile, SampleFolder } from '../library/file';
import type { Library } from '../library/library';
import type { Grant } from './grants';
import { noPrivilege, notFound } from './refusal';

/** Somebody who asks, and what is open to them: their own things, and what a link opens. */
export class Caller {
  constructor(
    private readonly library: Library,
    readonly person: Owner | undefined,
    private readonly grant: Grant | undefined,
  ) {}

  /** @throws Refusal where there is no such file, or it isn't open to the caller */
  file(id: string, use: Use): SampleFile {
    return this.#open(this.library.fileByOracleId(id), id, use);
  }

  /** `self` is the caller's home folder. */
  folder(id: string, use: Use): SampleFolder {
    if (id === 'self' && this.person === undefined) throw noPrivilege('anonymous', id);
    return this.#open(this.library.folderByOracleId(id), id, use);
  }

  /** Whether the item is the caller's, and so may be shared further. */
  owns({ owner }: SampleFile | SampleFolder): boolean {
    return owner === this.person;
  }

  /** Whether the item is seen in a listing or found by a search. */
  sees(item: SampleFile | SampleFolder): boolean {
    return item.path !== '/' && this.#may(item, 'read');
  }

  #open<Item extends SampleFile | SampleFolder>(item: Item | undefined, id: string, use: Use): Item {
    if (item === undefined) throw notFound(id);
    if (!this.#may(item, use)) throw noPrivilege(this.person ?? 'anonymous', id);
    return item;
  }

  #may(item: SampleFile | SampleFolder, use: Use): boolean {
    if (this.owns(item) || (item.path === '/' && this.person !== undefined)) return true;
    const { grant } = this;
    const isGranted = grant !== undefined && (item.path === grant.path || item.path.startsWith(`${grant.path}/`));
    return isGranted && ROLES[use].includes(grant.role);
  }
}

/** What a file or folder is wanted for. */
export type Use = 'read' | 'download' | 'write';

// tags can be set with the contributor role at least, files downloaded with the downloader role at least
const ROLES: Readonly<Record<Use, readonly Grant['role'][]>> = {
  read: ['viewer', 'downloader', 'contributor', 'manager'],
  download: ['downloader', 'contributor', 'manager'],
  write: ['contributor', 'manager'],
};
