import { type Chance, oneOf } from './chance';

/** Why a request is not answered as its sender hoped. */
export type Trouble = Failure | Refusal;

/** Nothing that the service itself would say. */
export interface Failure {
  readonly kind: 'serverError' | 'lost' | 'timeout' | 'page';
}

/** What the service says. */
export type Refusal =
  | { readonly kind: 'unauthorized' | 'denied' }
  | { readonly kind: 'rateLimited'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'notFound'; readonly missingIds: readonly string[] | undefined }
  | { readonly kind: 'rejected'; readonly detail: string };

/** What its sender hears of a mishap. */
export function troubleOf(mishap: string): Trouble {
  if (mishap.startsWith('serverError')) return { kind: 'serverError' };
  if (mishap.startsWith('lost')) return { kind: 'lost' };
  return { kind: mishap.startsWith('timeout') ? 'timeout' : 'page' };
}

export function rateLimited(chance: Chance, isForEver: boolean): Trouble {
  const waits = isForEver ? [Infinity, 3e11] : [undefined, 0, -5_000, 300, 1_000, 20_000];
  return { kind: 'rateLimited', retryAfterMs: oneOf(chance, waits) };
}
