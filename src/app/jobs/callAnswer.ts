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
}

/** Pure: a ledger as other extensions, key bindings and tests get it. */
export function callAnswer({ runId, counts, files }: Ledger, place: FaultPlace): CallAnswer {
  return { runId, counts, files: files.map(file => answeredFile(file, place)) };
}

function answeredFile({ id, path, outcome, fault, before, after }: FileOutcome, place: FaultPlace): AnsweredFile {
  return {
    id,
    ...(path !== undefined && { path }),
    outcome,
    ...(fault && { reason: faultSentence(fault, place) }),
    ...(before && { before }),
    ...(after && { after }),
  };
}
