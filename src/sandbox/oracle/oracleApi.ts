import {
  type HttpAnswer,
  type Api,
  type FileFault,
  type Request,
  type RequestClass,
  htmlPage,
  pathSegments,
  textAnswer,
} from '../http/exchange';
import type { Asset } from '../library/sampleFile';
import { readTags, editItemTags } from './itemTags';
import { fieldsOf, inMediaType } from './itemMediaType';
import { Grants, OracleCaller, type Role } from './oracleAccess';
import { type OracleContext, describeItem, listItems, persons, searchItems } from './oracleItems';
import { badRequest, noPrivilege, notFound, OracleRefusal } from './oracleRefusal';
import { OracleSignIn } from './oracleSignIn';

/** Oracle Content: its REST API for Documents, versions 1.1 and 1.2, and what a client needs to sign in. */
export class OracleApi implements Api {
  private readonly signIn: OracleSignIn;
  private readonly grants: Grants;

  constructor(private readonly context: OracleContext) {
    this.signIn = new OracleSignIn(context);
    this.grants = new Grants(context.grants, context.now);
  }

  owns(path: string): boolean {
    return path.startsWith('/documents/') || path.startsWith('/oauth2/');
  }

  classOf({ method, path }: Request): RequestClass {
    if (!path.startsWith('/documents/api/') || path.includes('/applinks/')) return 'other';
    return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
  }

  answer(request: Request, fault?: FileFault): HttpAnswer {
    const asked = this.inItsMediaType(request);
    try {
      return this.route(asked, fault);
    } catch (error) {
      if (error instanceof OracleRefusal) return this.refused(asked, error);
      throw error;
    }
  }

  /** No 429 is documented for this API; clients must cope with one all the same. */
  refusal(request: Request, status: number): HttpAnswer {
    const [, id = ''] = /\/(?:files|folders)\/([^/]+)/.exec(request.path) ?? [];
    const reasons = new Map([
      [401, new OracleRefusal('signIn', 'The sign-in is missing, wrong or has expired.')],
      [404, notFound(id)],
      [413, new OracleRefusal('general', 'The request is too large.', {}, 413)],
      [429, new OracleRefusal('general', 'Too many requests.', {}, 429)],
    ]);
    const other = new OracleRefusal('general', 'Unable to execute service. The error has been logged.', {}, status);
    return this.refused(this.inItsMediaType(request), reasons.get(status) ?? other);
  }

  private inItsMediaType(request: Request): Request {
    if (this.context.behavior().oracleAnswers !== 'xml') return request;
    return { ...request, headers: { ...request.headers, accept: 'application/xml' } };
  }

  private route(request: Request, fault: FileFault | undefined): HttpAnswer {
    const [area, ...names] = pathSegments(request.path) ?? [];
    const route = `${request.method} ${area ?? ''}/${names.join('/')}`;
    if (route === 'POST oauth2/v1/token') return this.signIn.clientToken(request);
    if (route === 'GET documents/web' && request.query.get('IdcService') === 'GET_OAUTH_TOKEN')
      return this.signIn.webToken(request);
    const [api, version = '', collection, ...rest] = names;
    if (area !== 'documents' || api !== 'api' || !versions.includes(version)) throw noSuchThing();
    if (collection === 'applinks') return this.applicationLinks(request, rest, version);
    const caller = this.caller(request);
    if (collection === 'files') return this.files(request, caller, rest, fault);
    if (collection === 'folders') return this.folders(request, caller, rest, version, fault);
    throw noSuchThing();
  }

  private caller(request: Request): OracleCaller {
    const person = this.signIn.person(request);
    const grant = this.grants.opened(request);
    if (person === undefined && grant === undefined)
      throw new OracleRefusal('signIn', 'The sign-in is missing, wrong or has expired.');
    const name = person === undefined ? 'Anonymous' : persons[person].displayName;
    return new OracleCaller(this.context.library, person, name, grant);
  }

  private files(
    request: Request,
    caller: OracleCaller,
    [id = '', ...names]: readonly string[],
    fault: FileFault | undefined,
  ): HttpAnswer {
    const { media } = this.context;
    switch (`${request.method} ${names.join('/')}`) {
      case 'GET ':
        return inMediaType(request, 200, { ...describeItem(this.context, caller.file(id, 'read')), errorCode: '0' });
      case 'GET data':
        return this.picture(media.picture(caller.file(id, 'download')));
      // at the same path in versions 1.1 and 1.2
      case 'GET data/thumbnail':
        return this.picture(media.picture(caller.file(id, 'read')));
      case 'GET data/rendition':
        if (!/^(?:page|thumbnail)1$/.test(request.query.get('rendition') ?? '')) throw badRequest('there is no such rendition.');
        return this.picture(media.picture(caller.file(id, 'read')));
      default:
        return this.tags(request, caller, names, use => caller.file(id, use), fault);
    }
  }

