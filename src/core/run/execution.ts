import type { RunJournal } from '../journal/journalWriter';
import { onAbort } from '../model/abortSignals';
import { Fault, faultOf, faultTraits, recordOf } from '../model/fault';
import type { Ledger } from '../model/ledger';
import { type PaceReport, paceReportOf } from '../pace/rateLimitPause';
import type { Plan } from '../plan/plan';
import { halvesOf, type Session, type Write, type WriteAnswer } from '../service/service';
import { Halt, type PauseToken } from './pauseAndCancel';
import { bounded, decideRetry, type Timing, triesPerRequest } from './retryPolicy';
import { type Refused, Settling } from './settling';

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

/** After so many files that may not be changed, and none that may, the sign-in is taken to be allowed nothing. */
const mostDenied = 20;

/** A file is written as a whole no later after it was asked for; where that went by so often, no later after its answer came. */
const wholeGoodMs = 5_000;
const mostAged = 3;

/** Of so many files each is asked for at its own address; of more, a refusal that names none is narrowed down by halves first. */
const mostLooks = 100;

class Run {
  private readonly halt: Halt;
  private readonly settling: Settling;
  private lostInARow = 0;
  private denied = 0;
  private hasWritten = false;

  constructor(
    private readonly plan: Plan,
    private readonly session: Session,
    private readonly options: ExecutionOptions,
  ) {
    this.halt = new Halt(options.clock);
    this.settling = new Settling(plan, session, { ...options, halt: this.halt });
  }

  async done(): Promise<Ledger['stopped']> {
    const stopListening = onAbort(this.options.signal, () => {
      this.halt.begin('cancelled');
    });
    await this.settling.writeDown(this.plan.settled);
    for (const phase of this.plan.phases) await this.carryOutPhase(phase);
    await this.settling.lookAfter();
    stopListening();
    await this.settling.writeDown(this.settling.files.endAll(this.halt.cause));
    this.halt.end();
    return this.halt.cause;
  }

  /** Twice as many workers as requests at one time, so that the next write is in the journal when its turn comes. */
  private async carryOutPhase(phase: readonly Write[]): Promise<void> {
    const queue = phase[Symbol.iterator]();
    const work = async () => {
      for (let next = queue.next(); next.done !== true; next = queue.next()) {
        if (this.halt.hasBegun) return;
        await this.carryOutWrite(next.value);
      }
    };
    await Promise.all(Array.from({ length: Math.min(phase.length, this.session.limiter.concurrency * 2) }, work));
  }

  private async carryOutWrite(planned: Write): Promise<void> {
    const write = this.settling.files.open(planned);
    if (!write) return;
    const refused = await this.attempt(write, undefined);
    if (refused) await this.narrow(refused);
  }

  /**
   * Finds the files that a request was refused for, by halves. The same words for both halves are about the request and not about a
   * file: then there is nothing to be found.
   */
  private async narrow({ write, fault, doubt }: Refused): Promise<void> {
    const refused: Refused[] = [];
    for (const half of halvesOf(write)) {
      const again = await this.attempt(half, doubt);
      if (again) refused.push(again);
    }
    if (refused.length === 2 && refused.every(half => isSameRefusal(half.fault, fault))) {
      for (const half of refused) await this.settling.fail(half);
      return;
    }
    for (const half of refused) await (half.write.fileIds.length === 1 ? this.settling.fail(half) : this.narrow(half));
  }

