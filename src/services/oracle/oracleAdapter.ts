import { Fault } from '../../core/model/fault';
import type { Folder, Page, Picture, RemoteFile } from '../../core/model/file';
import type { Account, Limits, PageSize, SearchQuery, TagService, Write, WriteAnswer } from '../../core/service/service';
import { checkIds, checkWrite } from '../checkInput';
import type { AdapterDependencies, ServiceAdapter } from '../registry';
import { pictureOf, pictureSizeLimit } from '../answer';
import { ClientCredentialsSignIn } from './oauthTokens';
import { AppLinkSignIn, publicLinkSignIn, type SignIn, signInWith } from './signIn';
import { oracleItemOf, type ItemsAnswer, taggedFile } from './oracleAnswers';
import { isFolderId, OracleClient, type PageParameters } from './oracleClient';
import { openedBy, type OracleCredentials, parseOracleCredentials, signerOf } from './oracleCredentials';

const limits: Limits = {
  // Oracle's REST API for Documents has a tag call for one file, and none for many
  filesPerRead: 1,
  readsFrom: 'address',
  writes: { add: 1, remove: 1, patch: 1, replace: 1, clear: 1 },
  // a choice: no limit is documented
  concurrency: 6,
  tagsInListing: false,
  // what else full text looks into, and how a query names the tags, is not documented; where a found file lies is not told
  searches: { fields: ['words'], everything: false, shows: ['updatedAt'] },
  // tags travel as one string, separated by commas
  tags: { forbidden: [','], unwise: [] },
  foldersHaveTags: true,
  // a D and 43 digits and capital letters in all examples, an F where it is a folder; the length is not promised
  fileId: /^[DF][0-9A-Z]{31,63}$/,
};

/** Version 1.2 names 10,000 as the most and 1.1 names none: a choice in between, and `hasMore` tells where a server gives less. */
const pageLimits: Readonly<Record<PageSize, number>> = { screen: 100, largest: 1_000 };

export const oracleAdapter: ServiceAdapter = {
  parse: parseOracleCredentials,
  open: (endpoint, value, dependencies) => {
    const credentials = parseOracleCredentials(value);
    const signIns = signInsOf(endpoint, credentials, dependencies);
    return {
      service: new OracleContent(endpoint, credentials, signIns, dependencies),
      secrets: () => signIns.flatMap(signIn => signIn.secrets()),
      signer: signerOf(credentials),
    };
  },
};

/** Oracle's REST API for Documents 1.1 as the port. */
class OracleContent implements TagService {
  readonly limits = limits;
  private readonly client: OracleClient;
  private readonly isByLinkAlone: boolean;
  /** What the link opens, where the connection is by it alone and that was said: the library's root. */
  private readonly opened: string | undefined;

  constructor(
    private readonly endpoint: string,
    private readonly credentials: OracleCredentials,
    signIns: readonly SignIn[],
    { transport, userAgent, language, now }: AdapterDependencies,
  ) {
    const { auth, grant } = credentials;
    this.isByLinkAlone = auth === undefined;
    this.opened = auth === undefined && grant ? openedBy(grant) : undefined;
    this.client = new OracleClient({ endpoint, signIns, hasLink: grant !== undefined, transport, userAgent, language, now });
  }

