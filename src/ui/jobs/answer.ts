import type { Connection } from '../../core/model/connection';
import type { Counts, FileOutcome, Ledger, Outcome } from '../../core/model/ledger';
import { faultSentence } from '../../app/text/faultMessages';
import { faultPlace } from '../messages';

/** What a tagging command resolves to when it was called. */
export interface Answer {
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

export function answerOf({ runId, counts, files }: Ledger, connection: Connection): Answer {
  return { runId, counts, files: files.map(file => answered(file, connection)) };
}

/** Why a file has its outcome, as a sentence; undefined where there is nothing to explain. */
export function reasonOf({ fault }: Pick<FileOutcome, 'fault'>, connection: Connection): string | undefined {
  return fault && faultSentence(fault, faultPlace(connection));
}

function answered(file: FileOutcome, connection: Connection): AnsweredFile {
  const { id, path, outcome, before, after } = file;
  const reason = reasonOf(file, connection);
  return {
    id,
    ...(path !== undefined && { path }),
    outcome,
    ...(reason !== undefined && { reason }),
    ...(before && { before }),
    ...(after && { after }),
  };
}
