import { type Progress, ProgressLocation, window } from 'vscode';
import type { JobSize, ProgressDisplay } from '../../app/jobs/jobPorts';
import { signalOf } from '../abortSignal';
import { escapeIcons } from '../icons';

/** How far a job is: in the status bar for a few files, in a notification with a Cancel for many. */
export class ProgressNotification implements ProgressDisplay {
  private readonly cancelled = new AbortController();
  private finish: (() => void) | undefined;
  private bar: Progress<{ message?: string; increment?: number }> | undefined;
  private percent = 0;

  constructor(
    private readonly title: string,
    private readonly size: JobSize,
  ) {
    this.show();
  }

  get signal(): AbortSignal {
    return this.cancelled.signal;
  }

  report(message: string, percent: number): void {
    this.show();
    this.bar?.report({ message, increment: Math.max(0, percent - this.percent) });
    this.percent = Math.max(this.percent, percent);
  }

  hide(): void {
    this.finish?.();
    this.finish = undefined;
    this.bar = undefined;
  }

  private show(): void {
    if (this.finish) return;
    this.percent = 0;
    const isOver = new Promise<void>(resolve => (this.finish = resolve));
    const isLarge = this.size === 'large';
    const location = isLarge ? ProgressLocation.Notification : ProgressLocation.Window;
    const title = isLarge ? this.title : escapeIcons(this.title);
    void window.withProgress({ location, title, cancellable: isLarge }, (bar, token) => {
      this.bar = bar;
      signalOf(token).addEventListener('abort', () => {
        this.cancelled.abort();
      });
      return isOver;
    });
  }
}
