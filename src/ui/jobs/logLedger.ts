import type { LogOutputChannel } from 'vscode';
import type { ActiveRun } from '../../core/run/activeRun';
import type { Connection } from '../../core/model/connection';
import { needsAttention, type Ledger } from '../../core/model/ledger';
import { reasonOf } from './answer';
import { actionOfRun } from '../../app/jobs/planSummary';
import { countsInWords } from '../../app/text/counts';
import { doneTitle } from '../../app/text/jobText';

/** A run's summary, and a line for each file that somebody should look at. */
export function logLedger(
  log: LogOutputChannel,
  { head }: Pick<ActiveRun, 'head'>,
  connection: Connection,
  ledger: Ledger,
): void {
  const summary = `${connection.name} · ${doneTitle(actionOfRun(head), ledger.counts.changed)} · ${countsInWords(ledger.counts)} · run ${ledger.runId}`;
  const trouble = ledger.files.filter(needsAttention);
  if (trouble.length > 0) log.warn(summary);
  else log.info(summary);
  for (const file of trouble) {
    const { outcome, id, path, fault } = file;
    const requestId = fault?.requestId === undefined ? undefined : `request ${fault.requestId}`;
    log.warn(['  ' + outcome, id, path, reasonOf(file, connection), requestId].filter(part => part !== undefined).join(' · '));
  }
}
