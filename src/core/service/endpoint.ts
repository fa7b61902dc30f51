import type { EndpointProblem } from '../model/invalidInput';

export type EndpointCheck =
  { readonly ok: true; readonly endpoint: string } | { readonly ok: false; readonly problem: EndpointProblem };

/** An address that a user typed, checked and in its normal form (see `Connection.endpoint`). Nothing is looked up. */
export function checkEndpoint(text: string): EndpointCheck {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return { ok: false, problem: 'notUrl' };
  const url = new URL(trimmed);
  const problem = problemOf(url, trimmed);
  if (problem !== undefined) return { ok: false, problem };
  return { ok: true, endpoint: url.origin + withoutSlashes(url.pathname) };
}

/** Whether a URL's hostname is this machine: `localhost`, 127.0.0.0/8 or `[::1]`. Names are not looked up. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function problemOf(url: URL, text: string): EndpointProblem | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  if (url.username !== '' || url.password !== '') return 'userInfo';
  if (/[?#]/.test(text)) return 'query';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'insecure';
  return undefined;
}

/** Not by an expression: one that looks for slashes at the end begins anew at each slash of the text. */
function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}

/** What the editor and the environment say about the way to the network. */
export interface NetworkSettings {
  /** The setting `http.proxy`. */
  readonly proxy?: string;
  /** The setting `http.noProxy`. */
  readonly noProxy: readonly string[];
  /** The setting `http.proxyStrictSSL`: whether certificates are checked. */
  readonly strictSSL: boolean;
  /** Of these, HTTP_PROXY, HTTPS_PROXY and NO_PROXY are read, in either case. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
