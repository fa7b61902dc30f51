import type { Disposable } from 'vscode';
import type { Runs } from '../../core/run/runs';
import { Changes } from './changes';
import type { Page } from './documents';
import type { History } from './history';
import { Reports } from './reports';

/** The pages about runs: loaded when the first one is opened, with all that writes them. */
export class RunDocuments implements Disposable {
  readonly changes: Changes;
  readonly reports: Reports;

  constructor(runs: Runs, history: History) {
    this.changes = new Changes(runs);
    this.reports = new Reports(runs, history);
  }

  /** @throws Fault `journal` */
  text({ part, of }: Page): Promise<string> {
    return part === 'report' ? this.reports.text(of, 'md') : this.changes.text(part, of);
  }

  dispose(): void {
    this.changes.dispose();
  }
}
