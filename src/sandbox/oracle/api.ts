import type { Answer, Api, Request } from '../exchange';
import { segments } from '../exchange';
import type { SampleFile, SampleFolder } from '../library/file';
import { Caller } from './caller';
import type { OracleContext } from './context';
import { listItems, searchItems } from './folders';
import { Grants } from './grants';
import type { Role } from './grants';
import { readTags, writeTags } from './itemTags';
import { describe } from './item';
import { fields, inMediaType } from './mediaType';
import { badRequest, noPrivilege, Refusal } from './refusal';
import { SignIn } from './signIn';

/** Oracle Content: its REST API for Documents, versions 1.1 and 1.2, and what a client needs to sign in. */
export class OracleContent implements Api {
  readonly #signIn: SignIn;
  readonly #grants: Grants;

  constructor(private readonly context: OracleContext) {
    this.#signIn = new SignIn(context);
    this.#grants = new Grants(context.now);
  }

  owns(path: string): boolean {
    return path.startsWith('/documents/') || path.startsWith('/oauth2/');
  }

  writes({ method, path }: Request): boolean {
    return path.startsWith('/documents/api/') && /\/tags\/?$/.test(path) && method !== 'GET' && method !== 'HEAD';
  }

  answer(request: Request): Answer {
    try {
      return this.#route(request);
    } catch (error) {
      if (error instanceof Refusal) return refused(request, error);
      throw error;
    }
  }

  tooLarge(request: Request): Answer {
    return refused(request, new Refusal('general', 'The request is too large.', 413));
  }

  /** No limit is documented for this API; clients must cope with one all the same. */
  tooMany(request: Request): Answer {
    return refused(request, new Refusal('general', 'Too many requests.', 429));
  }

  #route(request: Request): Answer {
    const [area, ...names] = segments(request.path) ?? [];
    const route = `${request.method} ${area ?? ''}/${names.join('/')}`;
    if (route === 'POST oauth2/v1/token') return this.#signIn.clientToken(request);
    if (route === 'GET documents/web' && request.query.get('IdcService') === 'GET_OAUTH_TOKEN')
      return this.#signIn.webToken(request);
    const [api, version = '', collection, ...rest] = names;
    if (area !== 'documents' || api !== 'api' || !VERSIONS.includes(version)) throw noSuchThing();
    if (collection === 'applinks') return this.#applicationLinks(request, rest, version);
    const caller = this.#caller(request);
    if (collection === 'files') return this.#files(request, caller, rest);
    if (collection === 'folders') return this.#folders(request, caller, rest, version);
    throw noSuchThing();
  }

  #caller(request: Request): Caller {
    const person = this.#signIn.person(request);
    const grant = this.#grants.opened(request);
    if (person === undefined && grant === undefined) throw new Refusal('signIn', 'The sign-in is missing, wrong or has expired.');
    return new Caller(this.context.library, person, grant);
  }

  #files(request: Request, caller: Caller, [id = '', ...names]: readonly string[]): Answer {
    const { library, media } = this.context;
    switch (`${request.method} ${names.join('/')}`) {
      case 'GET ':
        return inMediaType(request, 200, { ...describe(library, caller.file(id, 'read')), errorCode: '0' });
      case 'GET data':
        return picture(media.picture(caller.file(id, 'download')));
      case 'GET data/thumbnail':
        return picture(media.picture(caller.file(id, 'read')));
      case 'GET data/rendition':
        if (!/^(?:page|thumbnail)1$/.test(request.query.get('rendition') ?? '')) throw badRequest('There is no such rendition.');
        return picture(media.picture(caller.file(id, 'read')));
      default:
        return this.#tags(request, caller, names, use => caller.file(id, use));
    }
  }

  #folders(request: Request, caller: Caller, names: readonly string[], version: string): Answer {
    const { library } = this.context;
    // without an id it is the home folder: /folders/items, /folders/search/items
    const [id = '', ...rest] = names[0] === 'items' || names[0] === 'search' ? ['self', ...names] : names;
    switch (`${request.method} ${rest.join('/')}`) {
      case 'GET ':
        return inMediaType(request, 200, { ...describe(library, caller.folder(id, 'read')), errorCode: '0' });
      case 'GET items':
        return listItems(library, caller, request, id);
      case 'GET search/items':
        return searchItems(library, caller, request, id, version);
      default:
        return this.#tags(request, caller, rest, use => caller.folder(id, use));
    }
  }

  #tags(
    request: Request,
    caller: Caller,
    names: readonly string[],
    open: (use: 'read' | 'write') => SampleFile | SampleFolder,
  ): Answer {
    if (names.join('/') !== 'tags') throw noSuchThing();
    if (request.method === 'GET') return readTags(this.context, request, open('read'));
    if (['POST', 'PUT', 'DELETE'].includes(request.method)) return writeTags(this.context, caller, request, open('write'));
    throw noSuchThing();
  }

  /** Create File Applink, Create Folder Applink, Refresh Applink Token. */
  #applicationLinks(request: Request, [kind = '', id = '', ...rest]: readonly string[], version: string): Answer {
    if (request.method === 'PUT' && kind === 'token' && id === '') {
      this.#signIn.person(request);
      return inMediaType(request, 200, { accessToken: this.#grants.renew(request), type: 'applink', errorCode: '0' });
    }
    if (request.method !== 'POST' || !['file', 'folder'].includes(kind) || rest.length > 0) throw noSuchThing();
    const caller = this.#caller(request);
    const item = kind === 'file' ? caller.file(id, 'read') : caller.folder(id, 'read');
    if (!caller.owns(item)) throw noPrivilege(caller.person ?? 'anonymous', id);
    const { assignedUser, role = 'viewer' } = fields(request);
    if (typeof assignedUser !== 'string' || assignedUser === '') throw badRequest('assignedUser is required.');
    if (!isRole(role) || (role === 'manager' && version === '1.1')) throw badRequest('There is no such role.');
    const link = this.#grants.create({ path: item.path, role });
    const appLinkUrl = `http://${request.headers.host ?? '127.0.0.1'}/documents/embed/link/app/${link.appLinkID}/${kind}/${id}`;
    return inMediaType(request, 200, { ...link, appLinkUrl, role, id, type: 'applink', errorCode: '0' });
  }
}

const VERSIONS = ['1.1', '1.2'];
const ROLES: readonly string[] = ['viewer', 'downloader', 'contributor', 'manager'];

function isRole(value: unknown): value is Role {
  return typeof value === 'string' && ROLES.includes(value);
}

function picture(body: Buffer): Answer {
  return { status: 200, headers: { 'content-type': 'image/png' }, body };
}

function noSuchThing(): Refusal {
  return new Refusal('general', 'The requested resource does not exist.', 404);
}

/** `type` is an address in an error, and the kind of item elsewhere (page Error Messages of Oracle's documentation). */
function refused(request: Request, { status, errorCode, errorKey, message }: Refusal): Answer {
  const answer = inMediaType(request, status, {
    errorCode,
    errorKey,
    errorMessage: message,
    title: message,
    type: 'https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html',
  });
  return status === 401
    ? { ...answer, headers: { ...answer.headers, 'www-authenticate': 'Basic realm="Oracle Content"' } }
    : answer;
}