  /**
   * Sends a write until each of its files is settled as far as this write goes. Resolves to a refusal that one of several files may
   * be the reason of.
   * @param doubt of a try that may have arrived, though nothing was heard of it
   */
  private async attempt(given: Write, doubt: Fault | undefined): Promise<Refused | undefined> {
    let write = given;
    let failedAt: number | undefined;
    let isJournalled = false;
    let aged = 0;
    for (let attempt = 1; ;) {
      await this.options.gate.pass(this.halt.signal);
      if (this.halt.hasBegun) return this.settling.readBackDoubt(write, doubt);
      let goodUntil = Infinity;
      if (isWhole(write)) {
        const fresh = await this.settling.refreshed(write, doubt);
        if (!fresh) return undefined;
        write = fresh.write;
        goodUntil = (aged < mostAged ? fresh.seenAt : this.options.clock.now()) + wholeGoodMs;
      }
      if (!isJournalled && !(await this.settling.writeDownSend(write))) return this.settling.readBackDoubt(write, doubt);
      isJournalled = true;
      const answer = await this.send(write, goodUntil);
      if (answer === 'aged') {
        aged++;
        continue;
      }
      if (answer === 'halted') return this.settling.readBackDoubt(write, doubt);
      if (!(answer instanceof Fault)) {
        this.lostInARow = 0;
        this.hasWritten = true;
        return this.settling.accept(write, answer, doubt);
      }
      failedAt ??= this.options.clock.now();
      if (faultTraits[answer.code].mayHaveArrived) doubt = answer;
      const { fileIds } = write;
      const elapsedMs = this.options.clock.now() - failedAt;
      const decision = decideRetry(answer, { attempt, fileIds, elapsedMs, random: this.options.random });
      switch (decision.next) {
        case 'pause':
          // the rate limiter has heard of it, and lets nothing go before its time
          break;
        case 'wait':
          attempt++;
          await this.options.clock.sleep(decision.ms, this.halt.signal);
          break;
        case 'look': {
          if (!answer.facts.missingIds?.length && fileIds.length > mostLooks) return { write, fault: answer, doubt };
          const rest = await this.settling.withoutMissing(write, answer, doubt, attempt >= triesPerRequest);
          if (!rest) return undefined;
          if (rest.fileIds.length === fileIds.length) {
            attempt++;
            await this.options.clock.sleep(decision.ms, this.halt.signal);
          }
          write = rest;
          break;
        }
        case 'split':
          return { write, fault: answer, doubt };
        case 'fail':
          if (answer.code === 'denied' && ++this.denied >= mostDenied && !this.hasWritten) {
            this.halt.begin(new Fault('forbidden', { status: 403 }));
          }
          return this.settling.fail({ write, fault: answer, doubt });
        case 'readBack':
          if (++this.lostInARow >= mostLostInARow) this.halt.begin(answer);
          return this.settling.readBack(write, fileIds, recordOf(answer), 'mayStillLand');
        case 'stop':
          this.halt.begin(answer);
          if (doubt) return this.settling.readBackDoubt(write, doubt);
          // without an answer nothing had been sent: these files are left over like all that come after them
          return answer.facts.status === undefined || answer.code === 'rateLimited'
            ? undefined
            : this.settling.fail({ write, fault: answer, doubt });
      }
    }
  }

  /** @param goodUntil a write that has waited for longer is not sent: what it was planned from has `aged` */
  private async send(write: Write, goodUntil: number): Promise<WriteAnswer | Fault | 'halted' | 'aged'> {
    const { limiter, service } = this.session;
    const { gate, clock } = this.options;
    for (;;) {
      await gate.pass(this.halt.signal);
      let leave: (report?: PaceReport) => void;
      try {
        leave = await limiter.enter('write', this.halt.signal);
      } catch {
        return 'halted';
      }
      // its place may have come after a word that nothing more shall be sent
      if (gate.isClosed || this.halt.hasBegun) {
        leave({ kind: 'unused' });
        continue;
      }
      if (clock.now() > goodUntil) {
        leave({ kind: 'unused' });
        return 'aged';
      }
      try {
        const answer = await bounded(signal => service.write(write, signal), clock, this.halt.graceSignal);
        leave({ kind: 'granted', budget: answer.budget });
        return answer;
      } catch (error) {
        leave(paceReportOf(error));
        return faultOf(error);
      }
    }
  }
}

function isWhole({ kind }: Write): boolean {
  return kind === 'replace' || kind === 'clear';
}

function isSameRefusal(left: Fault, right: Fault): boolean {
  return left.code === right.code && left.facts.status === right.facts.status && left.facts.detail === right.facts.detail;
}
