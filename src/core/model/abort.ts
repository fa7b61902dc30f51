/** What waits for each signal. Hundreds of requests share a signal, and Node warns of a leak from eleven listeners on. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

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
