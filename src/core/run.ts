import { ask, type Patience } from './ask';
import type { Change } from './edit';
import { Fault, type FaultRecord, faultOf, recordOf } from './fault';
import type { Gate } from './gate';
import type { FileOutcome, Ledger } from './ledger';
import type { Plan } from './plan';
import { judge } from './retry';
import type { Write, WriteAnswer } from './service';
import type { Session } from './session';
import { applyWrite, hasTakenEffect } from './write';

export interface RunOptions extends Patience {
  readonly journal: RunJournal;
  /** Aborted by Cancel: no new write is sent, those under way end. */
  readonly signal: AbortSignal;
  readonly gate: Gate;
}

/** What a run writes down. Both resolve when it is on disk. @throws Fault `journal` */
export interface RunJournal {
  send(write: Write, before: readonly (readonly string[])[]): Promise<void>;
  outcomes(files: readonly FileOutcome[], requestId: string | undefined): Promise<void>;
}

/**
 * Carries a plan out. Never throws for a file: whatever happens, each change of the plan goes to the journal with its outcome,
 * once. Resolves to what ended the run early, if something did.
 */
export async function carryOut(plan: Plan, session: Session, options: RunOptions): Promise<Ledger['stopped']> {
  return new Run(plan, session, options).done();
}

/** After so many writes in a row whose tries were all in vain, the service is taken to be out of order. */
const mostLostInARow = 3;

/** How long a run that was stopped still asks what became of its last writes. */
const graceMs = 10_000;

interface FileState {
  readonly change: Change;
  /** The tags as our writes have left them. */
  current: readonly string[];
  writesLeft: number;
  outcome?: FileOutcome;
}

class Run {
  private readonly states = new Map<string, FileState>();
  private readonly halted = new AbortController();
  /** Aborted a while after the run was halted: what is not settled by then stays unknown. */
  private readonly patienceEnded = new AbortController();
  private stopped: FaultRecord | 'cancelled' | undefined;
  private lostInARow = 0;

  constructor(
    private readonly plan: Plan,
    private readonly session: Session,
    private readonly options: RunOptions,
  ) {
    for (const change of plan.changes) this.states.set(change.id, { change, current: change.before, writesLeft: 0 });
    for (const write of plan.phases.flat()) for (const state of this.statesOf(write)) state.writesLeft++;
  }

  async done(): Promise<Ledger['stopped']> {
    const { signal } = this.options;
    const cancel = () => {
      this.halt('cancelled');
    };
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    for (const phase of this.plan.phases) await this.carryOutPhase(phase);
    signal.removeEventListener('abort', cancel);
    await this.settled(Array.from(this.states.values(), state => this.leftOver(state)).filter(file => file !== undefined));
    this.patienceEnded.abort();
    return this.stopped;
  }

  /** Twice as many workers as requests at one time, so that the next write is in the journal when its turn comes. */
  private async carryOutPhase(phase: readonly Write[]): Promise<void> {
    const queue = [...phase];
    let next = 0;
    const work = async () => {
      while (next < queue.length) {
        await this.options.gate.pass(this.halted.signal);
        const write = queue[next++];
        if (!write || this.halted.signal.aborted) return;
        queue.push(...(await this.carryOutWrite(write)));
      }
    };
    await Promise.all(Array.from({ length: Math.min(queue.length, this.session.pace.concurrency * 2) }, work));
  }

  /** Resolves to the writes that take this one's place, where it had to be cut down. */
  private async carryOutWrite(whole: Write): Promise<readonly Write[]> {
    const write = narrowed(whole, id => this.states.get(id)?.outcome === undefined);
    if (!write) return [];
    try {
      await this.options.journal.send(
        write,
        this.statesOf(write).map(({ current }) => current),
      );
    } catch (error) {
      this.halt(faultOf(error));
      return [];
    }
    let doubt: Fault | undefined;
    for (let attempt = 1; ;) {
      const sent = await this.send(write);
      if (sent === 'halted') {
        if (doubt) await this.settle(write, write.fileIds, recordOf(doubt));
        return [];
      }
      if (!(sent instanceof Fault)) {
        await this.accept(write, sent);
        return [];
      }
      const verdict = judge(attempt, sent, write.fileIds, this.options.random);
      if (leavesDoubt(sent)) doubt = sent;
      switch (verdict.next) {
        case 'pause':
          this.session.pace.pauseFor(verdict.ms);
          break;
        case 'wait':
          attempt++;
          await this.options.clock.sleep(verdict.ms, this.halted.signal);
          break;
        case 'drop':
          await this.conclude(write, verdict.missing, 'missing', sent);
          return [write];
        case 'split':
          return halves(write);
        case 'missing':
          await this.conclude(write, write.fileIds, 'missing', sent);
          return [];
        case 'fail':
          await this.conclude(write, write.fileIds, 'failed', sent);
          return [];
        case 'settle':
          if (++this.lostInARow >= mostLostInARow) this.halt(sent);
          await this.settle(write, write.fileIds, recordOf(sent));
          return [];
        case 'stop':
          this.halt(sent);
          if (doubt) await this.settle(write, write.fileIds, recordOf(doubt));
          else if (sent.facts.status !== undefined) await this.conclude(write, write.fileIds, 'failed', sent);
          return [];
      }
    }
  }

