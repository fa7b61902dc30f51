import { CancellationError, type CancellationToken } from 'vscode';

/** Whether somebody called it off: that is no error, and nobody needs to be told. */
export function isCancelled(error: unknown): boolean {
  return error instanceof CancellationError || (error instanceof Error && error.name === 'AbortError');
}

/** A token as a signal, for everything that is not VS Code's. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => {
    controller.abort();
  });
  return controller.signal;
}
