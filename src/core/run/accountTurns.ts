/** Runs on one account take turns, whichever window or connection they are of. */
export interface AccountTurns {
  /**
   * Resolves once it is the caller's turn; the function ends it. Turns of one window come in the order of the calls.
   * Rejects with the signal's reason. @throws Fault `journal` where a lock can't be written
   * @param onWait is called where the turn is not the caller's at once
   */
  take(account: string, signal: AbortSignal, onWait?: () => void): Promise<() => Promise<void>>;
}

/** Turns among the runs of one process. */
export class LocalTurns implements AccountTurns {
  private readonly last = new Map<string, Promise<void>>();

  async take(account: string, signal: AbortSignal, onWait?: () => void): Promise<() => Promise<void>> {
    signal.throwIfAborted();
    const before = this.last.get(account);
    if (before) onWait?.();
    let end: () => void = () => undefined;
    const own = new Promise<void>(resolve => (end = resolve));
    // a turn that is given up passes on the one before it
    const turn = Promise.all([before, own]).then(() => {
      if (this.last.get(account) === turn) this.last.delete(account);
    });
    this.last.set(account, turn);
    try {
      await orAborted(before, signal);
    } catch (error) {
      end();
      throw error;
    }
    return () => {
      end();
      return Promise.resolve();
    };
  }
}

async function orAborted(waited: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  if (!waited) return;
  let stop: () => void = () => undefined;
  const aborted = new Promise<void>(resolve => {
    stop = resolve;
    signal.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([waited, aborted]);
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
}
