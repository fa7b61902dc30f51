import type { SecretStorage } from 'vscode';
import type { SecretStore, Subscription } from '../app/connections/ports';
import type { Credentials } from '../core/service/connection';
import { Emitter } from '../core/model/emitter';
import { Fault } from '../core/model/fault';
import type { SecretEvents } from './connectionRecords';

/** The credentials of connections: SecretStorage holds them and nothing else does. */
export class CredentialSecrets implements SecretStore {
  private readonly changed = new Emitter<string>();
  /** What this window wrote last: its own change events say nothing new. */
  private readonly written = new Map<string, string | undefined>();
  private readonly following: Subscription;

  constructor(private readonly secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'> & SecretEvents) {
    this.following = secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) void this.follow(key.slice(prefix.length));
    });
  }

  readonly onDidChange = (listener: (connectionId: string) => void): Subscription => ({ dispose: this.changed.add(listener) });

  async read(connectionId: string): Promise<Credentials> {
    const text = await this.secrets.get(prefix + connectionId);
    return text === undefined ? {} : parsed(text);
  }

  async write(connectionId: string, credentials: Credentials): Promise<void> {
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
  }

  private async follow(connectionId: string): Promise<void> {
    const text = await this.secrets.get(prefix + connectionId);
    if (this.written.has(connectionId) && this.written.get(connectionId) === text) return;
    this.written.set(connectionId, text);
    this.changed.tell(connectionId);
  }
}

/** @throws Fault where it is damaged: the error of a parser would quote the secret */
function parsed(text: string): Credentials {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Credentials;
  } catch {
    // said below
  }
  throw new Fault('unauthorized');
}

const prefix = 'credentials.';
