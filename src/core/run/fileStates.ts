import type { Change } from '../model/edit';
import { Fault, type FaultRecord, recordOf } from '../model/fault';
import type { FileOutcome, Ledger, Outcome } from '../model/ledger';
import type { Plan } from '../plan/plan';
import type { Write } from '../model/service';

interface FileState {
  readonly change: Change;
  /** The tags as our writes have left them. */
  current: readonly string[];
  writesLeft: number;
  hasEnded: boolean;
}

/** The files of a run, as far as it has come with each. Every file ends once. */
export class FileStates {
  private readonly states = new Map<string, FileState>();

  constructor(plan: Plan) {
    for (const change of plan.changes) {
      this.states.set(change.id, { change, current: change.before, writesLeft: 0, hasEnded: false });
    }
    for (const write of plan.phases.flat()) for (const state of this.statesOf(write.fileIds)) state.writesLeft++;
  }

  /** The write for those of its files that have not ended; undefined where all have. */
  open(write: Write): Write | undefined {
    const fileIds = write.fileIds.filter(id => this.states.get(id)?.hasEnded === false);
    if (fileIds.length === write.fileIds.length) return write;
    return fileIds.length > 0 && write.fileIds.length > 1 ? { ...write, fileIds } : undefined;
  }

  tagsOf(id: string): readonly string[] {
    return this.states.get(id)?.current ?? [];
  }

  /** One write has taken effect on the file: its outcome, if that was the last. */
  applied(id: string, tags: readonly string[]): readonly FileOutcome[] {
    const state = this.states.get(id);
    if (!state || state.hasEnded) return [];
    state.current = tags;
    return --state.writesLeft === 0 ? this.end([id], 'changed') : [];
  }

  /** What was read back, of a file on which a write has not taken effect. */
  found(id: string, tags: readonly string[]): void {
    const state = this.states.get(id);
    if (state) state.current = tags;
  }

  end(ids: readonly string[], outcome: Outcome, fault?: FaultRecord): readonly FileOutcome[] {
    return this.statesOf(ids).map(state => endOf(state, outcome, fault));
  }

  /** Ends what a run that was stopped never got to. */
  endAll(stopped: Ledger['stopped']): readonly FileOutcome[] {
    const fault = stopped === 'cancelled' ? undefined : stopped;
    return this.statesOf([...this.states.keys()]).map(state => {
      if (state.current === state.change.before) return endOf(state, 'notSent', fault);
      return endOf(state, 'failed', fault ?? recordOf(new Fault('interrupted', { subject: state.change.id })));
    });
  }

  /** Each once: an answer may name a file twice. */
  private statesOf(ids: readonly string[]): readonly FileState[] {
    return Array.from(new Set(ids), id => this.states.get(id)).filter(state => state?.hasEnded === false) as readonly FileState[];
  }
}

function endOf(state: FileState, outcome: Outcome, fault?: FaultRecord): FileOutcome {
  const { id, path, before, drifted } = state.change;
  state.hasEnded = true;
  return {
    id,
    ...(path !== undefined && { path }),
    outcome,
    before,
    ...(outcome !== 'unknown' && outcome !== 'missing' && { after: state.current }),
    ...(fault && { fault }),
    ...(drifted && { drifted }),
  };
}
