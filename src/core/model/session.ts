import type { Connection } from './connection';
import type { RateLimiter } from '../run/rateLimiter';
import type { TagService } from './service';

/** A service behind a connection. */
export interface OpenService {
  readonly service: TagService;
  /**
   * What the connection leads to: the service, the endpoint and who signs in. A hash, which tells none of them. Locks, pace and
   * what was lately written belong to it.
   */
  readonly account: string;
}

/** A connection in use: all runs and reads of it share its service, and with others of the account its pace. */
export interface Session extends OpenService {
  readonly connection: Connection;
  readonly limiter: RateLimiter;
}
