import { type Disposable, EventEmitter, type SecretStorage } from 'vscode';
import type { Credentials } from '../core/model/connection';
import { Fault } from '../core/model/fault';

/** The credentials of connections: SecretStorage holds them and nothing else does. */
export class CredentialStore implements Disposable {
  private readonly changed = new EventEmitter<string>();
  /** What this window wrote last: its own change events say nothing new. */
  private readonly written = new Map<string, string | undefined>();
  private readonly following: Disposable;

  /** Fires with a connection's id when another window changed its credentials. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly secrets: SecretStorage) {
    this.following = secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) void this.follow(key);
    });
  }

  /** Empty where nothing is kept. */
  async get(connectionId: string): Promise<Credentials> {
    const text = await this.secrets.get(prefix + connectionId);
    return text === undefined ? {} : parsed(text);
  }

  async save(connectionId: string, credentials: Credentials): Promise<void> {
    const text = JSON.stringify(credentials);
    this.written.set(connectionId, text);
    await this.secrets.store(prefix + connectionId, text);
  }

  async remove(connectionId: string): Promise<void> {
    this.written.set(connectionId, undefined);
    await this.secrets.delete(prefix + connectionId);
  }

  dispose(): void {
    this.following.dispose();
    this.changed.dispose();
  }

  private async follow(key: string): Promise<void> {
    const connectionId = key.slice(prefix.length);
    const text = await this.secrets.get(key);
    if (this.written.has(connectionId) && this.written.get(connectionId) === text) return;
    this.written.set(connectionId, text);
    this.changed.fire(connectionId);
  }
}

/** @throws Fault where it is damaged: the error of a parser would quote the secret */
function parsed(text: string): Credentials {
  try {
    return JSON.parse(text) as Credentials;
  } catch {
    throw new Fault('unauthorized');
  }
}

const prefix = 'credentials.';
