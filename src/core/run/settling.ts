import { FileStates } from '../journal/fileStates';
import type { RunJournal } from '../journal/journalWriter';
import { Fault, type FaultRecord, faultOf, faultTraits, recordOf } from '../model/fault';
import type { FileOutcome } from '../model/ledger';
import { findWriteProblem } from '../model/tagAndIdChecks';
import { sameTags, union, without } from '../model/tags';
import { chunked } from '../plan/chunked';
import type { Plan } from '../plan/plan';
import { type Finding, inParallel, lookAt, looks } from '../plan/readImages';
import { applyWrite, hasTakenEffect, type Session, type Write, type WriteAnswer } from '../service/service';
import type { Halt, PauseToken } from './pauseAndCancel';
import { requestWithRetry, type Timing } from './retryPolicy';

export interface SettlingOptions extends Timing {
  readonly journal: RunJournal;
  readonly gate: PauseToken;
  readonly halt: Halt;
}

/** A request that was refused, and one of its files may be the reason. */
export interface Refused {
  readonly write: Write;
  readonly fault: Fault;
  /** Of a try that may have arrived, though nothing was heard of it. */
  readonly doubt: Fault | undefined;
}

type FaultsByFile = readonly (readonly [string, FaultRecord])[];
type Seen = { readonly write: Write; readonly seenAt: number };
type Otherwise = 'mayStillLand' | 'answered' | 'refused';

const mostLooksAtRefused = 100;

/** What became of a run's files: by the answers, and where these leave it open, by the files' own addresses. Never throws for a file. */
export class Settling {
  readonly files: FileStates;
  private looksLeft = mostLooksAtRefused;

  constructor(
    private readonly plan: Plan,
    private readonly session: Session,
    private readonly options: SettlingOptions,
  ) {
    this.files = new FileStates(plan);
  }

  async accept(write: Write, { results, requestId }: WriteAnswer, doubt: Fault | undefined): Promise<undefined> {
    const unmentioned = new Set(write.fileIds);
    const request = requestId === undefined ? {} : { requestId };
    const refused: (readonly [string, FaultRecord])[] = [];
    const ended = results.flatMap(result => {
      const { fileId: id } = result;
      if (!unmentioned.delete(id)) return [];
      if (result.applied) {
        const { tags } = result;
        return tags
          ? this.files.applied(id, tags, 'answered')
          : this.files.applied(id, applyWrite(write, this.files.tagsOf(id)), 'computed');
      }
      refused.push([id, { ...result.fault, ...request }]);
      return [];
    });
    await this.writeDown(ended, requestId);
    await (doubt ? this.readBackEach(write, refused, 'mayStillLand') : this.refuse(write, refused));
    if (unmentioned.size === 0) return undefined;
    const fault = recordOf(new Fault('notApplied', request));
    return this.readBack(write, [...unmentioned], fault, doubt ? 'mayStillLand' : 'answered');
  }

  /**
   * A write of a whole file, planned from what the file's own address shows right now; undefined where there is nothing to send.
   * @param doubt of a try that may have arrived
   */
  async refreshed(write: Write, doubt: Fault | undefined): Promise<Seen | undefined> {
    const [id = ''] = write.fileIds;
    const change = this.files.changeOf(id);
    const finding = (await this.look([id])).get(id);
    if (finding?.kind !== 'present' || !change) {
      // of a run that was halted before anything was sent of the file, it is left over like all that come after it
      if (!finding && !doubt) return undefined;
      const fault = finding?.kind === 'unreadable' ? finding.fault : doubt && recordOf(doubt);
      const outcome = finding?.kind === 'missing' ? 'missing' : doubt ? 'unknown' : 'failed';
      await this.writeDown(this.files.end([id], outcome, fault));
      return undefined;
    }
    const { tags, at } = finding.image;
    const idle = doubt ? [] : this.files.begins(id, tags);
    const after = union(without(tags, change.remove), change.add);
    if (idle.length > 0 || sameTags(after, tags)) {
      await this.writeDown([...idle, ...this.files.applied(id, tags, 'read')]);
      return undefined;
    }
    const whole: Write = after.length === 0 ? { kind: 'clear', fileIds: [id] } : { kind: 'replace', fileIds: [id], tags: after };
    // others may have given it a tag that no request can give
    const unfit = findWriteProblem(whole, this.session.service.limits);
    if (!unfit) return { write: whole, seenAt: at };
    const fault = recordOf(new Fault('unfitTag', { subject: id, problem: unfit.problem }));
    await this.writeDown(this.files.end([id], doubt ? 'unknown' : 'failed', fault));
    return undefined;
  }

