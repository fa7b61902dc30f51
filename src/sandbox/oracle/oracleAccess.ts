import { randomBytes } from 'node:crypto';
import type { Request } from '../http/exchange';
import { colleagueFolder } from '../library/documentedFixtures';
import type { MediaLibrary } from '../library/mediaLibrary';
import type { Asset, Owner, SampleFile, SampleFolder } from '../library/sampleFile';
import { badRequest, noPrivilege, notFound, OracleRefusal } from './oracleRefusal';

/** What a link opens: a file or a folder with all in it, by path. */
export interface LinkGrant {
  readonly path: string;
  readonly role: Role;
}

interface ApplicationLink extends LinkGrant {
  /** Until when each access token is good. */
  readonly accessTokens: Map<string, number>;
  readonly refreshToken: string;
  readonly refreshUntil: number;
}

interface PublicLink extends LinkGrant {
  readonly accessCode: string | undefined;
}

/** The application links and public links of Oracle Content (page Applinks Resource of its documentation). */
export class Grants {
  private readonly applications = new Map<string, ApplicationLink>();
  private readonly links: ReadonlyMap<string, PublicLink>;

  constructor(
    { application, protectedLink, openLink }: SampleGrants,
    private readonly now: () => number,
  ) {
    const path = colleagueFolder;
    this.keep(application.appLinkId, { path, role: sampleRoles.application }, application);
    this.links = new Map([
      [protectedLink.linkId, { path, role: sampleRoles.protectedLink, accessCode: protectedLink.accessCode }],
      [openLink.linkId, { path, role: sampleRoles.openLink, accessCode: undefined }],
    ]);
  }

  create(grant: LinkGrant): { readonly appLinkID: string; readonly accessToken: string; readonly refreshToken: string } {
    const [appLinkID, accessToken, refreshToken] = [`LF${randomText(96)}`, randomText(48), randomText(48)];
    this.keep(appLinkID, grant, { accessToken, refreshToken });
    return { appLinkID, accessToken, refreshToken };
  }

  /** A new access token for the link that the request's headers name. The old one stays good until its end. */
  renew({ headers }: Request): string {
    const link = this.applications.get(header(headers['applinkid']));
    if (headers['applinkid'] === undefined || headers['accesstoken'] === undefined || headers['refreshtoken'] === undefined)
      throw badRequest('the headers appLinkID, accessToken and refreshToken are required.');
    if (link?.refreshToken !== headers['refreshtoken'] || link.refreshUntil <= this.now()) throw invalidLink();
    const accessToken = randomText(48);
    link.accessTokens.set(accessToken, this.now() + accessLife);
    return accessToken;
  }

  /** What the request's headers open, beside what its user may see anyway. */
  opened({ headers }: Request): LinkGrant | undefined {
    if (headers['applinkid'] !== undefined) return this.application(header(headers['applinkid']), header(headers['accesstoken']));
    if (headers['linkid'] !== undefined) return this.publicLink(header(headers['linkid']), headers.cookie ?? '');
    return undefined;
  }

  private keep(id: string, grant: LinkGrant, tokens: { readonly accessToken: string; readonly refreshToken: string }): void {
    this.applications.set(id, {
      ...grant,
      accessTokens: new Map([[tokens.accessToken, this.now() + accessLife]]),
      refreshToken: tokens.refreshToken,
      refreshUntil: this.now() + refreshLife,
    });
  }

  private application(id: string, accessToken: string): LinkGrant {
    if (accessToken === '') throw badRequest('the header accessToken is required where appLinkID is used.');
    const link = this.applications.get(id);
    // which error an ended access token gets is not documented; this one is there for links that have expired
    if (link === undefined || (link.accessTokens.get(accessToken) ?? 0) <= this.now()) throw invalidLink();
    return link;
  }

  private publicLink(id: string, cookie: string): LinkGrant {
    const link = this.links.get(id);
    if (link === undefined) throw invalidLink();
    if (link.accessCode !== undefined && accessCode(cookie, id) !== link.accessCode)
      throw new OracleRefusal(
        'accessCode',
        'Unable to edit foldering information. The access code must be provided to access the link.',
      );
    return link;
  }
}

const minute = 60_000;
const accessLife = 15 * minute;
const refreshLife = 24 * 60 * minute;

function invalidLink(): OracleRefusal {
  return new OracleRefusal('link', 'The link is invalid or has expired.');
}

export function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

function header(value: string | readonly string[] | undefined): string {
  return String(value ?? '');
}

