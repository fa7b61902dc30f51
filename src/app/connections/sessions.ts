import type { Clock } from '../../core/model/clock';
import { type Fault, faultOf } from '../../core/model/fault';
import { partsOfConnectionId } from '../../core/service/connection';
import type { TagService, Session } from '../../core/service/service';
import type { RateLimiter } from '../../core/pace/rateLimiter';
import { isCancelled } from '../../core/model/abortSignals';
import type { Connections } from './connections';
import type { ServiceSource, SessionSource, Subscription } from './ports';

export interface SessionDependencies {
  readonly connections: Pick<Connections, 'find' | 'credentialsOf' | 'saveCredentials' | 'onDidChange'>;
  readonly services: Pick<ServiceSource, 'open'>;
  readonly clock: Clock;
  /** What every service was opened with is no longer so: a proxy, say. */
  readonly onDidChangeNetwork: (listener: () => void) => Subscription;
  /** Told of faults of our own, of which a run keeps no more than their kind. */
  readonly onInternalFault: (fault: Fault) => void;
}

/** The connections in use: each has one service, opened by the first call; connections of one account share a pace. */
export class Sessions implements SessionSource {
  private readonly sessions = new Map<string, Promise<Session>>();
  /** By account. A pace outlives its session: what the account was asked to wait for still holds after an edit. */
  private readonly limiters = new Map<string, RateLimiter>();
  private readonly following: readonly Subscription[];

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

  async of(id: string): Promise<Session> {
    const { connectionId, isDerived } = partsOfConnectionId(id);
    const session = await this.shared(connectionId);
    if (!isDerived) return session;
    const { derivedTagsOf } = await import('../../core/service/derivedTags');
    return derivedTagsOf(session);
  }

  private shared(connectionId: string): Promise<Session> {
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
    const { connections, services, clock, onInternalFault } = this.deps;
    const connection = connections.find(connectionId);
    const credentials = await connections.credentialsOf(connectionId);
    const opened = await services.open(
      connection,
      credentials,
      renewed => connections.saveCredentials(connectionId, renewed),
      budget => this.limiters.get(account)?.name('read', budget),
    );
    const { account } = opened;
    // a start does not pay for the pace of what is not in use
    const { RateLimiter } = await import('../../core/pace/rateLimiter');
    const service = watched(opened.service, onInternalFault);
    const limiter = this.limiters.get(account) ?? new RateLimiter(clock, service.limits.concurrency);
    this.limiters.set(account, limiter);
    return { connection, account, service, limiter };
  }
}

/** The same service; what fails in it by our own fault is told. */
function watched(service: TagService, onInternalFault: (fault: Fault) => void): TagService {
  const tell = (error: unknown): never => {
    const fault = faultOf(error);
    if (fault.code === 'internal' && !isCancelled(error)) onInternalFault(fault);
    throw error;
  };
  return new Proxy(service, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          return await (Reflect.apply(member, target, args) as Promise<unknown>);
        } catch (error) {
          return tell(error);
        }
      };
    },
  });
}
