import type { Asset } from '../library/sampleFile';

/** Why a request is refused, as the page Error Messages of Oracle's REST API for Documents has it. */
export type RefusalReason = 'general' | 'notFound' | 'accessCode' | 'privileges' | 'link' | 'signIn';

/** Thrown wherever a request turns out to be refused; the API makes the answer of it. */
export class OracleRefusal extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly errorKey: string;

  constructor(
    reason: RefusalReason,
    message: string,
    /** What else the answer says. */
    readonly more: Readonly<Record<string, string>> = {},
    status = reasons[reason].status,
    errorKey = reasons[reason].errorKey,
  ) {
    super(message);
    this.status = status;
    this.errorCode = reasons[reason].errorCode;
    this.errorKey = errorKey;
  }
}

export function badRequest(message: string): OracleRefusal {
  return new OracleRefusal('general', `Request parameters are not formatted correctly: ${message}`);
}

export function notFound(id: string): OracleRefusal {
  return new OracleRefusal('notFound', `Security validation failed. '${id}' does not exist.`);
}

/** With what the documentation's example of a 403 has; the words for calls about tags are not documented. */
export function noPrivilege(
  person: string,
  { kind, oracleId: id, name }: Pick<Asset, 'kind' | 'oracleId' | 'name'>,
): OracleRefusal {
  const item = `${kind === 'file' ? 'fFileGUID' : 'fFolderGUID'}:${id}`;
  return new OracleRefusal(
    'privileges',
    `Unable to edit foldering information. User '${person}' has insufficient privilege to access ${item} with service FLD_EDIT_FILE.`,
    { errorType: kind, id, name },
    403,
    `!csFldUnableToEditDocumentLink!csCloudItemInsufficientPrivileges,${person},${item},FLD_EDIT_FILE`,
  );
}

// the keys of errors with tags, and what a failed sign-in looks like, are not documented
const reasons: Readonly<
  Record<RefusalReason, { readonly status: number; readonly errorCode: string; readonly errorKey: string }>
> = {
  general: { status: 400, errorCode: '-1', errorKey: '!csInvalidRequest' },
  notFound: { status: 404, errorCode: '-16', errorKey: '!csFldSecurityValidationFailed!csItemDoesNotExist' },
  accessCode: { status: 403, errorCode: '-18', errorKey: '!csFldUnableToEditDocumentLink!csAccessCodeRequiredForLinkAccess' },
  privileges: { status: 403, errorCode: '-20', errorKey: '!csCloudItemInsufficientPrivileges' },
  link: { status: 400, errorCode: '-26', errorKey: '!csLinkInvalidOrExpired' },
  signIn: { status: 401, errorCode: '-1', errorKey: '!csNotSignedIn' },
};
