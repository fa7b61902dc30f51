import { onAbort } from '../core/model/abortSignals';
import type { Clock } from '../core/model/clock';

/** The computer's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise(resolve => {
      let stopListening = (): void => undefined;
      const end = () => {
        cancel();
        stopListening();
        resolve();
      };
      const cancel = systemClock.timer(ms, end);
      if (signal) stopListening = onAbort(signal, end);
    }),
  timer: (ms, act) => {
    // one that is set for longer goes off at once
    const timer = setTimeout(act, Math.min(ms, longestTimerMs));
    return () => {
      clearTimeout(timer);
    };
  },
};

/** 24 days; a service may ask for any time. */
const longestTimerMs = 2 ** 31 - 1;
