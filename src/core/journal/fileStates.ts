import type { Change } from '../model/edit';
import { Fault, type FaultRecord, recordOf } from '../model/fault';
import type { FileOutcome, Known, Ledger, Outcome } from '../model/ledger';
import { hasDrifted } from '../plan/drift';
import type { Plan } from '../plan/plan';
import type { Write } from '../service/service';
import { sameTags, union, without } from '../model/tags';

interface FileState {
  readonly change: Change;
  /** The tags before the run. */
  before: readonly string[];
  /** The tags as our writes have left them. */
  current: readonly string[];
  known: Known | undefined;
  hasDrifted: boolean;
  writesLeft: number;
  hasEnded: boolean;
}

/** The files of a run, as far as it has come with each. Every file ends once. */
export class FileStates {
  private readonly states = new Map<string, FileState>();

  constructor(plan: Plan) {
    for (const change of [...plan.changes, ...plan.unverified]) {
      const { id, before, drifted = false } = change;
      const state = { change, before, current: before, known: undefined, hasDrifted: drifted, writesLeft: 0, hasEnded: false };
      this.states.set(id, state);
    }
    for (const write of plan.phases.flat()) for (const state of this.statesOf(write.fileIds)) state.writesLeft++;
  }

  /** The write for those of its files that have not ended; undefined where all have. */
  open(write: Write): Write | undefined {
    const fileIds = write.fileIds.filter(id => this.states.get(id)?.hasEnded === false);
    if (fileIds.length === write.fileIds.length) return write;
    return fileIds.length > 0 ? { ...write, fileIds } : undefined;
  }

  changeOf(id: string): Change | undefined {
    return this.states.get(id)?.change;
  }

  tagsOf(id: string): readonly string[] {
    return this.states.get(id)?.current ?? [];
  }

  /** How its tags are known; undefined where no write of ours has come to it. */
  knownOf(id: string): Known | undefined {
    return this.states.get(id)?.known;
  }

  /** One write has taken effect on the file: its outcome, if that was the last. */
  applied(id: string, tags: readonly string[], known: Known): readonly FileOutcome[] {
    const state = this.states.get(id);
    if (!state || state.hasEnded) return [];
    this.found(id, tags, known);
    return --state.writesLeft === 0 ? this.end([id], this.doneAs(state)) : [];
  }

  /** The file's tags, as they follow from a write or as they were shown. What our own writes don't explain is another person's. */
  found(id: string, tags: readonly string[], known: Known): void {
    const state = this.states.get(id);
    if (!state) return;
    const { add, remove } = state.change;
    const own = union(add, remove);
    if (known !== 'computed' && hasDrifted(state.before, tags, own)) state.hasDrifted = true;
    state.current = tags;
    state.known = known;
  }

  /** The tags right before a write of the whole file. Its outcome, where there is nothing to be written any more. */
  begins(id: string, tags: readonly string[]): readonly FileOutcome[] {
    const state = this.states.get(id);
    if (!state) return [];
    if (hasDrifted(state.before, tags)) state.hasDrifted = true;
    state.before = tags;
    state.current = tags;
    const { insteadOf } = state.change;
    return !insteadOf || insteadOf.some(tag => tags.includes(tag)) ? [] : this.end([id], 'unchanged');
  }

  /**
   * The tags while nothing of ours is under way to the file. Its outcome, where there is nothing to be written any more.
   * @param isDoubted a try of ours may have arrived: what it may have done is no drift
   */
  seen(id: string, tags: readonly string[], isDoubted: boolean): readonly FileOutcome[] {
    const known = this.states.get(id)?.known;
    if (known === undefined && !isDoubted) return this.begins(id, tags);
    this.found(id, tags, 'read');
    return [];
  }

  end(ids: readonly string[], outcome: Outcome, fault?: FaultRecord): readonly FileOutcome[] {
    return this.statesOf(ids).map(state => {
      state.hasEnded = true;
      return outcome === 'failed' && this.isDone(state) ? outcomeOf(state, this.doneAs(state)) : outcomeOf(state, outcome, fault);
    });
  }

  /** Ends what a run that was stopped never got to. */
  endAll(stopped: Ledger['stopped']): readonly FileOutcome[] {
    const fault = stopped === 'cancelled' ? undefined : stopped;
    return this.statesOf([...this.states.keys()]).map(state => {
      state.hasEnded = true;
      if (state.known === undefined) return outcomeOf(state, 'notSent', fault);
      if (this.isDone(state)) return outcomeOf(state, this.doneAs(state));
      return outcomeOf(state, 'failed', fault ?? recordOf(new Fault('interrupted', { subject: state.change.id })));
    });
  }

  /** An outcome that was given, after another look at the file. */
  amended(id: string, tags: readonly string[], outcome: FileOutcome): FileOutcome | undefined {
    const state = this.states.get(id);
    if (!state) return undefined;
    if (hasDrifted(state.current, tags)) state.hasDrifted = true;
    state.current = tags;
    state.known = 'read';
    return outcomeOf(state, outcome.outcome, outcome.fault);
  }

  /** Whether writes of ours have left it as wanted: what was refused, or not sent any more, would have changed nothing. */
  private isDone(state: FileState): boolean {
    return state.known !== undefined && sameTags(state.current, this.aimOf(state));
  }

  private doneAs(state: FileState): 'changed' | 'unchanged' {
    return sameTags(state.before, this.aimOf(state)) ? 'unchanged' : 'changed';
  }

  /** Where our writes were to get the file; it has other tags where others have edited it meanwhile. */
  private aimOf({ change, before }: FileState): readonly string[] {
    return union(without(before, change.remove), change.add);
  }

  /** Each once: an answer may name a file twice. */
  private statesOf(ids: readonly string[]): readonly FileState[] {
    return Array.from(new Set(ids), id => this.states.get(id)).filter(state => state?.hasEnded === false) as readonly FileState[];
  }
}

function outcomeOf(state: FileState, outcome: Outcome, fault?: FaultRecord): FileOutcome {
  const { change, before, current, known, hasDrifted } = state;
  const { id, path, unrestored } = change;
  const isKnown = outcome !== 'unknown' && outcome !== 'missing';
  return {
    id,
    ...(path !== undefined && { path }),
    outcome,
    before,
    ...(isKnown && { after: current }),
    ...(isKnown && known !== undefined && { known }),
    ...(fault && { fault }),
    ...(hasDrifted && { drifted: true }),
    ...(unrestored && { unrestored }),
  };
}
