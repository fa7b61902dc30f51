import { Fault, type NetworkCode } from '../core/model/fault';

/**
 * What a failed exchange means. The error itself is not kept as the cause: what undici and Node put into their errors is
 * theirs to change, and may hold what was sent.
 */
export function faultOfFailure(error: unknown, host: string): Fault {
  if (error instanceof Fault) return error;
  const { code, syscall } = factsOf(error);
  const name = error instanceof Error ? error.name : typeof error;
  // undici's parser gives a code to some of its complaints alone
  if (name === 'HTTPParserError') return new Fault('unexpectedAnswer', { subject: host, systemCode: name });
  if (code === undefined) return new Fault('internal', { subject: host, detail: name });
  const meaning = codeOf(code, syscall);
  if (meaning === undefined) return new Fault('internal', { subject: host, detail: code });
  return new Fault(meaning, { subject: host, systemCode: code });
}

/** As `faultOfFailure`, for what failed before the request itself could be sent. */
export function faultOfConnecting(error: unknown, host: string): Fault {
  const fault = faultOfFailure(error, host);
  if (fault.code !== 'timeout' && fault.code !== 'connectionLost') return fault;
  const { systemCode } = fault.facts;
  return new Fault('refused', { subject: host, ...(systemCode !== undefined && { systemCode }) });
}

const codes: Readonly<Record<string, NetworkCode>> = {
  ENOTFOUND: 'hostNotFound',
  EAI_AGAIN: 'hostNotFound',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  EHOSTDOWN: 'refused',
  ENETUNREACH: 'refused',
  ENETDOWN: 'refused',
  EADDRNOTAVAIL: 'refused',
  // nothing had been sent yet
  UND_ERR_CONNECT_TIMEOUT: 'refused',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_SOCKET: 'connectionLost',
  UND_ERR_ABORTED: 'connectionLost',
  UND_ERR_DESTROYED: 'connectionLost',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'connectionLost',
  UND_ERR_INFO: 'connectionLost',
  ECONNRESET: 'connectionLost',
  ECONNABORTED: 'connectionLost',
  EPIPE: 'connectionLost',
  UND_ERR_HEADERS_OVERFLOW: 'tooLarge',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'tooLarge',
  UND_ERR_PRX_TLS: 'certificate',
  // a server that speaks something else than TLS
  EPROTO: 'unexpectedAnswer',
};

/** The names that Node's documentation lists as "X509 certificate error codes", and its own for a wrong name. */
const certificate =
  /^(ERR_TLS_CERT_ALTNAME_INVALID|CERT_\w+|UNABLE_TO_\w+|CRL_\w+|ERROR_IN_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|PATH_LENGTH_EXCEEDED|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)$/;

function codeOf(code: string, syscall: string | undefined): NetworkCode | undefined {
  if (code === 'ETIMEDOUT') return syscall === 'connect' ? 'refused' : 'timeout';
  if (certificate.test(code)) return 'certificate';
  if (code.startsWith('ERR_SSL_')) return 'unexpectedAnswer';
  return codes[code];
}

function factsOf(error: unknown): { readonly code?: string; readonly syscall?: string } {
  if (typeof error !== 'object' || error === null) return {};
  return {
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('syscall' in error && typeof error.syscall === 'string' && { syscall: error.syscall }),
  };
}
