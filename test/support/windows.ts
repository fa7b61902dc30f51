import type { Memento, SecretStorage } from 'vscode';
import { Connections } from '../../src/app/connections/connections';
import { Emitter } from '../../src/core/model/emitter';
import { ConnectionRecords, type SecretEvents } from '../../src/storage/connectionRecords';
import { CredentialSecrets } from '../../src/storage/credentialSecrets';

/** What the windows of one VS Code share: its global state and its secrets. */
export class Windows {
  /** What was stored, in order. */
  readonly log: string[] = [];
  readonly secrets = new Map<string, string>();
  private readonly changed = new Emitter<{ readonly key: string }>();
  private state: string | undefined;
  private opened = 0;

  /** A window's own view of the state: another window's changes reach it at its next start. */
  open(): Connections {
    const secrets = this.secretStorage();
    const records = new ConnectionRecords({ state: this.memento(), secrets, windowId: `window ${this.opened++}` });
    return new Connections(records, new CredentialSecrets(secrets));
  }

  /** Changes a secret past all windows, as the system's own keychain could. */
  meddle(key: string, value: string): void {
    this.secrets.set(key, value);
    this.changed.tell({ key });
  }

  private memento(): Pick<Memento, 'get' | 'update'> {
    let state = this.state;
    return {
      get: <Value>(_key: string, otherwise?: Value) => (state === undefined ? otherwise : JSON.parse(state)) as Value,
      update: (_key, value) => {
        this.log.push('record');
        this.state = state = JSON.stringify(value);
        return Promise.resolve();
      },
    };
  }

  private secretStorage(): Pick<SecretStorage, 'get' | 'store' | 'delete'> & SecretEvents {
    return {
      onDidChange: listener => ({ dispose: this.changed.add(listener) }),
      get: key => Promise.resolve(this.secrets.get(key)),
      store: (key, value) => {
        if (key.startsWith('credentials.')) this.log.push('secret');
        this.secrets.set(key, value);
        this.changed.tell({ key });
        return Promise.resolve();
      },
      delete: key => {
        this.log.push('no secret');
        this.secrets.delete(key);
        this.changed.tell({ key });
        return Promise.resolve();
      },
    };
  }
}

/** All that was set going has reached the other windows. */
export function turn(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}
