import type { Connection } from './connection';
import type { RateLimiter } from '../run/rateLimiter';
import type { TagService } from './service';

/** A connection in use: all runs and reads of it share its service and its pace. */
export interface Session {
  readonly connection: Connection;
  /** What the connection leads to: the service, the endpoint and who signs in. Locks, pace and what was lately written belong to it. */
  readonly account: string;
  readonly service: TagService;
  readonly limiter: RateLimiter;
}
