import { onAbort } from '../model/abort';

/** Holds what wants to pass while it is closed: a run that is paused. */
export class PauseToken {
  private opened: Promise<void> | undefined;
  private open: () => void = () => undefined;

  get isClosed(): boolean {
    return this.opened !== undefined;
  }

  pause(): void {
    this.opened ??= new Promise(resolve => (this.open = resolve));
  }

  continue(): void {
    this.opened = undefined;
    this.open();
  }

  /** Resolves once the gate is open or the signal aborts. */
  async pass(signal: AbortSignal): Promise<void> {
    while (this.opened && !signal.aborted) {
      let stopListening: () => void = () => undefined;
      const aborted = new Promise<void>(resolve => {
        stopListening = onAbort(signal, resolve);
      });
      await Promise.race([this.opened, aborted]);
      stopListening();
    }
  }
}
