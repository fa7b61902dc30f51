import * as tls from 'node:tls';

/** What `node:tls` offers from Node 22.15 on. */
export interface CertificateStore {
  readonly getCACertificates?: (kind: 'default' | 'system') => readonly string[];
}

/**
 * Node's own certificates (with those of NODE_EXTRA_CA_CERTS) and the operating system's, so that what a company's
 * administrator trusts is trusted here. Undefined where Node can't tell: its own ones hold then.
 */
export function trustedCertificates(store: CertificateStore = tls as CertificateStore): readonly string[] | undefined {
  if (store.getCACertificates === undefined) return undefined;
  return [...new Set([...store.getCACertificates('default'), ...store.getCACertificates('system')])];
}
