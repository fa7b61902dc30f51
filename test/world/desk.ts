import type { RunTruth } from './runTruth';
import type { FileSeed } from './scenario';
import type { Edit, Tags } from './tags';
import type { LedgerClaims } from './verdicts';

/** Waits of more than this are no waits, in ms. */
export const longestWaitMs = 2 * 3_600_000;

/** A window of the editor as the person at it uses it: it offers what the interface would offer, and nothing else. */
export interface Desk {
  readonly name: string;
  readonly isAlive: boolean;
  /** Resolves when the window is gone: what was awaited of it may never come. */
  readonly death: Promise<'dead'>;
  /** The list of runs, newest first. @throws Told */
  offers(): Promise<readonly Offer[]>;
  /** What the journal says of each file of a run. @throws Told */
  claims(runId: string): Promise<LedgerClaims>;
  /** Reads the files, and says what would change. @throws Told */
  prepare(order: Order, run: RunTruth): Promise<Preview>;
  /** Goes on with a run that was cut off. @param again as that of `Preview.apply` @throws Told */
  resume(runId: string, run: RunTruth, again?: (shown: Shown) => Promise<boolean>): Promise<Work>;
  /** Strikes once so many things have happened in the window. */
  after(steps: number, strike: () => void): void;
}

export interface Offer {
  readonly runId: string;
  readonly hasEnded: boolean;
  /** `resume`, `undo`, `retry`, `look` … */
  readonly abilities: readonly string[];
}

export type Order =
  | { readonly kind: 'edit'; readonly connectionId: string; readonly edits: ReadonlyMap<string, Edit> }
  | RenameOrder
  | { readonly kind: 'undo' | 'retry'; readonly runId: string };

/** One name in place of others, on all files that are found to have one of them. */
export interface RenameOrder {
  readonly kind: 'rename';
  readonly connectionId: string;
  readonly from: Tags;
  readonly to: string;
  /** What an index knows of files that have one of the tags; undefined where there is none. */
  readonly indexed: readonly FileSeed[] | undefined;
}

/** What a person is shown before it is done. */
export interface Shown {
  /** All files are so already. */
  readonly isIdle: boolean;
  /** The tags that it shows of each file that changes, as they are. */
  readonly befores: () => ReadonlyMap<string, Tags>;
}

export interface Preview extends Shown {
  /** The files that it is about. */
  readonly ids: readonly string[];
  /** @param again what was shown has aged, and more would be lost: whether it shall go on; absent where nothing was shown */
  apply(again?: (shown: Shown) => Promise<boolean>): Promise<Work>;
}

/** A run in a window. */
export interface Work {
  readonly runId: string;
  /** Rejects with `Told` where it could not begin: then nothing was sent. */
  readonly done: Promise<RunEnd>;
  /** `at once`: nothing may be sent from now on. */
  cancel(): Heard;
  pause(): Heard;
  continue(): void;
}

export type Heard = 'at once' | 'soon' | 'too late';

export interface RunEnd extends LedgerClaims {
  /** When its window knew, in ms: who looks on may hear of it later, when others have written again. */
  readonly at: number;
  /** What ended it early: `cancelled`, or a fault's code. */
  readonly stoppedBy: string | undefined;
  /** What is offered for it now. */
  readonly abilities: readonly string[];
}

/** A fault that the person was told of. */
export class Told extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
