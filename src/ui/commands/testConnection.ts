import { l10n, ProgressLocation, window } from 'vscode';
import type { Account } from '../../core/model/service';
import type { Connections } from '../../storage/connections';
import type { Sessions } from '../../storage/sessions';
import { callOf } from '../call';
import { signalOf } from '../abortSignal';
import type { Handler } from '../commands';
import { faultOn } from '../../app/connections/connectionFault';
import { chooseConnection } from '../connections/choose';

/** Asks the service whether it accepts the connection, and resolves to whom it takes us for. */
export function testConnection(connections: Connections, sessions: Sessions): Handler {
  return async (...args): Promise<Account> => {
    const call = callOf(args, ['connection']);
    const connection = await chooseConnection(connections, {
      args,
      call,
      prompt: l10n.t('Which connection do you want to test?'),
    });
    const check = async (signal: AbortSignal) => {
      try {
        return await (await sessions.serviceOf(connection.id)).check(signal);
      } catch (error) {
        throw faultOn(connection, error);
      }
    };
    if (call) return check(new AbortController().signal);
    const title = l10n.t('Testing "{0}"…', connection.name);
    const account = await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      (_progress, token) => check(signalOf(token)),
    );
    const isNamed = account.label !== new URL(connection.endpoint).host;
    const text = isNamed
      ? l10n.t('"{0}" works: signed in as {1}.', connection.name, account.label)
      : l10n.t('"{0}" works.', connection.name);
    void window.showInformationMessage(text);
    return account;
  };
}
