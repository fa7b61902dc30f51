import type { Timing } from './requestWithRetry';
import { Fault, faultOf, faultTraits, recordOf } from '../model/fault';
import { FileStates } from './fileStates';
import type { PauseToken } from './pauseToken';
import type { FileOutcome, Ledger } from '../model/ledger';
import type { Plan } from '../plan/plan';
import { type PaceReport, paceReportOf } from './paceReport';
import { idsOf, readBack } from './readBack';
import type { RunJournal } from './journalWriter';
import { backoffMs, decideRetry, triesPerRequest } from './retryPolicy';
import type { Write, WriteAnswer } from '../model/service';
import type { Session } from '../model/session';
import { applyWrite, halvesOf } from '../model/write';

export interface ExecutionOptions extends Timing {
  readonly journal: RunJournal;
  /** Aborted by Cancel: no new write is sent, those under way end. */
  readonly signal: AbortSignal;
  readonly gate: PauseToken;
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
  private readonly graceEnded = new AbortController();
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
    this.graceEnded.abort();
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

  /** Resolves to the writes that take this one's place, where it had to be cut down. */
  private async carryOutWrite(whole: Write, state: WriteState = {}): Promise<readonly Write[]> {
    const refused = await this.attempt(whole, state);
    return 'fault' in refused ? this.fail(refused.write, refused.fault, refused.doubt) : refused.rest;
  }

  /** A refusal in the words of a whole that this is a half of is left to whoever cut it. */
  private async attempt(whole: Write, state: WriteState): Promise<Refused | { readonly rest: readonly Write[] }> {
    const write = this.files.open(whole);
    if (!write) return { rest: [] };
    let { doubt } = state;
    try {
      const before = write.fileIds.map(id => this.files.tagsOf(id));
      await this.options.journal.send(write, before);
    } catch (error) {
      this.halt(faultOf(error));
      return { rest: await this.settleDoubt(write, doubt) };
    }
    for (let attempt = 1, refusals = 0; ;) {
      const answer = await this.send(write);
      if (answer === 'halted') return { rest: await this.settleDoubt(write, doubt) };
      if (!(answer instanceof Fault)) return { rest: await this.accept(write, answer, doubt) };
      const decision = decideRetry({ attempt, refusals }, answer, write.fileIds, this.options.random);
      if (faultTraits[answer.code].mayHaveArrived) doubt = answer;
      switch (decision.next) {
        case 'pause':
          refusals++;
          break;
        case 'wait':
          attempt++;
          await this.options.clock.sleep(decision.ms, this.halted.signal);
          break;
        case 'drop':
          return { rest: await this.dropMissing(write, decision.missing, answer, { ...state, doubt }) };
        case 'split':
          if (isSameRefusal(answer, state.refusal)) return { write, fault: answer, doubt };
          return { rest: await this.split(write, answer, doubt) };
        case 'fail':
          return { write, fault: answer, doubt };
        case 'settle':
          if (++this.lostInARow >= mostLostInARow) this.halt(answer);
          return { rest: await this.settle(write, write.fileIds, answer) };
        case 'stop':
          this.halt(answer);
          if (doubt) return { rest: await this.settleDoubt(write, doubt) };
          // without an answer nothing had been sent: these files are left over like all that come after them
          return { rest: answer.facts.status === undefined ? [] : await this.conclude(write.fileIds, 'failed', answer) };
      }
    }
  }

  /** In halves, to find the file at fault. The same words again for both of them are about the request: then all of it has failed. */
  private async split(write: Write, refusal: Fault, doubt: Fault | undefined): Promise<readonly Write[]> {
    const halves = halvesOf(write);
    // which file is missing is found in halves at any rate: each is looked up in the end
    if (refusal.code === 'notFound') return this.goOn(halves, doubt);
    const rest: Write[] = [];
    const refused: Refused[] = [];
    for (const half of halves) {
      const end = await this.attempt(half, { doubt, refusal });
      if ('fault' in end) refused.push(end);
      else rest.push(...end.rest);
    }
    const isWhole = refused.length === halves.length;
    for (const { write: half, fault, doubt: left } of refused) {
      if (isWhole || half.fileIds.length === 1) await this.fail(half, fault, left);
      else rest.push(...(await this.split(half, fault, left)));
    }
    return rest;
  }

  /** What may have arrived is not left to the queue: a run that is halted gets to nothing in it, and would call it not sent. */
  private async goOn(writes: readonly Write[], doubt: Fault | undefined): Promise<readonly Write[]> {
    if (!doubt) return writes;
    for (const write of writes) await this.carryOutWrite(write, { doubt });
    return [];
  }