  /**
   * What is left of a write that was answered with 404: a file is called missing by its own address alone.
   * @param isLastTry files that are there, and are called missing again and again, are given up
   */
  async withoutMissing(write: Write, fault: Fault, doubt: Fault | undefined, isLastTry: boolean): Promise<Write | undefined> {
    const named = fault.facts.missingIds?.filter(id => write.fileIds.includes(id)) ?? [];
    const suspects = named.length > 0 ? named : write.fileIds;
    const record = factsOfFile(fault);
    const gone = new Set<string>();
    const found = await this.look(suspects);
    for (const id of suspects) {
      const finding = found.get(id);
      const hasArrived = doubt && finding?.kind === 'present' && hasTakenEffect(write, finding.image.tags);
      if (finding?.kind === 'present' && !hasArrived && !isLastTry) {
        const idle = this.files.seen(id, finding.image.tags, doubt !== undefined);
        if (idle.length > 0) gone.add(id);
        await this.writeDown(idle);
        continue;
      }
      gone.add(id);
      // the run was halted, and nothing was sent: it is left over like all that come after it
      if (!finding && !doubt) continue;
      await this.writeDown(
        finding?.kind === 'missing'
          ? this.files.end([id], 'missing', record)
          : finding?.kind === 'present' && hasArrived
            ? this.files.applied(id, finding.image.tags, 'read')
            : this.files.end([id], doubt ? 'unknown' : 'failed', record),
        fault.facts.requestId,
      );
    }
    const fileIds = write.fileIds.filter(id => !gone.has(id));
    return fileIds.length === 0 ? undefined : { ...write, fileIds };
  }

  async readBackDoubt(write: Write, doubt: Fault | undefined): Promise<undefined> {
    return doubt ? this.readBack(write, write.fileIds, recordOf(doubt), 'mayStillLand') : undefined;
  }

  /**
   * Asks the files' own addresses what became of a write.
   * @param otherwise what it means where the write's effect is not there: a request of which nothing was heard may land yet, one that
   * was refused never will
   */
  readBack(write: Write, ids: readonly string[], fault: FaultRecord, otherwise: Otherwise): Promise<undefined> {
    return this.readBackEach(
      write,
      ids.map(id => [id, fault] as const),
      otherwise,
    );
  }

  private async readBackEach(write: Write, faults: FaultsByFile, otherwise: Otherwise): Promise<undefined> {
    const found = await this.look(faults.map(([id]) => id));
    const ended = faults.map(([id, fault]): readonly FileOutcome[] => {
      const finding = found.get(id);
      if (finding?.kind === 'missing') return this.files.end([id], 'missing', fault);
      if (finding?.kind !== 'present') return this.files.end([id], otherwise === 'refused' ? 'failed' : 'unknown', fault);
      const { tags } = finding.image;
      if (hasTakenEffect(write, tags)) return this.files.applied(id, tags, 'read');
      if (otherwise === 'mayStillLand') return this.files.end([id], 'unknown', fault);
      this.files.found(id, tags, 'read');
      return this.files.end([id], 'failed', fault);
    });
    await this.writeDown(ended.flat(), faults[0]?.[1].requestId);
    return undefined;
  }

  /**
   * A file whose tags were to be these and no others may have got more from others since it was read. Few files are asked for at
   * their own addresses; many are looked at in a listing, and those for which it shows what our own writes can't explain at
   * their own. Nothing is taken away from them: it is said.
   */
  async lookAfter(): Promise<void> {
    if (this.options.halt.signal.aborted) return;
    const { service, limiter } = this.session;
    const named = this.plan.changes.filter(({ id, replacesAll }) => {
      const outcome = this.options.journal.outcome(id);
      return replacesAll && outcome?.outcome === 'changed' && outcome.known === 'computed';
    });
    let ids = named.map(({ id }) => id);
    if (ids.length > limiter.concurrency) {
      // where each look is a request of its own, the file was read by one right before
      if (service.limits.readsFrom === 'address') return;
      ids = [...(await this.strangers(named))];
    }
    const amended = Array.from(await this.look(ids), ([id, finding]) => {
      const outcome = this.options.journal.outcome(id);
      return finding.kind === 'present' && outcome ? this.files.amended(id, finding.image.tags, outcome) : undefined;
    }).filter(outcome => outcome !== undefined);
    if (amended.length === 0) return;
    try {
      await this.options.journal.amend(amended);
    } catch (error) {
      this.options.halt.begin(faultOf(error));
    }
  }

