import type { HttpAnswer, FileFault, Request } from '../http/exchange';
import { type Asset, distinct } from '../library/sampleFile';
import { fieldsOf, inMediaType } from './itemMediaType';
import type { OracleCaller } from './oracleAccess';
import type { OracleContext } from './oracleItems';
import { badRequest, noPrivilege } from './oracleRefusal';

/** Get File Tags and Get Folder Tags: with what the folders around pass on, unless `directAssigned` is 1. */
export function readTags({ library }: OracleContext, request: Request, item: Asset, fault?: FileFault): HttpAnswer {
  const direct = request.query.get('directAssigned') ?? '0';
  if (direct !== '0' && direct !== '1') throw badRequest('directAssigned must be 0 or 1.');
  const around = item.path === '/' ? [] : library.ancestry(item.folder);
  const inherited = direct === '1' ? [] : around.flatMap(folder => folder.oracleTags);
  const tags = { tags: distinct([...item.oracleTags, ...inherited]).join(',') };
  const isTagless = fault?.kind === 'tagless' && fault.happensTo(item.oracleId);
  return inMediaType(request, 200, {
    errorCode: '0',
    idList: mentioned(item, fault),
    ...(isTagless ? {} : tags),
    type: item.kind,
  });
}

/** Set, Edit and Delete All File or Folder Tags, which answer alike. */
export function editItemTags(
  context: OracleContext,
  caller: OracleCaller,
  request: Request,
  item: Asset,
  fault?: FileFault,
): HttpAnswer {
  const body = request.method === 'DELETE' ? {} : fieldsOf(request);
  const tags =
    request.method === 'DELETE' ? [] : request.method === 'POST' ? set(item.oracleTags, body) : edit(item.oracleTags, body);
  const isRefused = item.kind === 'file' && context.refuses(item);
  const isHit = fault?.happensTo(item.oracleId) === true;
  if (!isRefused && (!isHit || fault.isCarriedOut)) {
    if (item.kind === 'file') context.library.edit(item.id, { oracleTags: tags, updatedAt: context.now() });
    else context.library.tagFolder(item.path, tags);
    context.changed();
  }
  if (isRefused || (isHit && fault.kind === 'partial')) throw noPrivilege(caller.name, item);
  return inMediaType(request, 200, { errorCode: '0', idList: mentioned(item, fault), type: item.kind });
}

function mentioned({ oracleId }: Asset, fault: FileFault | undefined): string {
  return fault?.kind === 'unmentioned' && fault.happensTo(oracleId) ? 'D0000000000000000000000005D17B95F47087F4E518' : oracleId;
}

type Fields = Readonly<Record<string, unknown>>;

/** `tags` with what the body of Set Tags says: they are replaced. Without `setTags`, which is not required, they stay (a choice). */
function set(tags: readonly string[], body: Fields): readonly string[] {
  return tagList(body, 'setTags') ?? tags;
}

/** `tags` with what the body of Edit Tags says. A tag that is both removed and added is there in the end (a choice). */
function edit(tags: readonly string[], body: Fields): readonly string[] {
  const removed = tagList(body, 'removeTags') ?? [];
  const added = tagList(body, 'addTags') ?? [];
  return distinct([...tags.filter(tag => !removed.includes(tag)), ...added]);
}

/** A comma-separated list, with the blanks around its parts dropped. */
function tagList(body: Fields, name: string): readonly string[] | undefined {
  const { [name]: value } = body;
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw badRequest(`${name} must be a text.`);
  return distinct(
    value
      .split(',')
      .map(tag => tag.trim())
      .filter(Boolean),
  );
}
