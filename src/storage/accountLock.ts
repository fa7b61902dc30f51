import { createHash } from 'node:crypto';
import { type AccountTurns, LocalTurns } from '../core/run/accountTurns';
import { journalFault } from './journals';
import { type HeldLock, ProcessLocks } from './processLock';

/** Turns of all windows: those of this one in the order of the calls, and each under the account's lock. */
export class AccountLocks implements AccountTurns {
  private readonly local = new LocalTurns();
  private readonly locks: ProcessLocks;

  /** @param folder the same for all windows */
  constructor(folder: string) {
    this.locks = new ProcessLocks(folder);
  }

  async take(account: string, signal: AbortSignal): Promise<() => Promise<void>> {
    const end = await this.local.take(account, signal);
    let lock: HeldLock;
    try {
      lock = await this.locks.wait(nameOf(account), signal);
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
}

/** An account may be named by any characters. */
function nameOf(account: string): string {
  return createHash('sha256').update(account).digest('hex').slice(0, 32);
}
