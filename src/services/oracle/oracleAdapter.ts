import { Fault } from '../../core/model/fault';
import type { Folder, Page, Picture, RemoteFile } from '../../core/model/file';
import type { Account, Limits, PageSize, SearchQuery, TagService, Write, WriteAnswer } from '../../core/model/service';
import { checkIds, checkWrite } from '../checkWrite';
import type { AdapterDependencies, ServiceAdapter } from '../definition';
import { pictureOf, pictureSizeLimit } from '../picture';
import { ClientCredentialsSignIn } from './clientCredentials';
import { AppLinkSignIn, publicLinkSignIn } from './linkSignIn';
import { itemOf, type ItemsAnswer, taggedFile } from './oracleAnswers';
import { OracleClient, type PageParameters } from './oracleClient';
import { type OracleCredentials, parseOracleCredentials, signerOf } from './oracleCredentials';
import { type SignIn, signInWith } from './signIn';

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
  // a D and 43 digits and capital letters in all examples; the length is not promised
  fileId: /^D[0-9A-Z]{31,63}$/,
};

/** Version 1.2 names 10,000 as the most and 1.1 names none: a choice in between, and `hasMore` tells where a server gives less. */
const pageLimits: Readonly<Record<PageSize, number>> = { screen: 100, largest: 1_000 };

export const oracleAdapter: ServiceAdapter = {
  parse: parseOracleCredentials,
  open: (endpoint, value, dependencies) => {
    const credentials = parseOracleCredentials(value);
    return { service: new OracleContent(endpoint, credentials, dependencies), signer: signerOf(credentials) };
  },
};

/** Oracle's REST API for Documents 1.1 as the port. */
class OracleContent implements TagService {
  readonly limits = limits;
  private readonly client: OracleClient;

  constructor(
    private readonly endpoint: string,
    private readonly credentials: OracleCredentials,
    dependencies: AdapterDependencies,
  ) {
    const { transport, userAgent, now } = dependencies;
    const signIns = signInsOf(endpoint, credentials, dependencies);
    this.client = new OracleClient({ endpoint, signIns, transport, userAgent, now });
  }

  async check(signal: AbortSignal): Promise<Account> {
    const { auth } = this.credentials;
    await this.client.items(undefined, { limit: 1 }, signal).catch((error: unknown) => {
      // a link alone opens its files and not the home folder; a link that is no good is told apart by its own error codes
      if (auth === undefined && error instanceof Fault && error.code === 'forbidden' && error.facts.subject === undefined) return;
      throw error;
    });
    return { label: auth !== undefined && 'username' in auth ? auth.username : new URL(this.endpoint).host };
  }

  async list(
    folder: Folder | undefined,
    cursor: string | undefined,
    signal: AbortSignal,
    pageSize: PageSize = 'screen',
  ): Promise<Page<Folder | RemoteFile>> {
    const offset = offsetOf(cursor);
    const limit = pageLimits[pageSize];
    const answer = await this.client.items(folder?.id, { limit, offset }, signal);
    return pageOf(answer, { offset, limit }, folder?.path ?? '/');
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
    const offset = offsetOf(cursor);
    const limit = pageLimits[pageSize];
    const answer = await this.client.search(folder?.id, { fulltext: text, limit, offset }, signal);
    const { items, ...rest } = pageOf(answer, { offset, limit }, undefined);
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
    switch (write.kind) {
      case 'add':
        await this.edit(fileId, write.tags, [], signal);
        break;
      case 'remove':
        await this.edit(fileId, [], write.tags, signal);
        break;
      case 'patch':
        await this.edit(fileId, write.add, write.remove, signal);
        break;
      case 'replace':
        // what an empty `setTags` does is not documented
        if (write.tags.length === 0) await this.client.deleteTags(fileId, signal);
        else await this.client.setTags(fileId, write.tags.join(','), signal);
        break;
      case 'clear':
        await this.client.deleteTags(fileId, signal);
    }
    return { results: [{ fileId, applied: true }] };
  }

  async picture(file: RemoteFile, signal: AbortSignal): Promise<Picture | undefined> {
    checkIds([file.id], 1, limits);
    return pictureOf(await this.client.thumbnail(file.id, pictureSizeLimit, signal));
  }

  /** That several tags go as one string, separated by commas, is documented for setting; for these two it follows from reading. */
  private async edit(fileId: string, add: readonly string[], remove: readonly string[], signal: AbortSignal): Promise<void> {
    // in the list that is sent, its parts would be removed
    const several = remove.find(tag => tag.includes(','));
    if (several !== undefined)
      throw new Fault('invalidInput', { subject: 'tags', problem: { kind: 'forbiddenCharacter', tag: several, character: ',' } });
    const body = {
      ...(add.length > 0 && { addTags: add.join(',') }),
      ...(remove.length > 0 && { removeTags: remove.join(',') }),
    };
    await this.client.editTags(fileId, body, signal);
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
  return { items: items.map(item => itemOf(item, parentPath)), ...(isMore(answer, reached, limit) && { next: String(reached) }) };
}

/** A listing says `hasMore`, a search `totalCount`; where neither is there, a full page is taken for a sign of more. */
function isMore({ items = [], hasMore, totalCount }: ItemsAnswer, reached: number, limit: number): boolean {
  if (items.length === 0) return false;
  if (hasMore != null) return hasMore === true || Number(hasMore) === 1;
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
