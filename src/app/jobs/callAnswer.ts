import type { Counts, FileOutcome, Ledger, Outcome } from '../../core/model/ledger';
import { type FaultPlace, faultSentence } from '../text/faultMessages';

/** What a tagging command resolves to when it was called. */
export interface CallAnswer {
  readonly runId: string;
  readonly counts: Counts;
  readonly files: readonly AnsweredFile[];
}

export interface AnsweredFile {
  readonly id: string;
  readonly path?: string;
  readonly outcome: Outcome;
  /** A sentence; absent where there is nothing to explain. */
  readonly reason?: string;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** Others have edited the file: since the run that is taken back, or while this one was under way. */
  readonly drifted?: true;
  /** Tags that were there once and that the service would not take again. */
  readonly unrestored?: readonly string[];
}

/** Pure: a ledger as other extensions, key bindings and tests get it. */
export function callAnswer({ runId, counts, files }: Ledger, place: FaultPlace): CallAnswer {
  return { runId, counts, files: files.map(file => answeredFile(file, place)) };
}

function answeredFile(file: FileOutcome, place: FaultPlace): AnsweredFile {
  const { id, path, outcome, fault, before, after, drifted, unrestored } = file;
  return {
    id,
    ...(path !== undefined && { path }),
    outcome,
    ...(fault && { reason: faultSentence(fault, place) }),
    ...(before && { before }),
    ...(after && { after }),
    ...(drifted && { drifted }),
    ...(unrestored && { unrestored }),
  };
}