  private async send(write: Write): Promise<WriteAnswer | Fault | 'halted'> {
    const { pace, service } = this.session;
    let leave: () => void;
    try {
      leave = await pace.enter('write', this.halted.signal);
    } catch {
      return 'halted';
    }
    try {
      const answer = await service.write(write, new AbortController().signal);
      if (answer.budget) pace.learn('write', answer.budget);
      return answer;
    } catch (error) {
      const fault = faultOf(error);
      if (fault.facts.budget) pace.learn('write', fault.facts.budget);
      return fault;
    } finally {
      leave();
    }
  }

  private async accept(write: Write, { results, requestId }: WriteAnswer): Promise<void> {
    this.lostInARow = 0;
    const ended: FileOutcome[] = [];
    const unmentioned = new Set(write.fileIds);
    for (const result of results) {
      const state = this.states.get(result.fileId);
      if (!state || !unmentioned.delete(result.fileId)) continue;
      const outcome = result.applied
        ? this.applied(state, applyWrite(write, state.current))
        : outcomeOf(state, 'failed', result.fault);
      if (outcome) ended.push(outcome);
    }
    await this.settled(ended, requestId);
    const fault = recordOf(new Fault('notApplied', requestId === undefined ? {} : { requestId }));
    await this.settle(write, [...unmentioned], fault);
  }

  /** Reads back what became of these files, each at its own address. */
  private async settle(write: Write, ids: readonly string[], fault: FaultRecord): Promise<void> {
    const { service } = this.session;
    const settleOne = async (id: string): Promise<FileOutcome | undefined> => {
      const state = this.states.get(id);
      if (!state) return undefined;
      try {
        const file = await ask(this.session, signal => service.readOne(id, signal), this.options, this.patienceEnded.signal);
        if (!file) return outcomeOf(state, 'missing', fault);
        const tags = file.tags ?? [];
        if (hasTakenEffect(write, tags)) return this.applied(state, tags);
        state.current = tags;
        return outcomeOf(state, 'failed', fault);
      } catch {
        return outcomeOf(state, 'unknown', fault);
      }
    };
    const ended = await Promise.all(ids.map(settleOne));
    await this.settled(
      ended.filter(outcome => outcome !== undefined),
      fault.requestId,
    );
  }

  private async conclude(write: Write, ids: readonly string[], outcome: 'missing' | 'failed', fault: Fault): Promise<void> {
    const { missingIds: _, budget: __, ...record } = recordOf(fault);
    const states = this.statesOf(write).filter(({ change }) => ids.includes(change.id));
    await this.settled(
      states.map(state => outcomeOf(state, outcome, record)),
      fault.facts.requestId,
    );
  }

  private applied(state: FileState, tags: readonly string[]): FileOutcome | undefined {
    state.current = tags;
    return --state.writesLeft === 0 ? outcomeOf(state, 'changed') : undefined;
  }

  /** What a run that ended early never got to. */
  private leftOver(state: FileState): FileOutcome | undefined {
    if (state.outcome) return undefined;
    const fault = this.stopped === undefined || this.stopped === 'cancelled' ? undefined : this.stopped;
    if (state.current === state.change.before) return outcomeOf(state, 'notSent', fault);
    return outcomeOf(state, 'failed', fault ?? recordOf(new Fault('interrupted', { subject: state.change.id })));
  }

  private async settled(files: readonly FileOutcome[], requestId?: string): Promise<void> {
    if (files.length === 0) return;
    for (const file of files) {
      const state = this.states.get(file.id);
      if (state) state.outcome = file;
    }
    try {
      await this.options.journal.outcomes(files, requestId);
    } catch (error) {
      this.halt(faultOf(error));
    }
  }

  private halt(cause: Fault | 'cancelled'): void {
    if (this.halted.signal.aborted) return;
    this.stopped = cause === 'cancelled' ? cause : recordOf(cause);
    this.halted.abort();
    void this.options.clock.sleep(graceMs, this.patienceEnded.signal).then(() => {
      this.patienceEnded.abort();
    });
  }

  private statesOf(write: Write): readonly FileState[] {
    return write.fileIds.map(id => this.states.get(id)).filter(state => state !== undefined);
  }
}

function outcomeOf({ change, current }: FileState, outcome: FileOutcome['outcome'], fault?: FaultRecord): FileOutcome {
  const { id, path, before, drifted } = change;
  return {
    id,
    ...(path !== undefined && { path }),
    outcome,
    before,
    ...(outcome !== 'unknown' && outcome !== 'missing' && { after: current }),
    ...(fault && { fault }),
    ...(drifted && { drifted }),
  };
}

/** Whether the service may have carried the request out all the same. */
function leavesDoubt({ code }: Fault): boolean {
  return ['serverError', 'connectionLost', 'timeout', 'conflict', 'unexpectedAnswer', 'tooLarge', 'internal'].includes(code);
}

function narrowed(write: Write, keep: (id: string) => boolean): Write | undefined {
  const fileIds = write.fileIds.filter(keep);
  if (fileIds.length === write.fileIds.length) return write;
  return fileIds.length === 0 || (write.kind !== 'add' && write.kind !== 'remove') ? undefined : { ...write, fileIds };
}

function halves(write: Write): readonly Write[] {
  if (write.kind !== 'add' && write.kind !== 'remove') return [write];
  const middle = Math.ceil(write.fileIds.length / 2);
  return [write.fileIds.slice(0, middle), write.fileIds.slice(middle)].map(fileIds => ({ ...write, fileIds }));
}
