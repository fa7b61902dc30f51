import { parseBehavior } from './behaviorInput';
import type { HttpAnswer, Api, Request, RequestClass } from './http/exchange';
import { basicCredentials, isRecord, isTexts, json, parsedJson } from './http/exchange';
import { distinct } from './library/sampleFile';
import type { MediaLibrary } from './library/mediaLibrary';
import type { RequestHandler } from './http/requestHandler';

/** What a colleague does to a file's or folder's tags: sets them, or removes some and adds others. */
export interface TagChange {
  readonly set?: readonly string[];
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

interface AdministrationOptions {
  readonly library: MediaLibrary;
  readonly key: string;
  readonly now: () => number;
  readonly handler: () => RequestHandler;
  readonly changed: () => void;
}

/**
 * The sandbox's own endpoints, for tests that have it in another process. They take ImageKit's key as user name and know neither limits
 * nor faults.
 * - `GET /sandbox/behavior`, and `PATCH` with a part of one to change it
 * - `GET /sandbox/counts`, and `DELETE` to begin anew
 * - `POST /sandbox/tags` with `{ "id", "set", "add", "remove" }`: edits as a colleague would
 */
export class Administration implements Api {
  constructor(private readonly options: AdministrationOptions) {}

  owns(path: string): boolean {
    return path.startsWith('/sandbox/');
  }

  classOf(): RequestClass {
    return 'other';
  }

  answer(request: Request): HttpAnswer {
    if (basicCredentials(request.headers.authorization)?.name !== this.options.key) return this.refusal(request, 401);
    const handler = this.options.handler();
    try {
      switch (`${request.method} ${request.path}`) {
        case 'PATCH /sandbox/behavior':
          handler.behave(parseBehavior(parsedJson(request.body)));
          return json(200, handler.behavior);
        case 'GET /sandbox/behavior':
          return json(200, handler.behavior);
        case 'DELETE /sandbox/counts':
          handler.resetCounts();
          return json(200, handler.counts);
        case 'GET /sandbox/counts':
          return json(200, handler.counts);
        case 'POST /sandbox/tags':
          return this.edit(parsedJson(request.body));
        default:
          return this.refusal(request, 404);
      }
    } catch (error) {
      return json(400, { message: error instanceof Error ? error.message : String(error) });
    }
  }

  refusal(_: Request, status: number): HttpAnswer {
    return json(status, { message: status === 401 ? 'The key is missing or wrong.' : `This is ${status}.` });
  }

  private edit(body: unknown): HttpAnswer {
    const { id, set, add, remove } = isRecord(body) ? body : {};
    if (typeof id !== 'string') throw new Error('id must be a text.');
    for (const [name, tags] of Object.entries({ set, add, remove }))
      if (tags !== undefined && !isTexts(tags)) throw new Error(`${name} must be a list of texts.`);
    const change = { ...(isTexts(set) && { set }), ...(isTexts(add) && { add }), ...(isTexts(remove) && { remove }) };
    editTags(this.options, id, change);
    return json(200, {});
  }
}

/**
 * Edits a file's tags as a colleague would. The id says whose: ImageKit's, or Oracle Content's, which may be a folder's too.
 * @throws Error where there is no such file or folder
 */
export function editTags(
  { library, now, changed }: Pick<AdministrationOptions, 'library' | 'now' | 'changed'>,
  id: string,
  { set, add = [], remove = [] }: TagChange,
): void {
  const made = (tags: readonly string[]) => distinct([...(set ?? tags).filter(tag => !remove.includes(tag)), ...add]);
  const file = library.file(id);
  const oracleFile = library.fileByOracleId(id);
  const folder = library.folderByOracleId(id);
  if (file !== undefined) library.edit(file.id, { tags: made(file.tags), updatedAt: now() });
  else if (oracleFile !== undefined) library.edit(oracleFile.id, { oracleTags: made(oracleFile.oracleTags), updatedAt: now() });
  else if (folder !== undefined) library.tagFolder(folder.path, made(folder.oracleTags));
  else throw new Error(`There is no file or folder ${id}.`);
  changed();
}
