import { onAbort } from '../core/model/abortSignals';
import type { Clock } from '../core/model/clock';

/** The computer's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise(resolve => {
      let stopListening = (): void => undefined;
      const end = () => {
        clearTimeout(timer);
        stopListening();
        resolve();
      };
      // a timer that is set for longer goes off at once
      const timer = setTimeout(end, Math.min(ms, longestTimerMs));
      if (signal) stopListening = onAbort(signal, end);
    }),
};

/** 24 days; a service may ask for any time. */
const longestTimerMs = 2 ** 31 - 1;