  /** What is listed first is what is asked for: a connection that can't list anything is none. */
  async check(signal: AbortSignal): Promise<Account> {
    const { auth } = this.credentials;
    try {
      await this.listRoot({ limit: 1, offset: 0 }, signal);
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'denied') throw error;
      // of nothing else than the root, "this file alone" is everything
      const { status, detail } = error.facts;
      throw new Fault('forbidden', { ...(status !== undefined && { status }), ...(detail !== undefined && { detail }) });
    }
    return {
      label: auth !== undefined && 'username' in auth ? auth.username : new URL(this.endpoint).host,
      ...(this.opened !== undefined && { opens: isFolderId(this.opened) ? 'folder' : 'file' }),
    };
  }

  async list(
    folder: Folder | undefined,
    cursor: string | undefined,
    signal: AbortSignal,
    pageSize: PageSize = 'screen',
  ): Promise<Page<Folder | RemoteFile>> {
    const page = { limit: pageLimits[pageSize], offset: offsetOf(cursor) };
    return folder ? this.listFolder(folder.id, folder.path, page, signal) : this.listRoot(page, signal);
  }

  async search(
    query: SearchQuery,
    cursor: string | undefined,
    signal: AbortSignal,
    pageSize: PageSize = 'screen',
  ): Promise<Page<RemoteFile>> {
    const { words = [], folder } = query;
    const field = Object.keys(query).find(one => one !== 'words' && one !== 'folder');
    if (field !== undefined) throw new Fault('invalidInput', { subject: field, problem: { kind: 'noSearchBy', field } });
    const text = words.join(' ').trim();
    if (text === '') throw new Fault('invalidInput', { subject: 'words', problem: { kind: 'noSearchWithoutWords' } });
    const within = folder?.id ?? this.opened;
    // a search may find more than was asked for
    if (within !== undefined && !isFolderId(within)) return { items: await this.openedFile(within, signal) };
    const page = { limit: pageLimits[pageSize], offset: offsetOf(cursor) };
    const answer = await this.client.search(within, { fulltext: text, ...page }, signal);
    const { items, ...rest } = pageOf(answer, page, undefined);
    return { ...rest, items: items.filter(item => item.kind === 'file') };
  }

  /** A file's tags by one request; its name is not known from them, so the id stands for it. */
  async read(ids: readonly string[], signal: AbortSignal): Promise<readonly RemoteFile[]> {
    checkIds(ids, limits.filesPerRead, limits);
    const [id = ''] = ids;
    const own = await orNone(this.client.tags(id, '1', signal));
    return own === undefined ? [] : [taggedFile(id, own)];
  }

  /** Two requests: the file's own tags, and all that it shows, from which the inherited ones follow. */
  async readOne(id: string, signal: AbortSignal): Promise<RemoteFile | undefined> {
    checkIds([id], 1, limits);
    const both = Promise.all([this.client.tags(id, '1', signal), this.client.tags(id, '0', signal)]);
    const tags = await orNone(both);
    return tags && taggedFile(id, ...tags);
  }

  async write(write: Write, signal: AbortSignal): Promise<WriteAnswer> {
    checkWrite(write, limits);
    const [fileId = ''] = write.fileIds;
    // an answer about another file says nothing of this one
    return { results: (await this.change(write, fileId, signal)) ? [{ fileId, applied: true }] : [] };
  }

  async picture(file: RemoteFile, signal: AbortSignal): Promise<Picture | undefined> {
    checkIds([file.id], 1, limits);
    if (isFolderId(file.id)) return undefined;
    return pictureOf(await this.client.thumbnail(file.id, pictureSizeLimit, signal));
  }

  async content({ id }: RemoteFile, signal: AbortSignal): Promise<Uint8Array | undefined> {
    checkIds([id], 1, limits);
    return isFolderId(id) ? undefined : this.client.content(id, signal);
  }

  private async change(write: Write, id: string, signal: AbortSignal): Promise<boolean> {
    switch (write.kind) {
      case 'add':
        return this.edit(id, write.tags, [], signal);
      case 'remove':
        return this.edit(id, [], write.tags, signal);
      case 'patch':
        return this.edit(id, write.add, write.remove, signal);
      case 'replace':
        // what an empty `setTags` does is not documented
        return write.tags.length === 0
          ? this.client.deleteTags(id, signal)
          : this.client.setTags(id, write.tags.join(','), signal);
      case 'clear':
        return this.client.deleteTags(id, signal);
    }
  }

  /** That several tags go as one string, separated by commas, is documented for setting; for these two it follows from reading. */
  private async edit(id: string, add: readonly string[], remove: readonly string[], signal: AbortSignal): Promise<boolean> {
    // in the list that is sent, its parts would be removed
    const several = remove.find(tag => tag.includes(','));
    if (several !== undefined)
      throw new Fault('invalidInput', { subject: 'tags', problem: { kind: 'forbiddenCharacter', tag: several, character: ',' } });
    const body = {
      ...(add.length > 0 && { addTags: add.join(',') }),
      ...(remove.length > 0 && { removeTags: remove.join(',') }),
    };
    return this.client.editTags(id, body, signal);
  }

  /** The home folder, or what the link opens. @throws Fault `invalidInput` where that was not said, and the link opens no home folder */
  private async listRoot(page: Required<PageParameters>, signal: AbortSignal): Promise<Page<Folder | RemoteFile>> {
    if (this.opened !== undefined) {
      return isFolderId(this.opened)
        ? this.listFolder(this.opened, '/', page, signal)
        : { items: page.offset === 0 ? await this.openedFile(this.opened, signal) : [] };
    }
    try {
      return await this.listFolder(undefined, '/', page, signal);
    } catch (error) {
      const isClosed = error instanceof Fault && error.code === 'forbidden' && error.facts.subject === undefined;
      throw this.isByLinkAlone && isClosed ? new Fault('invalidInput', { subject: 'opens' }) : error;
    }
  }

  private async listFolder(
    id: string | undefined,
    path: string,
    page: Required<PageParameters>,
    signal: AbortSignal,
  ): Promise<Page<Folder | RemoteFile>> {
    return pageOf(await this.client.items(id, page, signal), page, path);
  }

  private async openedFile(id: string, signal: AbortSignal): Promise<readonly RemoteFile[]> {
    const file = oracleItemOf(await this.client.file(id, signal), '/');
    return file.kind === 'file' ? [file] : [];
  }
}

