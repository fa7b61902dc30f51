import { type Connection, type Credentials, partsOfConnectionId, type ServiceId } from '../../core/service/connection';
import { Emitter } from '../../core/model/emitter';
import { Fault } from '../../core/model/fault';
import type { ConnectionList, RecordStore, SecretStore, Subscription } from './ports';

/** A connection with what it signs in with. */
export interface SignedConnection {
  readonly connection: Connection;
  readonly credentials: Credentials;
}

/** All connections: those that are kept, and those of this session alone, which no store ever sees. */
export class Connections implements ConnectionList {
  private readonly changed = new Emitter<readonly string[]>();
  private readonly following: readonly Subscription[];
  private readonly passing = new Map<string, SignedConnection>();

  constructor(
    private readonly records: RecordStore,
    private readonly secrets: SecretStore,
  ) {
    this.following = [
      secrets.onDidChange(id => {
        this.changed.tell([id]);
      }),
      records.onDidChange(before => {
        const ids = differing(before, records.records);
        if (ids.length > 0) this.changed.tell(ids);
      }),
    ];
  }

  readonly onDidChange = (listener: (ids: readonly string[]) => void): Subscription => ({ dispose: this.changed.add(listener) });

  get all(): readonly Connection[] {
    return [...this.records.records, ...Array.from(this.passing.values(), ({ connection }) => connection)];
  }

  get(id: string): Connection | undefined {
    return this.all.find(connection => connection.id === id);
  }

  find(idOrName: string): Connection {
    const found = this.get(partsOfConnectionId(idOrName).connectionId) ?? this.all.find(({ name }) => name === idOrName);
    if (!found) {
      const problem = isSample(idOrName)
        ? ({ kind: 'sampleClosed' } as const)
        : ({ kind: 'noConnection', given: idOrName } as const);
      throw new Fault('invalidInput', { subject: 'connection', problem });
    }
    return found;
  }

  /** Whether another connection than this one has the name already. Case does not tell names apart. */
  isTaken(name: string, id?: string): boolean {
    const folded = name.toLowerCase();
    return this.all.some(connection => connection.id !== id && connection.name.toLowerCase() === folded);
  }

  /** Whether the connection ends with this session. */
  isPassing(id: string): boolean {
    return this.passing.has(id);
  }

  async credentialsOf(id: string): Promise<Credentials> {
    return this.passing.get(id)?.credentials ?? (await this.secrets.read(id));
  }

  /** Adds the connection, or changes the one with this id: first its secret, so that no connection is without. @throws Fault where the name is taken */
  async save({ connection, credentials }: SignedConnection): Promise<void> {
    const { id, name } = connection;
    if (this.isTaken(name, id)) throw new Fault('invalidInput', { subject: 'name', problem: { kind: 'nameTaken', name } });
    if (this.passing.has(id)) this.passing.set(id, { connection, credentials });
    else {
      await this.secrets.write(id, credentials);
      await this.records.update(records =>
        records.some(one => one.id === id) ? records.map(one => (one.id === id ? connection : one)) : [...records, connection],
      );
    }
    this.changed.tell([id]);
  }

  /** Keeps a renewed sign-in. It is not told: the session that renewed it goes on with it. */
  async saveCredentials(id: string, credentials: Credentials): Promise<void> {
    if (this.records.records.some(connection => connection.id === id)) await this.secrets.write(id, credentials);
  }

  /** Removes the connection, and then its secret. */
  async remove(id: string): Promise<void> {
    if (!this.passing.delete(id)) {
      await this.records.update(records => records.filter(connection => connection.id !== id));
      await this.secrets.remove(id);
    }
    this.changed.tell([id]);
  }

  addPassing(added: readonly SignedConnection[]): void {
    for (const one of added) this.passing.set(one.connection.id, one);
    // once for all of them: VS Code draws a tree anew for each event, and a `reveal` between two of them opens nothing
    if (added.length > 0) this.changed.tell(added.map(({ connection }) => connection.id));
  }

  dispose(): void {
    for (const one of this.following) one.dispose();
  }
}

/** The ids of the connections that came, went or changed. */
function differing(before: readonly Connection[], after: readonly Connection[]): readonly string[] {
  const known = new Map(before.map(connection => [connection.id, JSON.stringify(connection)]));
  const changed = after.filter(connection => known.get(connection.id) !== JSON.stringify(connection));
  const gone = before.filter(({ id }) => !after.some(connection => connection.id === id));
  return [...changed, ...gone].map(({ id }) => id);
}

/** Whether a connection of this id was one to the sample library, perhaps in an earlier session. */
export function isSample(connectionId: string): boolean {
  return connectionId.startsWith(samplePrefix);
}

export function sampleIdOf(service: ServiceId): string {
  return samplePrefix + service;
}

const samplePrefix = 'sample-';
