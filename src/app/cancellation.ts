/**
 * Whether the work was called off by the person or by a signal: that is no error, and nothing is said about it. VS Code's own
 * CancellationError is known by its name, so that no face's library is needed here.
 */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled');
}

/** What is thrown where a question was left without an answer. */
export function cancellation(): Error {
  return new DOMException('Canceled', 'AbortError');
}