  private folders(
    request: Request,
    caller: OracleCaller,
    names: readonly string[],
    version: string,
    fault: FileFault | undefined,
  ): HttpAnswer {
    // without an id it is the home folder: /folders/items, /folders/search/items
    const [id = '', ...rest] = names[0] === 'items' || names[0] === 'search' ? ['self', ...names] : names;
    switch (`${request.method} ${rest.join('/')}`) {
      case 'GET ':
        return inMediaType(request, 200, { ...describeItem(this.context, caller.folder(id, 'read')), errorCode: '0' });
      case 'GET items':
        return listItems(this.context, caller, request, id);
      case 'GET search/items':
        return searchItems(this.context, caller, request, id, version);
      default:
        return this.tags(request, caller, rest, use => caller.folder(id, use), fault);
    }
  }

  private tags(
    request: Request,
    caller: OracleCaller,
    names: readonly string[],
    open: (use: 'read' | 'write') => Asset,
    fault: FileFault | undefined,
  ): HttpAnswer {
    if (names.join('/') !== 'tags') throw noSuchThing();
    if (request.method === 'GET') return readTags(this.context, request, open('read'), fault);
    if (!['POST', 'PUT', 'DELETE'].includes(request.method)) throw noSuchThing();
    return editItemTags(this.context, caller, request, open('write'), fault);
  }

  /** Create File Applink, Create Folder Applink, Refresh Applink Token. */
  private applicationLinks(request: Request, [kind = '', id = '', ...rest]: readonly string[], version: string): HttpAnswer {
    if (request.method === 'PUT' && kind === 'token' && id === '') {
      this.signIn.person(request);
      return inMediaType(request, 200, { accessToken: this.grants.renew(request), type: 'applink', errorCode: '0' });
    }
    if (request.method !== 'POST' || !['file', 'folder'].includes(kind) || rest.length > 0) throw noSuchThing();
    const caller = this.caller(request);
    const item = kind === 'file' ? caller.file(id, 'read') : caller.folder(id, 'read');
    if (!caller.owns(item)) throw noPrivilege(caller.name, item);
    const { assignedUser, role = 'viewer' } = fieldsOf(request);
    if (typeof assignedUser !== 'string' || assignedUser === '') throw badRequest('assignedUser is required.');
    if (!isRole(role) || (role === 'manager' && version === '1.1')) throw badRequest('there is no such role.');
    const link = this.grants.create({ path: item.path, role });
    const appLinkUrl = `http://${request.headers.host ?? '127.0.0.1'}/documents/embed/link/app/${link.appLinkID}/${kind}/${id}`;
    return inMediaType(request, 200, { ...link, appLinkUrl, role, id, type: 'applink', errorCode: '0' });
  }

  private picture(body: Buffer): HttpAnswer {
    const isNamed = this.context.behavior().oraclePictures === 'named';
    return { status: 200, headers: { 'content-type': isNamed ? 'image/png' : 'application/octet-stream' }, body };
  }

  /** `type` is an address in an error, and the kind of item elsewhere (page Error Messages of Oracle's documentation). */
  private refused(request: Request, refusal: OracleRefusal): HttpAnswer {
    const { status, errorCode, errorKey, message, more } = refusal;
    if (errorCode === '-20') {
      const odd = oddForbidden[this.context.behavior().forbidden];
      if (odd !== undefined) return odd;
    }
    const type = 'https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html';
    const answer = inMediaType(request, status, { errorCode, errorKey, errorMessage: message, ...more, title: message, type });
    const challenge = { 'www-authenticate': 'Basic realm="Oracle Content"' };
    return status === 401 ? { ...answer, headers: { ...answer.headers, ...challenge } } : answer;
  }
}

const oddForbidden: Readonly<Record<string, HttpAnswer>> = {
  empty: { status: 403, headers: {}, body: '' },
  text: textAnswer(403, 'Forbidden'),
  page: htmlPage(403),
  signIn: textAnswer(403, 'Authentication failed: please sign in.'),
};

const versions = ['1.1', '1.2'];
const roles: readonly string[] = ['viewer', 'downloader', 'contributor', 'manager'];

function isRole(value: unknown): value is Role {
  return typeof value === 'string' && roles.includes(value);
}

function noSuchThing(): OracleRefusal {
  return new OracleRefusal('general', 'The requested resource does not exist.', {}, 404);
}
