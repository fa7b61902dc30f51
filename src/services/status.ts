import type { AnswerCode } from '../core/model/fault';

/** What a status means that was not asked for; both services use them as RFC 9110 has them. */
export function codeOfStatus(status: number): AnswerCode {
  if (status < 400) return 'unexpectedAnswer';
  if (status >= 500) return 'serverError';
  return codes[status] ?? 'rejected';
}

const codes: Readonly<Record<number, AnswerCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  407: 'proxySignIn',
  408: 'timeout',
  409: 'conflict',
  429: 'rateLimited',
};
