import type { Clock } from '../model/clock';
import { Fault, recordOf } from '../model/fault';
import type { Ledger } from '../model/ledger';
import { onAbort } from '../model/abortSignals';

/** How long a run that was stopped still asks what became of its last writes. */
const graceMs = 10_000;

/** The end of a run before its time: nothing more is sent from then on. */
export class Halt {
  /** What ended the run early, if something did. */
  cause: Ledger['stopped'];
  private readonly halted = new AbortController();
  private readonly graceEnded = new AbortController();

  constructor(private readonly clock: Clock) {}

  get signal(): AbortSignal {
    return this.halted.signal;
  }

  /** Aborted, for a timeout, a while after the run was halted: what is not settled by then stays unknown. */
  get graceSignal(): AbortSignal {
    return this.graceEnded.signal;
  }

  get hasBegun(): boolean {
    return this.halted.signal.aborted;
  }

  /** The first cause counts. */
  begin(cause: Fault | 'cancelled'): void {
    if (this.hasBegun) return;
    this.cause = cause === 'cancelled' ? cause : recordOf(cause);
    this.halted.abort();
    void this.clock.sleep(graceMs, this.graceEnded.signal).then(() => {
      this.graceEnded.abort(new Fault('timeout'));
    });
  }

  /** The run has ended: no one is asked any more. */
  end(): void {
    this.graceEnded.abort();
  }
}

/** Holds callers while it is closed: a run that is paused. */
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
      const { opened } = this;
      await new Promise<void>(resolve => {
        const stop = onAbort(signal, resolve);
        void opened.then(() => {
          stop();
          resolve();
        });
      });
    }
  }
}