/** A code may hold any character that a cookie may, `=` too. */
function accessCode(cookie: string, linkId: string): string | undefined {
  const start = `dAccessCode-${linkId}=`;
  const code = cookie
    .split(/; */)
    .find(pair => pair.startsWith(start))
    ?.slice(start.length);
  try {
    return code === undefined ? undefined : decodeURIComponent(code);
  } catch {
    return code;
  }
}

/** What a file or folder is wanted for. */
export type Use = 'read' | 'download' | 'write';

/** A person or a link that asks, and what is open to them: their own things, and what a link opens. */
export class OracleCaller {
  constructor(
    private readonly library: MediaLibrary,
    readonly person: Owner | undefined,
    /** As refusals call them. */
    readonly name: string,
    private readonly grant: LinkGrant | undefined,
  ) {}

  /** @throws OracleRefusal where there is no such file, or it isn't open to the caller */
  file(id: string, use: Use): SampleFile {
    return this.open(this.library.fileByOracleId(id), id, use);
  }

  /** `self` is the caller's home folder. */
  folder(id: string, use: Use): SampleFolder {
    const folder = this.library.folderByOracleId(id);
    if (folder?.path === '/' && this.person === undefined) throw noPrivilege(this.name, folder);
    return this.open(folder, id, use);
  }

  /** Whether the item is the caller's, and so may be shared further. */
  owns({ owner }: Asset): boolean {
    return owner === this.person;
  }

  /** Whether the item is seen in a listing or found by a search. */
  sees(item: Asset): boolean {
    return item.path !== '/' && this.may(item, 'read');
  }

  private open<Item extends Asset>(item: Item | undefined, id: string, use: Use): Item {
    if (item === undefined) throw notFound(id);
    if (!this.may(item, use)) throw noPrivilege(this.name, item);
    return item;
  }

  private may(item: Asset, use: Use): boolean {
    if (this.owns(item) || (item.path === '/' && this.person !== undefined)) return true;
    const { grant } = this;
    const isGranted = grant !== undefined && (item.path === grant.path || item.path.startsWith(`${grant.path}/`));
    return isGranted && rolesFor[use].includes(grant.role);
  }
}

// tags can be set with the contributor role at least, files downloaded with the downloader role at least
const rolesFor: Readonly<Record<Use, readonly Role[]>> = {
  read: ['viewer', 'downloader', 'contributor', 'manager'],
  download: ['downloader', 'contributor', 'manager'],
  write: ['contributor', 'manager'],
};

export type Role = 'viewer' | 'downloader' | 'contributor' | 'manager';

/** Links that open the colleague's folder, as a client is given them. */
export interface SampleGrants {
  /** For contributors. Its access token ends 15 minutes after the start, as any; the refresh token gives another. */
  readonly application: { readonly appLinkId: string; readonly accessToken: string; readonly refreshToken: string };
  /** For contributors, with an access code. */
  readonly protectedLink: { readonly linkId: string; readonly accessCode: string };
  /** For viewers, without one. */
  readonly openLink: { readonly linkId: string };
}

// the ids and tokens of the examples in Oracle's documentation, so that those work here as they are printed
export const sampleGrants: SampleGrants = {
  application: {
    appLinkId:
      'LF5Bxj4TPo_p4n4qWn0tbKTicR2cTUJKv7X_ng9E7ry93rRuDokPqS1d6-wKwhb_wtcGYFDsI_cNMxeKQ-HR-FXQhiVoGRTYM_MPZY8qpICfYU94mmnMjM_cvsRhKMzc0NJgvwEJfqqDwPsAVrhc8cmg==',
    accessToken: '352FpiMmW66PeYI1Gh5b83I9CXRwZhLfYAu4TXdqpzD8uNKUBMZVVJ3ZvivUW8kQ',
    refreshToken: 'ctOCKm4mtpayp__jUlQsfdFEd52vSn2Pd4QxOTcSZ1Wch0f9JP7EFSaXmDLKZdql',
  },
  protectedLink: { linkId: 'LF8D36FAFAB4388BECEAC4AEB5D17B95F47087F4E518', accessCode: 'test12345' },
  openLink: { linkId: 'L4D1A07C2E95B3860F7A29C415D17B95F47087F4E518' },
};

export const sampleRoles: Readonly<Record<keyof SampleGrants, Role>> = {
  application: 'contributor',
  protectedLink: 'contributor',
  openLink: 'viewer',
};
