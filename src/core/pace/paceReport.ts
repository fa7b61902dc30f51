import type { Budget } from '../model/budget';
import { faultOf } from '../model/fault';

/** How a request that was let in has ended, as far as its pace is concerned. */
export type PaceReport =
  | { readonly kind: 'granted'; readonly budget?: Budget | undefined }
  | { readonly kind: 'refused'; readonly budget?: Budget | undefined; readonly retryAfterMs?: number | undefined }
  /** It says nothing of the pace: no answer, or one of a server that is out of order. */
  | { readonly kind: 'neither' }
  /** It was not sent: its place goes to another. */
  | { readonly kind: 'unused' };

/** What a failed request says of the pace. */
export function paceReportOf(error: unknown): PaceReport {
  const { code, facts } = faultOf(error);
  if (code === 'rateLimited') return { kind: 'refused', budget: facts.budget, retryAfterMs: facts.retryAfterMs };
  const isAnswered = facts.status !== undefined && facts.status < 500;
  return isAnswered ? { kind: 'granted', budget: facts.budget } : { kind: 'neither' };
}
