import type { Target } from '../model/edit';
import type { Origin } from '../journal/journal';
import type { ShownTags } from './knowledge';
import type { Plan } from './plan';
import type { Session } from '../service/service';

/** What is wanted: files, each with its edit, on one connection. */
export interface Job {
  readonly session: Session;
  readonly targets: readonly Target[];
  readonly origin: Origin;
  /** What a listing has shown of the files lately: what is fresh of it need not be read again. */
  readonly shown?: ReadonlyMap<string, ShownTags>;
  /** Asked at its turn: whether the run that it comes from, or goes on with, stands as it did. Where absent, it can't have changed. */
  readonly isStillSo?: () => Promise<boolean>;
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
