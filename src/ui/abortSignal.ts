import type { CancellationToken } from 'vscode';

export { isCancelled } from '../core/model/abortSignals';

/** A token as a signal, for everything that is not VS Code's. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => {
    controller.abort();
  });
  return controller.signal;
}
