import type { Timing } from './requestWithRetry';
import { Fault, type FaultRecord, faultOf, faultTraits, recordOf } from '../model/fault';
import { FileStates } from './fileStates';
import type { PauseToken } from './pauseToken';
import type { FileOutcome, Ledger } from '../model/ledger';
import type { Plan } from '../plan/plan';
import { type PaceReport, paceReportOf } from './paceReport';
import { readBack } from './readBack';
import { decideRetry } from './retryPolicy';
import type { Write, WriteAnswer } from '../model/service';
import type { Session } from '../model/session';
import { applyWrite, halvesOf } from '../model/write';

export interface ExecutionOptions extends Timing {
  readonly journal: RunJournal;
  /** Aborted by Cancel: no new write is sent, those under way end. */
  readonly signal: AbortSignal;
  readonly gate: PauseToken;
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
export async function execute(plan: Plan, session: Session, options: ExecutionOptions): Promise<Ledger['stopped']> {
  return new Run(plan, session, options).done();
}

/** After so many writes in a row whose tries were all in vain, the service is taken to be out of order. */
const mostLostInARow = 3;

/** How long a run that was stopped still asks what became of its last writes. */
const graceMs = 10_000;

class Run {
  private readonly files: FileStates;
  private readonly halted = new AbortController();
  /** Aborted a while after the run was halted: what is not settled by then stays unknown. */
  private readonly patienceEnded = new AbortController();
  private stopped: Ledger['stopped'];
  private lostInARow = 0;

  constructor(
    private readonly plan: Plan,
    private readonly session: Session,
    private readonly options: ExecutionOptions,
  ) {
    this.files = new FileStates(plan);
  }

  async done(): Promise<Ledger['stopped']> {
    const { signal } = this.options;
    const cancel = () => {
      this.halt('cancelled');
    };
    if (signal.aborted) cancel();
    await this.writeDown(this.plan.settled);
    signal.addEventListener('abort', cancel, { once: true });
    for (const phase of this.plan.phases) await this.carryOutPhase(phase);
    signal.removeEventListener('abort', cancel);
    await this.writeDown(this.files.endAll(this.stopped));
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
    await Promise.all(Array.from({ length: Math.min(queue.length, this.session.limiter.concurrency * 2) }, work));
  }

  /**
   * Resolves to the writes that take this one's place, where it had to be cut down.
   * @param doubt of a try that may have arrived, though nothing was heard of it
   */
  private async carryOutWrite(whole: Write, doubt?: Fault): Promise<readonly Write[]> {
    const write = this.files.open(whole);
    if (!write) return [];
    try {
      const before = write.fileIds.map(id => this.files.tagsOf(id));
      await this.options.journal.send(write, before);
    } catch (error) {
      this.halt(faultOf(error));
      return this.settleDoubt(write, doubt);
    }
    for (let attempt = 1; ;) {
      const answer = await this.send(write);
      if (answer === 'halted') return this.settleDoubt(write, doubt);
      if (!(answer instanceof Fault)) return this.accept(write, answer);
      const verdict = decideRetry(attempt, answer, write.fileIds, this.options.random);
      if (faultTraits[answer.code].mayHaveArrived) doubt = answer;
      switch (verdict.next) {
        case 'pause':
          // the rate limiter has heard of it, and lets nothing go before its time
          break;
        case 'wait':
          attempt++;
          await this.options.clock.sleep(verdict.ms, this.halted.signal);
          break;
        case 'drop':
          await this.conclude(verdict.missing, 'missing', answer);
          return this.goOn([write], doubt);
        case 'split':
          return this.goOn(halvesOf(write), doubt);
        case 'missing':
          return this.conclude(write.fileIds, 'missing', answer);
        case 'fail':
          return doubt ? this.settle(write, write.fileIds, recordOf(answer)) : this.conclude(write.fileIds, 'failed', answer);
        case 'settle':
          if (++this.lostInARow >= mostLostInARow) this.halt(answer);
          return this.settle(write, write.fileIds, recordOf(answer));
        case 'stop':
          this.halt(answer);
          if (doubt) return this.settleDoubt(write, doubt);
          // without an answer nothing had been sent: these files are left over like all that come after them
          return answer.facts.status === undefined ? [] : this.conclude(write.fileIds, 'failed', answer);
      }
    }
  }

  /** What may have arrived is not left to the queue: a run that is halted gets to nothing in it, and would call it not sent. */
  private async goOn(writes: readonly Write[], doubt: Fault | undefined): Promise<readonly Write[]> {
    if (!doubt) return writes;
    for (const write of writes) await this.carryOutWrite(write, doubt);
    return [];
  }

  private async send(write: Write): Promise<WriteAnswer | Fault | 'halted'> {
    const { limiter, service } = this.session;
    let leave: (report?: PaceReport) => void;
    try {
      leave = await limiter.enter('write', this.halted.signal);
    } catch {
      return 'halted';
    }
    try {
      const answer = await service.write(write, this.patienceEnded.signal);
      leave({ kind: 'granted', budget: answer.budget });
      return answer;
    } catch (error) {
      leave(paceReportOf(error));
      return faultOf(error);
    }
  }

  private async accept(write: Write, { results, requestId }: WriteAnswer): Promise<readonly Write[]> {
    this.lostInARow = 0;
    const unmentioned = new Set(write.fileIds);
    const request = requestId === undefined ? {} : { requestId };
    const ended = results.flatMap(result => {
      const { fileId: id } = result;
      if (!unmentioned.delete(id)) return [];
      if (!result.applied) return this.files.end([id], 'failed', { ...result.fault, ...request });
      return this.files.applied(id, applyWrite(write, this.files.tagsOf(id)));
    });
    await this.writeDown(ended, requestId);
    const fault = recordOf(new Fault('notApplied', request));
    return this.settle(write, [...unmentioned], fault);
  }

  private async settleDoubt(write: Write, doubt: Fault | undefined): Promise<readonly Write[]> {
    return doubt ? this.settle(write, write.fileIds, recordOf(doubt)) : [];
  }

  private async settle(write: Write, ids: readonly string[], fault: FaultRecord): Promise<readonly Write[]> {
    const settleOne = async (id: string): Promise<readonly FileOutcome[]> => {
      const found = await readBack(id, write, this.session, this.options, this.patienceEnded.signal);
      switch (found.kind) {
        case 'applied':
          return this.files.applied(id, found.tags);
        case 'notApplied':
          this.files.found(id, found.tags);
          return this.files.end([id], 'failed', fault);
        case 'missing':
        case 'unknown':
          return this.files.end([id], found.kind, fault);
      }
    };
    await this.writeDown((await Promise.all(ids.map(settleOne))).flat(), fault.requestId);
    return [];
  }

  private async conclude(ids: readonly string[], outcome: 'missing' | 'failed', fault: Fault): Promise<readonly Write[]> {
    // what the answer says of the whole write is no fact of a single file
    const { missingIds: _, budget: __, ...record } = recordOf(fault);
    await this.writeDown(this.files.end(ids, outcome, record), fault.facts.requestId);
    return [];
  }

  private async writeDown(files: readonly FileOutcome[], requestId?: string): Promise<void> {
    if (files.length === 0) return;
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
}
