import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './core/clock';

/** The computer's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal && { signal }).catch(() => undefined),
};
