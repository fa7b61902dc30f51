import { createHash } from 'node:crypto';
import { type AccountTurns, LocalTurns } from '../core/run/accountTurns';
import { journalFault } from './journalFiles';
import type { HeldLock, ProcessLocks } from './processLock';

/** Turns of all windows: those of this one in the order of the calls, and each under the account's lock. */
export class AccountLocks implements AccountTurns {
  private readonly local = new LocalTurns();
  private loading: Promise<ProcessLocks> | undefined;

  /** @param folder the same for all windows */
  constructor(private readonly folder: string) {}

  async take(account: string, signal: AbortSignal, onWait?: () => void): Promise<() => Promise<void>> {
    const end = await this.local.take(account, signal, onWait);
    let lock: HeldLock;
    try {
      lock = await (await this.locks()).wait(nameOf(account), signal, onWait);
    } catch (error) {
      await end();
      signal.throwIfAborted();
      throw journalFault(error);
    }
    return async () => {
      await lock.release();
      await end();
    };
  }

  /** Loaded with the first turn: a start does not pay for it. */
  private locks(): Promise<ProcessLocks> {
    return (this.loading ??= import('./processLock').then(({ ProcessLocks }) => new ProcessLocks(this.folder)));
  }
}

/** An account may be named by any characters. */
function nameOf(account: string): string {
  return createHash('sha256').update(account).digest('hex').slice(0, 32);
}
