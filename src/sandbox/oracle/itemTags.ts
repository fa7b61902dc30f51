import type { Answer, Request } from '../exchange';
import type { SampleFile, SampleFolder } from '../library/file';
import type { Caller } from './caller';
import type { OracleContext } from './context';
import { fields, inMediaType } from './mediaType';
import { badRequest, noPrivilege } from './refusal';
import { distinct, edit, set } from './tags';

type Item = SampleFile | SampleFolder;

/** Get File Tags and Get Folder Tags: with what the folders around pass on, unless `directAssigned` is 1. */
export function readTags({ library }: OracleContext, request: Request, item: Item): Answer {
  const direct = request.query.get('directAssigned') ?? '0';
  if (direct !== '0' && direct !== '1') throw badRequest('directAssigned must be 0 or 1.');
  const around = item.path === '/' ? [] : library.ancestry(item.folder);
  const inherited = direct === '1' ? [] : around.flatMap(folder => folder.oracleTags);
  return inMediaType(request, 200, {
    errorCode: '0',
    idList: item.oracleId,
    tags: distinct([...item.oracleTags, ...inherited]).join(','),
    type: item.kind,
  });
}

/** Set, Edit and Delete All File or Folder Tags, which answer alike. */
export function writeTags(context: OracleContext, caller: Caller, request: Request, item: Item): Answer {
  const body = request.method === 'DELETE' ? {} : fields(request);
  if (item.kind === 'file' && context.refuses(item)) throw noPrivilege(caller.person ?? 'anonymous', item.oracleId);
  const tags =
    request.method === 'DELETE' ? [] : request.method === 'POST' ? set(item.oracleTags, body) : edit(item.oracleTags, body);
  if (item.kind === 'file') context.library.edit(item.id, { oracleTags: tags, updatedAt: context.now() });
  else context.library.tagFolder(item.path, tags);
  context.changed();
  return inMediaType(request, 200, { errorCode: '0', idList: item.oracleId, type: item.kind });
}
