import { CancellationError, l10n, window } from 'vscode';
import type { Connections } from '../../storage/connections';
import { callOf } from '../call';
import type { Handler } from '../commands';
import { chooseConnection } from '../connections/choose';

/** Removes a connection and its secret; the files stay as they are. A call asks nothing. */
export function removeConnection(connections: Connections): Handler {
  return async (...args): Promise<void> => {
    const call = callOf(args, ['connection']);
    const { id, name } = await chooseConnection(connections, {
      args,
      call,
      prompt: l10n.t('Which connection do you want to remove?'),
    });
    if (!call) {
      const detail = l10n.t('Its key or password is deleted from this computer. The files and their tags stay as they are.');
      const remove = l10n.t('Remove');
      const chosen = await window.showWarningMessage(
        l10n.t('Remove the connection "{0}"?', name),
        { modal: true, detail },
        remove,
      );
      if (chosen !== remove) throw new CancellationError();
    }
    await connections.remove(id);
  };
}