function signInsOf(endpoint: string, credentials: OracleCredentials, dependencies: AdapterDependencies): readonly SignIn[] {
  const user = userSignIn(credentials, dependencies);
  const { grant } = credentials;
  if (grant === undefined) {
    if (user === undefined) throw new Fault('invalidInput', { subject: 'auth' });
    return [user];
  }
  const link =
    'linkId' in grant
      ? publicLinkSignIn(grant)
      : new AppLinkSignIn({
          link: grant,
          endpoint,
          user,
          dependencies,
          save: renewed => dependencies.saveCredentials({ ...credentials, grant: renewed }),
        });
  return user === undefined ? [link] : [user, link];
}

function userSignIn({ auth }: OracleCredentials, dependencies: AdapterDependencies): SignIn | undefined {
  if (auth === undefined) return undefined;
  return 'tokenUrl' in auth ? new ClientCredentialsSignIn(auth, dependencies) : signInWith(auth);
}

function pageOf(
  answer: ItemsAnswer,
  { offset, limit }: Required<PageParameters>,
  parentPath: string | undefined,
): Page<Folder | RemoteFile> {
  const { items = [] } = answer;
  const reached = offset + items.length;
  return {
    items: items.map(item => oracleItemOf(item, parentPath)),
    ...(isMore(answer, reached, limit) && { next: String(reached) }),
  };
}

/** A listing says `hasMore`, a search `totalCount`; where neither is there, a full page is taken for a sign of more. */
function isMore({ items = [], hasMore, totalCount }: ItemsAnswer, reached: number, limit: number): boolean {
  if (items.length === 0) return false;
  if (hasMore != null) return hasMore === true || hasMore === 'true' || Number(hasMore) === 1;
  if (totalCount != null) return Number(totalCount) > reached;
  return items.length >= limit;
}

function offsetOf(cursor: string | undefined): number {
  return cursor === undefined ? 0 : Number(cursor);
}

async function orNone<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'notFound') return undefined;
    throw error;
  });
}
