import type { Preparation } from '../../core/plan/plan';
import type { ConfirmationText } from '../text/runs/confirmationText';
import type { MessageButton } from '../text/message';

/** Who wants a job done: a person, who can be asked and told; or a program, which gets the ledger. */
export type Caller = 'person' | 'program';

/** What a face lends to a job: a window, a terminal, an agent's conversation. */
export interface JobPorts {
  /** Asks before anything is sent. Resolves to whether the job shall be carried out. */
  confirm(confirmation: Confirmation): Promise<boolean>;
  /** Begins to show how far a job is. */
  showProgress(title: string, size: JobSize): ProgressDisplay;
  /** Tells what became of a job; waits for nothing. */
  tell(message: CompletionMessage): void;
  readonly log: JobLog;
}

/** `small`: so few files that its progress stays out of the way. */
export type JobSize = 'small' | 'large';

export interface Confirmation extends ConfirmationText {
  /** `warning`: tags are lost. */
  readonly severity: 'info' | 'warning';
  /** What Enter does: `look` where so much would be lost that it must not be done by habit. */
  readonly enters: 'apply' | 'look';
  /** What a person sees first. */
  readonly opens: 'summary' | 'changes';
  /** All changes, to be looked at: of each library those of its own. */
  readonly preparations: readonly Preparation[];
}

export interface ProgressDisplay {
  /** Aborts when the person cancels. */
  readonly signal: AbortSignal;
  /** @param percent of the whole job */
  report(message: string, percent: number): void;
  /** Takes it away; it comes back with the next report. */
  hide(): void;
}

export interface CompletionMessage {
  readonly severity: 'info' | 'warning' | 'error';
  /** `passing`: to be seen by the way; `notification`: something to know or to decide. */
  readonly prominence: 'passing' | 'notification';
  readonly text: string;
  readonly buttons: readonly MessageButton[];
  /** What a click on it does, where it is told in passing and has a button. */
  readonly hint?: string;
}

export interface JobLog {
  info(message: string): void;
  warn(message: string): void;
}
