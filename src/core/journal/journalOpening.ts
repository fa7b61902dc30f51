import type { Clock } from '../model/clock';
import type { Target } from '../model/edit';
import { Fault } from '../model/fault';
import { isPending } from '../plan/retryTargets';
import { type JournalFile, type JournalStore, type RunHead, type RunRecord, runRecordOf } from './journal';
import { jobLines, lineOf } from './journalLines';

export interface JournalOpening {
  readonly store: JournalStore;
  readonly clock: Clock;
}

/** A journal with the whole job in it, and the mark that it is whole; nothing is left where that fails. @throws Fault `journal` */
export async function createJournal(
  head: RunHead,
  targets: readonly Target[],
  { store, clock }: JournalOpening,
): Promise<JournalFile> {
  const file = await store.create(head.runId);
  try {
    let text = '';
    for (const line of jobLines(head, targets, clock.now())) {
      text += line;
      // a job of a million files is at no time one text
      if (text.length < charactersPerAppend) continue;
      await file.append(text);
      text = '';
    }
    await file.append(text);
    return file;
  } catch (error) {
    await file.close();
    await store.remove(head.runId).catch(() => undefined);
    throw error;
  }
}

/** The journal of a run that was cut off, and has come no further since it was read. @throws Fault `journal` */
export async function reopenJournal(record: RunRecord, { store, clock }: JournalOpening): Promise<JournalFile> {
  const file = await store.reopen(record.runId);
  try {
    // it may have been taken up since: its files' tags before the run would be lost
    const now = await runRecordOf(store.read(record.runId));
    if (!now || !isSameStage(record, now)) throw alreadyCarriedOut();
    await file.append(lineOf({ type: 'resume', at: clock.now() }));
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** What is thrown where a run is carried out already, here or elsewhere. */
export function alreadyCarriedOut(): Fault {
  return new Fault('journal', { isBusy: true });
}

/** Whether a run that was cut off has come no further. */
export function isSameStage(left: RunRecord, right: RunRecord): boolean {
  const stage = ({ files }: RunRecord) => [files.filter(isPending).length, files.filter(({ open }) => open).length].join();
  return right.ended === undefined && stage(left) === stage(right);
}

const charactersPerAppend = 1024 * 1024;
