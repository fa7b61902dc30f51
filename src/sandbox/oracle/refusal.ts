/** Why a request is refused, as the page Error Messages of Oracle's REST API for Documents has it. */
export type RefusalReason = 'general' | 'notFound' | 'accessCode' | 'privileges' | 'link' | 'signIn';

/** Thrown wherever a request turns out to be refused; the API makes the answer of it. */
export class Refusal extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly errorKey: string;

  constructor(reason: RefusalReason, message: string, status = REASONS[reason].status) {
    super(message);
    this.status = status;
    this.errorCode = REASONS[reason].errorCode;
    this.errorKey = REASONS[reason].errorKey;
  }
}

export function badRequest(message: string): Refusal {
  return new Refusal('general', message);
}

export function notFound(id: string): Refusal {
  return new Refusal('notFound', `Security validation failed. '${id}' does not exist.`);
}

export function noPrivilege(user: string, id: string): Refusal {
  return new Refusal(
    'privileges',
    `Unable to complete the request. User '${user}' has insufficient privilege to access '${id}'.`,
  );
}

// the keys of errors with tags, and what a failed sign-in looks like, are not documented
const REASONS: Readonly<
  Record<RefusalReason, { readonly status: number; readonly errorCode: string; readonly errorKey: string }>
> = {
  general: { status: 400, errorCode: '-1', errorKey: '!csInvalidRequest' },
  notFound: { status: 404, errorCode: '-16', errorKey: '!csFldSecurityValidationFailed!csItemDoesNotExist' },
  accessCode: { status: 403, errorCode: '-18', errorKey: '!csAccessCodeRequiredForLinkAccess' },
  privileges: { status: 403, errorCode: '-20', errorKey: '!csCloudItemInsufficientPrivileges' },
  link: { status: 400, errorCode: '-26', errorKey: '!csLinkInvalidOrExpired' },
  signIn: { status: 401, errorCode: '-1', errorKey: '!csNotSignedIn' },
};
