import { type AnswerFacts, Fault } from '../../core/model/fault';
import { redact } from '../../net/redact';
import { retryAfterMs } from '../../net/retryAfter';
import type { HttpResponse } from '../../net/transport';
import { jsonOf } from '../answer';
import { codeOfStatus } from '../status';
import { errorSchema } from './schema';

export interface FailureContext {
  readonly now: number;
  readonly secrets: readonly string[];
}

/** What an unsuccessful answer says. */
export function faultOfAnswer(response: HttpResponse, { now, secrets }: FailureContext): Fault {
  const parsed = errorSchema.safeParse(jsonOf(response));
  const error = parsed.success ? parsed.data : undefined;
  const pause = pauseOf(response, now);
  const id = requestIdOf(response);
  const facts: AnswerFacts = {
    status: response.status,
    ...(error && { detail: redact(error.message, secrets) }),
    ...(pause !== undefined && { retryAfterMs: pause }),
    ...(id !== undefined && { requestId: redact(id, secrets) }),
  };
  const code = codeOfStatus(response.status);
  if (code !== 'notFound') return new Fault(code, facts);
  // a 404 that ImageKit did not write is about the address, not about a file
  if (!error) return new Fault('unexpectedAnswer', { ...facts, subject: 'body' });
  return new Fault(code, {
    ...facts,
    ...(error.missingFileIds && error.missingFileIds.length > 0 && { missingIds: error.missingFileIds }),
  });
}

export function requestIdOf(response: HttpResponse): string | undefined {
  return response.headers['x-ik-requestid'];
}

/** `X-RateLimit-Reset` is in ms until the next call is allowed (OpenAPI description, RateLimitExceeded); `Retry-After` is no promise of ImageKit's. */
function pauseOf({ status, headers }: HttpResponse, now: number): number | undefined {
  if (status !== 429 && status < 500) return undefined;
  const reset = headers['x-ratelimit-reset'] ?? '';
  return /^\d+$/.test(reset) ? Number(reset) : retryAfterMs(headers['retry-after'], now);
}
