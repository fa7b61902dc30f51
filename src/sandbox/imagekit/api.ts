import { randomUUID } from 'node:crypto';
import type { Answer, Api, Request } from '../exchange';
import { basicCredentials, json, segments } from '../exchange';
import { refusal } from './answer';
import { BULK_EDITS, deleteInBulk, editInBulk } from './bulk';
import type { ImageKitContext } from './context';
import { deleteFile, readDetails, updateDetails } from './details';
import { Listing } from './list';

/** ImageKit's media API, after ImageKit's OpenAPI description and, where it says more, its older documentation. */
export class ImageKit implements Api {
  readonly #listing: Listing;

  constructor(private readonly context: ImageKitContext) {
    this.#listing = new Listing(context);
  }

  owns(path: string): boolean {
    return path === '/v1' || path.startsWith('/v1/');
  }

  writes({ method }: Request): boolean {
    return method !== 'GET' && method !== 'HEAD';
  }

  answer(request: Request): Answer {
    return this.#identified(this.#signInProblem(request) ?? this.#route(request));
  }

  tooLarge(): Answer {
    return this.#identified(refusal(413, 'Your request is too large.'));
  }

  tooMany(): Answer {
    return this.#identified(json(429, { message: 'You have sent too many requests. Please try again later.' }));
  }

  /** Every response has an id (ImageKit's documentation, API introduction). */
  #identified(answer: Answer): Answer {
    return { ...answer, headers: { ...answer.headers, 'x-ik-requestid': randomUUID() } };
  }

  /** The key is the user name; ImageKit's own SDK sends a made-up password, so that it is not looked at. */
  #signInProblem({ headers }: Request): Answer | undefined {
    const { authorization = '' } = headers;
    const key = basicCredentials(authorization)?.name ?? '';
    // the OpenAPI description allows the key as it is, too
    if (key === this.context.key || authorization === `Basic ${this.context.key}`) return undefined;
    return key === ''
      ? refusal(401, 'Your request does not contain private API key.')
      : refusal(403, 'Your account cannot be authenticated.');
  }

  #route(request: Request): Answer {
    const [, collection, first = '', second, ...rest] = segments(request.path) ?? [];
    if (collection !== 'files' || rest.length > 0) return noSuchThing();
    const bulk = BULK_EDITS.get(first);
    switch (`${request.method} ${first === '' ? '' : '/*'}${second === undefined ? '' : `/${second}`}`) {
      case 'HEAD ':
      case 'GET ':
        return this.#listing.answer(request);
      case 'POST /*':
        return bulk === undefined ? noSuchThing() : withBody(request, body => editInBulk(this.context, bulk, body));
      case 'POST /*/deleteByFileIds':
        return first === 'batch' ? withBody(request, body => deleteInBulk(this.context, body)) : noSuchThing();
      case 'DELETE /*':
        return deleteFile(this.context, first);
      case 'GET /*/details':
        return readDetails(this.context, first);
      case 'PATCH /*/details':
        return withBody(request, body => updateDetails(this.context, first, body));
      default:
        return noSuchThing();
    }
  }
}

function noSuchThing(): Answer {
  return refusal(404, 'The requested resource does not exist.');
}

function withBody({ body }: Request, answer: (body: unknown) => Answer): Answer {
  let value: unknown;
  try {
    value = JSON.parse(body === '' ? '{}' : body);
  } catch {
    return refusal(400, 'Your request contains invalid JSON.');
  }
  return answer(value);
}
