/** One request. Its URL carries the query; nothing is added to the headers but what HTTP itself needs. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How many bytes of answer are accepted, where it is fewer than the transport accepts anyway. */
  readonly sizeLimit?: number;
  /** How long the whole exchange may take, in ms, where it is less than the transport allows anyway. */
  readonly timeLimitMs?: number;
}

/** One answer, whole. */
export interface HttpResponse {
  readonly status: number;
  /** Names are lower case; a header sent several times is joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Sends one request and reads its answer to the end, whatever the status. Throws a Fault that holds nothing of what was
 * sent, or the signal's reason when aborted. Follows no redirect: a redirect is no answer of a service's API, and following
 * one would carry credentials elsewhere.
 */
export type Transport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

export function textOf(response: HttpResponse): string {
  return new TextDecoder().decode(response.body);
}
