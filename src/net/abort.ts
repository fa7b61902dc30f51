import { onAbort } from '../core/model/abort';

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
