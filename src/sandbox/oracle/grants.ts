import { randomBytes } from 'node:crypto';
import type { Request } from '../exchange';
import { badRequest, Refusal } from './refusal';
import { GRANTED_FOLDER, SAMPLE_GRANTS, SAMPLE_ROLES } from './samples';

export type Role = 'viewer' | 'downloader' | 'contributor' | 'manager';

/** What a link opens: a file or a folder with all in it, by path. */
export interface Grant {
  readonly path: string;
  readonly role: Role;
}

interface ApplicationLink extends Grant {
  /** Until when each access token is good. */
  readonly accessTokens: Map<string, number>;
  readonly refreshToken: string;
  readonly refreshUntil: number;
}

interface PublicLink extends Grant {
  readonly accessCode: string | undefined;
}

/** The application links and public links of Oracle Content (page Applinks Resource of its documentation). */
export class Grants {
  readonly #applications = new Map<string, ApplicationLink>();
  readonly #links: ReadonlyMap<string, PublicLink>;

  constructor(private readonly now: () => number) {
    const { application, protectedLink, openLink } = SAMPLE_GRANTS;
    const path = GRANTED_FOLDER;
    this.#applications.set(application.appLinkId, {
      path,
      role: SAMPLE_ROLES.application,
      accessTokens: new Map([[application.accessToken, now() + ACCESS_LIFE]]),
      refreshToken: application.refreshToken,
      refreshUntil: now() + REFRESH_LIFE,
    });
    this.#links = new Map([
      [protectedLink.linkId, { path, role: SAMPLE_ROLES.protectedLink, accessCode: protectedLink.accessCode }],
      [openLink.linkId, { path, role: SAMPLE_ROLES.openLink, accessCode: undefined }],
    ]);
  }

  create(grant: Grant): { readonly appLinkID: string; readonly accessToken: string; readonly refreshToken: string } {
    const [appLinkID, accessToken, refreshToken] = [`LF${secret(96)}`, secret(48), secret(48)];
    const accessTokens = new Map([[accessToken, this.now() + ACCESS_LIFE]]);
    this.#applications.set(appLinkID, { ...grant, accessTokens, refreshToken, refreshUntil: this.now() + REFRESH_LIFE });
    return { appLinkID, accessToken, refreshToken };
  }

  /** A new access token for the link that the request's headers name. The old one stays good until its end. */
  renew({ headers }: Request): string {
    const link = this.#applications.get(header(headers['applinkid']));
    if (headers['applinkid'] === undefined || headers['accesstoken'] === undefined || headers['refreshtoken'] === undefined) {
      throw badRequest('The headers appLinkID, accessToken and refreshToken are required.');
    }
    if (link?.refreshToken !== headers['refreshtoken'] || link.refreshUntil <= this.now()) throw invalidLink();
    const accessToken = secret(48);
    link.accessTokens.set(accessToken, this.now() + ACCESS_LIFE);
    return accessToken;
  }

  /** What the request's headers open, beside what its user may see anyway. */
  opened({ headers }: Request): Grant | undefined {
    if (headers['applinkid'] !== undefined)
      return this.#application(header(headers['applinkid']), header(headers['accesstoken']));
    if (headers['linkid'] !== undefined) return this.#public(header(headers['linkid']), headers.cookie ?? '');
    return undefined;
  }

  #application(id: string, accessToken: string): Grant {
    if (accessToken === '') throw badRequest('The header accessToken is required where appLinkID is used.');
    const link = this.#applications.get(id);
    // which error an ended access token gets is not documented; this one is there for links that have expired
    if (link === undefined || (link.accessTokens.get(accessToken) ?? 0) <= this.now()) throw invalidLink();
    return link;
  }

  #public(id: string, cookie: string): Grant {
    const link = this.#links.get(id);
    if (link === undefined) throw invalidLink();
    if (link.accessCode !== undefined && accessCode(cookie, id) !== link.accessCode) {
      throw new Refusal('accessCode', 'Unable to complete the request. The access code must be provided to access the link.');
    }
    return link;
  }
}

const MINUTE = 60_000;
const ACCESS_LIFE = 15 * MINUTE;
const REFRESH_LIFE = 24 * 60 * MINUTE;

function invalidLink(): Refusal {
  return new Refusal('link', 'The link is invalid or has expired.');
}

export function secret(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

function header(value: string | readonly string[] | undefined): string {
  return String(value ?? '');
}

function accessCode(cookie: string, linkId: string): string | undefined {
  const [, code] =
    cookie
      .split(/; */)
      .map(pair => pair.split('='))
      .find(([name]) => name === `dAccessCode-${linkId}`) ?? [];
  try {
    return code === undefined ? undefined : decodeURIComponent(code);
  } catch {
    return code;
  }
}
