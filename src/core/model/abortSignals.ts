/** What waits for each signal. Hundreds of requests share a signal, and Node warns of a leak from eleven listeners on. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

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

/** Calls the listener when the signal aborts, at once where it has; the returned function ends the wait. */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) {
    listener();
    return () => undefined;
  }
  const listeners = waiting.get(signal) ?? listenTo(signal);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The promise's result, or the signal's reason if that comes first. The work behind the promise goes on either way. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stopListening = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stopListening = onAbort(signal, () => {
      // the reason is the caller's own, and is handed back as it is
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      reject(signal.reason);
    });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stopListening();
  }
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const listeners = new Set<() => void>();
  waiting.set(signal, listeners);
  const abort = () => {
    for (const listener of listeners) listener();
    listeners.clear();
  };
  signal.addEventListener('abort', abort, { once: true });
  return listeners;
}
