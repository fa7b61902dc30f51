import { l10n, type Progress, ProgressLocation, window } from 'vscode';
import { signalOf } from '../abortSignal';
import { escapeIcons } from '../icons';
import { number } from '../../app/text/l10n';

/** How far a job is: in the status bar for a few files, in a notification with a Cancel for many. */
export class JobProgress {
  private readonly cancelled = new AbortController();
  private finish: (() => void) | undefined;
  private bar: Progress<{ message?: string; increment?: number }> | undefined;
  private percent = 0;

  constructor(
    private readonly title: string,
    private readonly size: 'few' | 'many',
  ) {
    this.begin();
  }

  /** Aborts when the person cancels. */
  get signal(): AbortSignal {
    return this.cancelled.signal;
  }

  read(files: number, of: number): void {
    // reading is the smaller part of the work
    this.show(l10n.t('reading {0} of {1}', number(files), number(of)), (files / of) * readingPercent);
  }

  ran(message: string, share: number): void {
    this.begin();
    this.show(message, readingPercent + share * (100 - readingPercent));
  }

  /** Takes it away; it comes back with the next `ran`. */
  end(): void {
    this.finish?.();
    this.finish = undefined;
    this.bar = undefined;
  }

  private begin(): void {
    if (this.finish) return;
    this.percent = 0;
    const isOver = new Promise<void>(resolve => (this.finish = resolve));
    const many = this.size === 'many';
    const location = many ? ProgressLocation.Notification : ProgressLocation.Window;
    const title = many ? this.title : escapeIcons(this.title);
    void window.withProgress({ location, title, cancellable: many }, (bar, token) => {
      this.bar = bar;
      signalOf(token).addEventListener('abort', () => {
        this.cancelled.abort();
      });
      return isOver;
    });
  }

  private show(message: string, percent: number): void {
    this.bar?.report({ message, increment: Math.max(0, percent - this.percent) });
    this.percent = Math.max(this.percent, percent);
  }
}

const readingPercent = 20;
