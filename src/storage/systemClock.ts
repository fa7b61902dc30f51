import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../core/model/clock';

/** The computer's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // a timer that is set for longer goes off at once
  sleep: (ms, signal) => wait(Math.min(ms, longestTimerMs), undefined, signal && { signal }).catch(() => undefined),
};

/** 24 days; a service may ask for any time. */
const longestTimerMs = 2 ** 31 - 1;
