import type { Disposable } from 'vscode';
import type { Clock } from '../core/model/clock';
import type { Connection, Credentials } from '../core/model/connection';
import { RateLimiter } from '../core/run/rateLimiter';
import type { TagService } from '../core/model/service';
import type { Session } from '../core/model/session';
import type { Connections } from './connections';

export interface SessionDependencies {
  readonly connections: Connections;
  readonly makeService: (
    connection: Connection,
    credentials: Credentials,
    saveCredentials: (credentials: Credentials) => Promise<void>,
  ) => Promise<TagService>;
  readonly clock: Clock;
  /** What every service was made with is no longer so: a proxy, say. */
  readonly onDidChangeNetwork: (listener: () => void) => Disposable;
}

/** The connections in use: each has one service, made at the first call, and one pace. */
export class Sessions implements Disposable {
  private readonly sessions = new Map<string, Promise<Session>>();
  /** A pace outlives its session: what the account was asked to wait for still holds after an edit. */
  private readonly limiters = new Map<string, RateLimiter>();
  private readonly following: Disposable[];

  constructor(private readonly deps: SessionDependencies) {
    this.following = [
      deps.connections.onDidChange(ids => {
        for (const id of ids) this.sessions.delete(id);
      }),
      deps.onDidChangeNetwork(() => {
        this.sessions.clear();
      }),
    ];
  }

  /** Rejects with a Fault where there is no such connection. */
  of(connectionId: string): Promise<Session> {
    const known = this.sessions.get(connectionId);
    if (known) return known;
    const session = this.open(connectionId);
    this.sessions.set(connectionId, session);
    session.catch(() => {
      if (this.sessions.get(connectionId) === session) this.sessions.delete(connectionId);
    });
    return session;
  }

  async serviceOf(connectionId: string): Promise<TagService> {
    return (await this.of(connectionId)).service;
  }

  dispose(): void {
    for (const one of this.following) one.dispose();
  }

  private async open(connectionId: string): Promise<Session> {
    const { connections, makeService, clock } = this.deps;
    const connection = connections.find(connectionId);
    const credentials = await connections.credentialsOf(connectionId);
    const service = await makeService(connection, credentials, renewed => connections.saveCredentials(connectionId, renewed));
    const limiter = this.limiters.get(connectionId) ?? new RateLimiter(clock, service.limits.concurrency);
    this.limiters.set(connectionId, limiter);
    return { connection, account: connection.id, service, limiter };
  }
}
