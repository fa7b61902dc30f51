import type { AccountTurns } from '../../src/core/run/accountTurns';
import { type Chance, chanceOf, oneOf } from '../world/chance';
import type { Owner, Scheduler } from './scheduler';

interface Waiter {
  readonly owner: Owner;
  readonly enter: () => void;
}

/** The lock of each account, which falls with its window. */
export class Turns {
  private readonly holders = new Map<string, Owner>();
  private readonly waiters = new Map<string, Waiter[]>();
  private readonly chance: Chance;

  constructor(
    private readonly scheduler: Scheduler,
    seed: number,
  ) {
    this.chance = chanceOf(seed, 'turns');
  }

  turnsFor(owner: Owner): AccountTurns {
    return { take: (account, signal) => this.take(account, owner, signal) };
  }

  /** The owner is gone. */
  leave(owner: Owner): void {
    for (const [account, waiters] of this.waiters)
      this.waiters.set(
        account,
        waiters.filter(waiter => waiter.owner !== owner),
      );
    for (const [account, holder] of this.holders) if (holder === owner) this.release(account);
  }

  private take(account: string, owner: Owner, signal: AbortSignal): Promise<() => Promise<void>> {
    return new Promise((resolve, reject) => {
      // what a window that is gone still had on its mind comes to nothing
      if (!owner.isAlive) return;
      const enter = () => {
        signal.removeEventListener('abort', giveUp);
        this.holders.set(account, owner);
        this.scheduler.in(1 + 3 * this.chance(), owner, () => {
          resolve(() => {
            this.release(account);
            return Promise.resolve();
          });
        });
      };
      const waiter = { owner, enter };
      const giveUp = () => {
        const left = (this.waiters.get(account) ?? []).filter(one => one !== waiter);
        this.waiters.set(account, left);
        reject(signal.reason as Error);
      };
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      if (!this.holders.has(account)) {
        enter();
        return;
      }
      this.waiters.set(account, [...(this.waiters.get(account) ?? []), waiter]);
      signal.addEventListener('abort', giveUp);
    });
  }

  /** Within a window runs go one after the other; between windows there is no order. */
  private release(account: string): void {
    this.holders.delete(account);
    const waiters = this.waiters.get(account) ?? [];
    if (waiters.length === 0) return;
    const { owner } = oneOf(this.chance, waiters);
    const next = waiters.find(waiter => waiter.owner === owner);
    this.waiters.set(
      account,
      waiters.filter(waiter => waiter !== next),
    );
    next?.enter();
  }
}
