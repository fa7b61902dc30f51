import type { EndpointProblem } from '../core/model/invalidInput';
import { isLoopback } from '../net/loopback';

export type EndpointCheck =
  { readonly ok: true; readonly endpoint: string } | { readonly ok: false; readonly problem: EndpointProblem };

/** An address that a user typed, checked and in its normal form (see `Connection.endpoint`). Nothing is looked up. */
export function checkEndpoint(text: string): EndpointCheck {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return { ok: false, problem: 'notUrl' };
  const url = new URL(trimmed);
  const problem = problemOf(url, trimmed);
  if (problem !== undefined) return { ok: false, problem };
  return { ok: true, endpoint: url.origin + url.pathname.replace(/\/+$/, '') };
}

function problemOf(url: URL, text: string): EndpointProblem | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  if (url.username !== '' || url.password !== '') return 'userInfo';
  if (/[?#]/.test(text)) return 'query';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'insecure';
  return undefined;
}
