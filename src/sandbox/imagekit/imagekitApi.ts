import { randomUUID } from 'node:crypto';
import type { HttpAnswer, Api, FileFault, Request, RequestClass } from '../http/exchange';
import { basicCredentials, isRecord, isTexts, json, parsedJson, pathSegments } from '../http/exchange';
import { AssetList } from './assetList';
import { bulkEdits, deleteInBulk, editInBulk } from './bulkEdits';
import { deleteFile, readDetails, updateDetails } from './fileDetails';
import type { ImageKitContext } from './imagekitAssets';
import { missingFiles, refused } from './imagekitAssets';

/** ImageKit's media API, after ImageKit's OpenAPI description and, where it says more, its older documentation. */
export class ImageKitApi implements Api {
  private readonly list: AssetList;

  constructor(private readonly context: ImageKitContext) {
    this.list = new AssetList(context);
  }

  owns(path: string): boolean {
    return path === '/v1' || path.startsWith('/v1/');
  }

  classOf({ method }: Request): RequestClass {
    return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
  }

  answer(request: Request, fault?: FileFault): HttpAnswer {
    return identified(this.signInProblem(request) ?? this.route(request, fault));
  }

  refusal(request: Request, status: number, names: (id: string) => boolean = () => false): HttpAnswer {
    const problem = status === 401 ? undefined : this.signInProblem(request);
    if (problem !== undefined) return identified(problem);
    if (status === 404 && request.method === 'POST') return identified(missingFiles(fileIdsIn(request).filter(names)));
    if (status === 429) return identified(json(429, { message: 'You have sent too many requests. Please try again later.' }));
    return identified(refused(status, messages.get(status) ?? 'Something went wrong with ImageKit.io API.'));
  }

  /** The key is the user name; ImageKit's own SDK sends a made-up password, so that it is not looked at. */
  private signInProblem({ headers: { authorization = '' } }: Request): HttpAnswer | undefined {
    const key = basicCredentials(authorization)?.name ?? '';
    // the OpenAPI description allows the key as it is, too
    if (key === this.context.key || authorization === `Basic ${this.context.key}`) return undefined;
    // what holds no colon holds no key: how that is refused is not documented
    return key === '' ? refused(401, messages.get(401) ?? '') : refused(403, 'Your account cannot be authenticated.');
  }

  private route(request: Request, fault: FileFault | undefined): HttpAnswer {
    const [, collection, first = '', second, ...rest] = pathSegments(request.path) ?? [];
    if (collection !== 'files' || rest.length > 0) return noSuchThing();
    const bulk = bulkEdits.get(first);
    switch (`${request.method} ${first === '' ? '' : '/*'}${second === undefined ? '' : `/${second}`}`) {
      case 'HEAD ':
      case 'GET ':
        return this.list.answer(request, fault);
      case 'POST /*':
        if (bulk === undefined) return noSuchThing();
        return withBody(request, body => editInBulk(this.context, bulk, body, fault));
      case 'POST /*/deleteByFileIds':
        return first === 'batch' ? withBody(request, body => deleteInBulk(this.context, body)) : noSuchThing();
      case 'DELETE /*':
        return deleteFile(this.context, first);
      case 'GET /*/details':
        return readDetails(this.context, first, fault);
      case 'PATCH /*/details':
        return withBody(request, body => updateDetails(this.context, first, body, fault));
      default:
        return noSuchThing();
    }
  }
}

const messages: ReadonlyMap<number, string> = new Map([
  [401, 'Your request does not contain private API key.'],
  [404, 'The requested file does not exist.'],
  [413, 'Your request is too large.'],
]);

/** Every response has an id (ImageKit's documentation, API introduction). */
function identified(answer: HttpAnswer): HttpAnswer {
  return { ...answer, headers: { ...answer.headers, 'x-ik-requestid': randomUUID() } };
}

function noSuchThing(): HttpAnswer {
  return refused(404, 'The requested resource does not exist.');
}

function fileIdsIn({ body }: Request): readonly string[] {
  const value = parsedJson(body);
  const { fileIds } = isRecord(value) ? value : {};
  return isTexts(fileIds) ? fileIds : [];
}

function withBody({ body }: Request, answer: (body: unknown) => HttpAnswer): HttpAnswer {
  const value = parsedJson(body === '' ? '{}' : body);
  return value === undefined ? refused(400, 'Your request contains invalid JSON.') : answer(value);
}
