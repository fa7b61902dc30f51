import type { Answer } from '../exchange';
import { json } from '../exchange';

/** A refusal, in the form that ImageKit's OpenAPI description gives all of them. */
export function refusal(status: number, message: string, more: Readonly<Record<string, unknown>> = {}): Answer {
  return json(status, { message, help: 'For support kindly contact us at support@imagekit.io.', ...more });
}

/** The 404 of the bulk endpoints, letter for letter as in ImageKit's documentation of Add tags (bulk). */
export function missingFiles(missingFileIds: readonly string[]): Answer {
  return json(404, {
    message: 'The requested file(s) does not exist.',
    help: 'For support kindly contact us at support@imagekit.io .',
    missingFileIds,
  });
}
