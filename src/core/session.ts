import type { Connection } from './connection';
import type { Pace } from './pace';
import type { TagService } from './service';

/** A connection in use: all runs and reads of it share its service and its pace. */
export interface Session {
  readonly connection: Connection;
  readonly service: TagService;
  readonly pace: Pace;
}
