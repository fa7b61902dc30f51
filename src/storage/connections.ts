import { randomUUID } from 'node:crypto';
import { type Disposable, EventEmitter, type Memento, type SecretStorage } from 'vscode';
import type { Connection, Credentials } from '../core/model/connection';
import { Fault } from '../core/model/fault';
import { CredentialStore } from './secrets';

/** All connections: those kept in global state, with their credentials in SecretStorage, and those of this session alone. */
export class Connections implements Disposable {
  private readonly changed = new EventEmitter<readonly string[]>();
  private readonly credentials: CredentialStore;
  private readonly following: Disposable[];
  private readonly passing = new Map<string, Passing>();
  private readonly window = randomUUID();
  private kept: readonly Connection[];

  /** Fires with the ids of the connections that came, went or changed, in whichever window. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly state: Memento,
    private readonly secrets: SecretStorage,
  ) {
    this.kept = state.get<readonly Connection[]>(recordsKey, []);
    this.credentials = new CredentialStore(secrets);
    this.following = [
      this.credentials.onDidChange(id => {
        this.changed.fire([id]);
      }),
      secrets.onDidChange(({ key }) => {
        if (key === announcementKey) void this.follow();
      }),
    ];
  }

  /** In the order in which they were added. */
  get all(): readonly Connection[] {
    return [...this.kept, ...[...this.passing.values()].map(({ connection }) => connection)];
  }

  get(id: string): Connection | undefined {
    return this.all.find(connection => connection.id === id);
  }

  /** @throws Fault where no connection has this id or name */
  find(idOrName: string): Connection {
    const found = this.get(idOrName) ?? this.all.find(({ name }) => name === idOrName);
    if (!found) throw new Fault('invalidInput', { subject: 'connection', problem: { kind: 'noConnection', given: idOrName } });
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
    return this.passing.get(id)?.credentials ?? (await this.credentials.get(id));
  }

  /** Adds the connection, or changes the one with this id. */
  async save(connection: Connection, credentials: Credentials): Promise<void> {
    const { id, name } = connection;
    if (this.isTaken(name, id)) throw new Fault('invalidInput', { subject: 'name', problem: { kind: 'nameTaken', name } });
    await this.credentials.save(connection.id, credentials);
    const isKnown = this.kept.some(one => one.id === id);
    await this.keep(isKnown ? this.kept.map(one => (one.id === connection.id ? connection : one)) : [...this.kept, connection]);
    this.changed.fire([connection.id]);
  }

  /** Keeps a renewed sign-in. Nobody is told: whoever renewed it goes on with it. */
  async saveCredentials(id: string, credentials: Credentials): Promise<void> {
    if (this.kept.some(connection => connection.id === id)) await this.credentials.save(id, credentials);
  }

  /** Removes the connection, and then its secret. */
  async remove(id: string): Promise<void> {
    if (!this.passing.delete(id)) {
      await this.keep(this.kept.filter(connection => connection.id !== id));
      await this.credentials.remove(id);
    }
    this.changed.fire([id]);
  }

  /** Adds connections that no storage ever sees. */
  addPassing(added: readonly Passing[]): void {
    for (const one of added) this.passing.set(one.connection.id, one);
    // once for all of them: VS Code draws a tree anew for each event, and a `reveal` between two of them opens nothing
    if (added.length > 0) this.changed.fire(added.map(({ connection }) => connection.id));
  }

  dispose(): void {
    for (const one of this.following) one.dispose();
    this.credentials.dispose();
    this.changed.dispose();
  }

  private async keep(connections: readonly Connection[]): Promise<void> {
    this.kept = connections;
    await this.state.update(recordsKey, connections);
    const announcement: Announcement = { window: this.window, connections };
    await this.secrets.store(announcementKey, JSON.stringify(announcement));
  }

  private async follow(): Promise<void> {
    const text = await this.secrets.get(announcementKey);
    if (text === undefined) return;
    const { window, connections } = JSON.parse(text) as Announcement;
    if (window === this.window) return;
    const ids = differing(this.kept, connections);
    this.kept = connections;
    if (ids.length > 0) this.changed.fire(ids);
  }
}

/** A connection that ends with this session. */
export interface Passing {
  readonly connection: Connection;
  readonly credentials: Credentials;
}

/** Global state tells other windows nothing when it changes, secrets do: so this one, with nothing secret in it, carries the list to them. */
interface Announcement {
  readonly window: string;
  readonly connections: readonly Connection[];
}

const recordsKey = 'connections';
const announcementKey = 'connections.announcement';

function differing(before: readonly Connection[], after: readonly Connection[]): readonly string[] {
  const known = new Map(before.map(connection => [connection.id, JSON.stringify(connection)]));
  const changed = after.filter(connection => known.get(connection.id) !== JSON.stringify(connection));
  const gone = before.filter(({ id }) => !after.some(connection => connection.id === id));
  return [...changed, ...gone].map(({ id }) => id);
}
