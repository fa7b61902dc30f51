import type { Target } from '../model/edit';
import type { Origin } from '../run/journal';
import type { Plan } from './plan';
import type { Session } from '../model/session';

/** What is wanted: files, each with its edit, on one connection. */
export interface Job {
  readonly session: Session;
  readonly targets: readonly Target[];
  readonly origin: Origin;
}

/** A job whose files have been read and whose changes are known; nothing has been sent. */
export interface Preparation {
  readonly job: Job;
  readonly plan: Plan;
  /** When the last file had been read, in ms since 1970. */
  readonly readAt: number;
}

export interface PrepareOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (read: number, total: number) => void;
}
