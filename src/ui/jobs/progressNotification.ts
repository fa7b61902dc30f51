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
  private message = '';
  private timer: NodeJS.Timeout | undefined;

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
    this.message = message;
    this.bar?.report({ message, increment: Math.max(0, percent - this.percent) });
    this.percent = Math.max(this.percent, percent);
  }

  hide(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.finish?.();
    this.finish = undefined;
    this.bar = undefined;
  }

  /** VS Code leaves a progress on the screen for a while: one that is over at once is not shown at all. */
  private show(): void {
    if (this.finish || this.timer) return;
    this.percent = 0;
    this.message = '';
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.showNow();
    }, patienceMs);
  }

  private showNow(): void {
    const isOver = new Promise<void>(resolve => (this.finish = resolve));
    const isLarge = this.size === 'large';
    const location = isLarge ? ProgressLocation.Notification : ProgressLocation.Window;
    const title = isLarge ? this.title : escapeIcons(this.title);
    void window.withProgress({ location, title, cancellable: isLarge }, (bar, token) => {
      this.bar = bar;
      bar.report({ message: this.message, increment: this.percent });
      signalOf(token).addEventListener('abort', () => {
        this.cancelled.abort();
      });
      return isOver;
    });
  }
}

/** What is over by then is not worth a look. */
const patienceMs = 400;