  async fail({ write, fault, doubt }: Refused): Promise<undefined> {
    if (doubt) return this.readBack(write, write.fileIds, recordOf(fault), 'mayStillLand');
    const record = factsOfFile(fault);
    return this.refuse(
      write,
      write.fileIds.map(id => [id, record] as const),
    );
  }

  /**
   * A file that is already as the refused write was to leave it has not failed, as far as is known. Its own address says so, of so
   * many files in a run; of more, what our own writes have left.
   */
  private async refuse(write: Write, refused: FaultsByFile): Promise<undefined> {
    const open: (readonly [string, FaultRecord])[] = [];
    const ended: (readonly FileOutcome[])[] = [];
    for (const [id, fault] of refused) {
      const tags = this.files.tagsOf(id);
      const known = this.files.knownOf(id);
      const isThere = hasTakenEffect(write, tags);
      if (isThere && this.looksLeft > 0 && !this.options.halt.hasBegun) {
        this.looksLeft--;
        open.push([id, fault]);
      } else {
        ended.push(isThere && known ? this.files.applied(id, tags, known) : this.files.end([id], 'failed', fault));
      }
    }
    await this.writeDown(ended.flat(), refused[0]?.[1].requestId);
    return this.readBackEach(write, open, 'refused');
  }

  /** Whether it is on disk. */
  async writeDownSend(write: Write): Promise<boolean> {
    try {
      const before = write.fileIds.map(id => this.files.tagsOf(id));
      await this.options.journal.send(write, before);
      return true;
    } catch (error) {
      this.options.halt.begin(faultOf(error));
      return false;
    }
  }

  async writeDown(files: readonly FileOutcome[], requestId?: string): Promise<void> {
    if (files.length === 0) return;
    try {
      await this.options.journal.outcomes(files, requestId);
    } catch (error) {
      this.options.halt.begin(faultOf(error));
    }
  }

  /** Files as their own addresses show them. Never throws: what can't be read is unreadable, what was not read in time is absent. */
  private async look(ids: readonly string[]): Promise<ReadonlyMap<string, Finding>> {
    const found = new Map<string, Finding>();
    await inParallel(this.session, looks(this.session, ids), async some => {
      try {
        await this.options.gate.pass(this.options.halt.signal);
        for (const [id, finding] of await lookAt(this.session, some, this.options, this.options.halt.graceSignal))
          found.set(id, finding);
      } catch (error) {
        if (this.options.halt.graceSignal.aborted) return;
        const fault = faultOf(error);
        if (faultTraits[fault.code].endsEverything) this.options.halt.begin(fault);
        for (const id of some) found.set(id, { kind: 'unreadable', fault: recordOf(fault) });
      }
    });
    return found;
  }

  /** Files for which a listing shows tags that they had neither before nor after, as far as is known. */
  private async strangers(changes: Plan['changes']): Promise<ReadonlySet<string>> {
    const { service } = this.session;
    const own = new Map(changes.map(({ id, before, after }) => [id, union(before, after)]));
    const strange = new Set<string>();
    await inParallel(this.session, chunked([...own.keys()], service.limits.filesPerRead), async chunk => {
      try {
        await this.options.gate.pass(this.options.halt.signal);
        if (this.options.halt.signal.aborted) return;
        const files = await requestWithRetry(
          this.session,
          signal => service.read(chunk, signal),
          this.options,
          this.options.halt.signal,
        );
        for (const { id, tags } of files) if (tags && without(tags, own.get(id) ?? []).length > 0) strange.add(id);
      } catch {
        // what can't be looked at stays computed, and is called so
      }
    });
    return strange;
  }
}

/** What the answer says of the whole write is no fact of a single file. */
function factsOfFile(fault: Fault): FaultRecord {
  const { missingIds: _, budget: __, ...record } = recordOf(fault);
  return record;
}