  /** A file is missing where its own address says so, and never on a list's word alone. */
  private async dropMissing(
    write: Write,
    named: readonly string[],
    fault: Fault,
    { doubt, falselyMissing = 0 }: WriteState,
  ): Promise<readonly Write[]> {
    const found = await Promise.all(
      named.map(async id => ({ id, ...(await readBack(id, write, this.session, this.options, this.graceEnded.signal)) })),
    );
    await this.conclude(idsOf(found, 'missing'), 'missing', fault);
    await this.writeDown(found.flatMap(one => (one.kind === 'applied' ? this.files.applied(one.id, one.tags) : [])));
    const unknown = idsOf(found, 'unknown');
    if (doubt) await this.settle(write, unknown, doubt);
    else await this.conclude(unknown, 'failed', fault);
    const isStubborn = idsOf(found, 'notApplied').length > 0 && falselyMissing + 1 >= triesPerRequest;
    if (isStubborn) await this.fail({ ...write, fileIds: idsOf(found, 'notApplied') }, fault, doubt);
    if (idsOf(found, 'notApplied').length === 0) return this.carryOutWrite(write, { doubt, falselyMissing });
    // it is there all the same: what said otherwise may be right again a little later
    await this.options.clock.sleep(backoffMs(falselyMissing + 1, this.options.random), this.halted.signal);
    return this.carryOutWrite(write, { doubt, falselyMissing: falselyMissing + 1 });
  }

  private fail(write: Write, fault: Fault, doubt: Fault | undefined): Promise<readonly Write[]> {
    return doubt ? this.settle(write, write.fileIds, doubt) : this.conclude(write.fileIds, 'failed', fault);
  }

  /** Nothing is sent from the moment of Pause or Cancel on, though it may have waited for its place before. */
  private async send(write: Write): Promise<WriteAnswer | Fault | 'halted'> {
    const { limiter, service } = this.session;
    const { gate } = this.options;
    let leave: (report?: PaceReport) => void;
    for (;;) {
      await gate.pass(this.halted.signal);
      try {
        leave = await limiter.enter('write', this.halted.signal);
      } catch {
        return 'halted';
      }
      if (!gate.isClosed && !this.halted.signal.aborted) break;
      leave();
    }
    try {
      const answer = await service.write(write, this.graceEnded.signal);
      leave({ kind: 'granted', budget: answer.budget });
      return answer;
    } catch (error) {
      leave(paceReportOf(error));
      return faultOf(error);
    }
  }

  /** What an earlier try may have done decides over an error that names a file now. */
  private async accept(write: Write, { results, requestId }: WriteAnswer, doubt: Fault | undefined): Promise<readonly Write[]> {
    this.lostInARow = 0;
    const unmentioned = new Set(write.fileIds);
    const refused: string[] = [];
    const request = requestId === undefined ? {} : { requestId };
    const ended = results.flatMap(result => {
      const { fileId: id } = result;
      if (!unmentioned.delete(id)) return [];
      if (!result.applied && doubt) {
        refused.push(id);
        return [];
      }
      if (!result.applied) return this.files.end([id], 'failed', { ...result.fault, ...request });
      return this.files.applied(id, applyWrite(write, this.files.tagsOf(id)));
    });
    await this.writeDown(ended, requestId);
    if (doubt) await this.settle(write, refused, doubt);
    return this.settle(write, [...unmentioned], new Fault('notApplied', request));
  }

  private async settleDoubt(write: Write, doubt: Fault | undefined): Promise<readonly Write[]> {
    return doubt ? this.settle(write, write.fileIds, doubt) : [];
  }

  /** Each file's own address decides. What is not there and was never answered may still land: that is not known. */
  private async settle(write: Write, ids: readonly string[], fault: Fault): Promise<readonly Write[]> {
    const record = recordOf(fault);
    const settleOne = async (id: string): Promise<readonly FileOutcome[]> => {
      const found = await readBack(id, write, this.session, this.options, this.graceEnded.signal);
      if (found.kind === 'applied') return this.files.applied(id, found.tags);
      if (found.kind === 'missing') return this.files.end([id], 'missing', record);
      if (found.kind === 'unknown' || faultTraits[fault.code].mayHaveArrived) return this.files.end([id], 'unknown', record);
      this.files.found(id, found.tags);
      return this.files.end([id], 'failed', record);
    };
    await this.writeDown((await Promise.all(ids.map(settleOne))).flat(), fault.facts.requestId);
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
    void this.options.clock.sleep(graceMs, this.graceEnded.signal).then(() => {
      this.graceEnded.abort();
    });
  }
}

/** What is known of a write from the one that it is a part of. */
interface WriteState {
  /** Of a try that may have arrived, though nothing was heard of it. */
  readonly doubt?: Fault | undefined;
  /** Why the whole that this is a half of was refused. */
  readonly refusal?: Fault;
  /** How often files were called missing that are there. */
  readonly falselyMissing?: number;
}

/** A write that was refused, and nothing of it was done by this try. */
interface Refused {
  readonly write: Write;
  readonly fault: Fault;
  readonly doubt: Fault | undefined;
}

function isSameRefusal(fault: Fault, other: Fault | undefined): boolean {
  return (
    other !== undefined &&
    fault.code === other.code &&
    fault.facts.status === other.facts.status &&
    fault.facts.detail === other.facts.detail
  );
}
