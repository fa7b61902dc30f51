import { Fault } from '../../src/core/model/fault';
import type { Page, RemoteFile } from '../../src/core/model/file';
import type { Limits, TagService, Write, WriteAnswer, WriteResult } from '../../src/core/model/service';
import type { Account } from '../world/account';
import { type Chance, chanceOf, oneOf } from '../world/chance';
import { type MishapRates, mishapOf, readMishaps, writeMishaps } from '../world/mishaps';
import { type Disagreement, disagreement, type Facts } from '../world/disagreement';
import type { RunTruth } from '../world/runTruth';
import type { Tally } from '../world/tally';
import { type Edit, isWhole } from '../world/tags';
import { briefly, faultOf, listed, rateLimited, rejected, remoteFile } from './answers';
import { brokenLimit, tagsOf } from './limits';
import type { Owner, Scheduler } from './scheduler';

export interface RemoteOptions {
  readonly seed: number;
  readonly limits: Limits;
  /** ms that a request takes at least and at most, one way. */
  readonly latencyMs: readonly [number, number];
  /** Answers of a search come from two copies, the second so much older, in ms; 0 where there is one. */
  readonly copyBehindMs: number;
  readonly rates: MishapRates;
  /** Files on which every write fails, each for itself. */
  readonly refused: (id: string) => boolean;
  /** Whether `%` in a tag is turned down. */
  readonly refusesPercent: boolean;
  /** Whether a 404 says which files are missing; where there is no 404, an answer passes over them. */
  readonly missing: 'named' | 'unnamed' | 'unmentioned';
  /** Whether the answer to a write of the whole file shows its tags. */
  readonly answersTags: boolean;
  /** No credentials are good then, in ms of the world. */
  readonly signedOut: readonly { readonly from: number; readonly to: number }[];
  /** What a colleague does in the moment before a write comes to a file; undefined where there is none. */
  readonly colleague: (chance: Chance) => Edit | undefined;
  readonly onBreach: (breach: Disagreement) => void;
  readonly trace: ((text: string) => void) | undefined;
}

/** Who asks. */
export interface Caller {
  readonly window: Owner;
  readonly run: RunTruth;
}

/** A service as the windows reach it: it does what it is asked, late, twice told or untold, and says so, or something else. */
export class Remote {
  /** No more mishaps. */
  isCalm = false;
  private readonly asked = new Map<string, number>();
  /** Runs that have a write under way. */
  readonly writing = new Map<RunTruth, number>();

  constructor(
    private readonly scheduler: Scheduler,
    readonly account: Account,
    private readonly options: RemoteOptions,
    private readonly tally: Tally,
  ) {}

  serviceFor(caller: Caller): TagService {
    return {
      limits: this.options.limits,
      read: (ids, signal) => this.read(ids, caller, signal),
      readOne: (id, signal) => this.readOne(id, caller, signal),
      write: (write, signal) => this.write(write, caller, signal),
      check: () => Promise.resolve({ label: 'simulated' }),
      list: () => Promise.resolve<Page<RemoteFile>>({ items: [] }),
      search: () => Promise.resolve<Page<RemoteFile>>({ items: [] }),
      picture: () => Promise.resolve(undefined),
    };
  }

  private read(ids: readonly string[], { window, run }: Caller, signal: AbortSignal): Promise<readonly RemoteFile[]> {
    const { options } = this;
    if (ids.length > options.limits.filesPerRead)
      options.onBreach(disagreement('reads more files than the limits allow', run.label));
    const chance = this.chanceFor(run, 'read', ids[0] ?? '');
    const mishap = this.readMishap(chance);
    for (const id of ids) if (mishap !== undefined) run.doing(id).blindReads++;
    const name = `${run.label} reads ${listed(ids)}`;
    return this.exchange(window, signal, chance, mishap === 'readTimeout', name, () => {
      const fault = this.readFault(mishap, chance);
      if (fault) return { fault };
      const now = this.scheduler.now();
      const behindMs = options.copyBehindMs > 0 && chance() < 0.5 ? options.copyBehindMs : 0;
      const isTrue = options.limits.readsFrom === 'address';
      const files: RemoteFile[] = [];
      for (const id of ids) {
        const file = this.account.files.get(id);
        const tags = isTrue ? file?.tags : file?.shown(now, behindMs);
        if (!isTrue && mishap === 'readUnseen' && chance() < 0.3) continue;
        const isTold = !(mishap === 'readTagless' && chance() < 0.5);
        if (isTold) run.doing(id).look({ at: now, tags }, isTrue);
        if (tags) files.push(remoteFile(id, isTold ? tags : undefined));
      }
      return { answer: files };
    });
  }

  private readOne(id: string, { window, run }: Caller, signal: AbortSignal): Promise<RemoteFile | undefined> {
    const chance = this.chanceFor(run, 'readOne', id);
    const mishap = this.readMishap(chance);
    const doings = run.doing(id);
    if (mishap !== undefined) doings.blindReads++;
    return this.exchange(window, signal, chance, mishap === 'readTimeout', `${run.label} asks for ${id}`, () => {
      const fault = this.readFault(mishap, chance);
      if (fault) return { fault };
      const now = this.scheduler.now();
      const tags = this.account.files.get(id)?.tags;
      const isTold = !(mishap === 'readTagless' && chance() < 0.5);
      if (isTold) doings.look({ at: now, tags }, true);
      return { answer: tags && remoteFile(id, isTold ? tags : undefined) };
    });
  }

  private write(write: Write, { window, run }: Caller, signal: AbortSignal): Promise<WriteAnswer> {
    const { options, scheduler } = this;
    const sentAt = scheduler.now();
    this.mustBeAllowed(write, run);
    const broken = brokenLimit(write, options.limits);
    if (broken !== undefined) {
      for (const id of write.fileIds) run.doing(id).refusals++;
      options.onBreach(disagreement(`sends what the limits forbid: ${broken}`, run.label, { write }));
      return Promise.reject(new Fault('invalidInput'));
    }
    const chance = this.chanceFor(run, `write ${write.kind}`, write.fileIds.at(0) ?? '');
    const mishap = this.isCalm ? undefined : mishapOf(chance, options.rates, writeMishaps);
    if (mishap) this.tally.count(mishap);
    for (const id of write.fileIds) run.doing(id).sends++;
    this.writing.set(run, (this.writing.get(run) ?? 0) + 1);
    const done = () => {
      const left = (this.writing.get(run) ?? 1) - 1;
      if (left === 0) this.writing.delete(run);
      else this.writing.set(run, left);
    };
    let heard = false;
    // what was last seen of the files before they are written over
    const looks = isWhole(write) ? write.fileIds.map(id => run.doing(id).lastTrueLook) : undefined;
    const apply = (only?: ReadonlySet<string>) => {
      this.carryOut(write, run, { sentAt, looks }, heard || !window.isAlive, only);
    };
    const doubt = () => {
      for (const id of write.fileIds) run.doing(id).doubts++;
    };
    const lateBy = () => chance() ** 2 * 120_000;
    const isSlow = mishap?.startsWith('timeout') ?? false;
    return this.exchange(
      window,
      signal,
      chance,
      isSlow,
      `${run.label} writes ${write.kind} ${listed(write.fileIds)} ${nameOf(write)}${mishap ? ` (${mishap})` : ''}`,
      (): Outcome<WriteAnswer> => {
        switch (mishap) {
          case 'rateLimited':
          case 'rateLimitedForEver':
            return { fault: rateLimited(chance, mishap === 'rateLimitedForEver') };
          case 'serverErrorBefore':
          case 'lostBefore':
          case 'timeoutBefore':
          case 'pageBefore':
            doubt();
            return { fault: faultOf(mishap) };
          case 'serverErrorAfter':
          case 'lostAfter':
          case 'timeoutAfter':
          case 'pageAfter':
            doubt();
            if (!this.refusal(write, run)) apply();
            return { fault: faultOf(mishap) };
          case 'lostLate':
          case 'timeoutLate':
            doubt();
            scheduler.in(lateBy() + (mishap === 'timeoutLate' ? timeoutMs : 0), undefined, () => {
              heard = true;
              this.tally.count('landed late');
              options.trace?.(`what ${run.label} wrote of ${listed(write.fileIds)} lands late`);
              if (!this.refusal(write, run)) apply();
            });
            return { fault: faultOf(mishap) };
          case 'lyingMissing':
            for (const id of write.fileIds) run.doing(id).refusals++;
            return { fault: new Fault('notFound', { status: 404 }) };
          case 'lyingMissingList':
            for (const id of write.fileIds) run.doing(id).refusals++;
            return { fault: new Fault('notFound', { status: 404, missingIds: write.fileIds.filter(() => chance() < 0.3) }) };
          default:
        }
        const refusal = this.refusal(write, run);
        if (refusal) return { fault: refusal };
        this.letColleagueIn(write, chance);
        const failing = new Set(write.fileIds.filter(id => options.refused(id) || (mishap === 'partial' && chance() < 0.2)));
        if (failing.size > 0) this.tally.count('failed for itself', failing.size);
        for (const id of failing) run.doing(id).refusals++;
        if (failing.size === 1 && options.limits.writes[write.kind] === 1) return { fault: new Fault('denied', { status: 403 }) };
        const gone = write.fileIds.filter(id => this.account.files.get(id)?.tags === undefined);
        const silent = new Set([...gone, ...(mishap === 'unmentioned' ? write.fileIds.filter(() => chance() < 0.3) : [])]);
        for (const id of silent) run.doing(id).doubts++;
        apply(new Set(write.fileIds.filter(id => !failing.has(id) && !(silent.has(id) && chance() < 0.5))));
        return { answer: { results: this.resultsOf(write, failing, silent), requestId: 'simulated' } };
      },
      done,
    );
  }

  private resultsOf(write: Write, failing: ReadonlySet<string>, silent: ReadonlySet<string>): readonly WriteResult[] {
    return write.fileIds.flatMap((fileId): readonly WriteResult[] => {
      if (silent.has(fileId)) return [];
      if (failing.has(fileId)) return [{ fileId, applied: false, fault: { code: 'rejected', detail: 'Error in adding tags' } }];
      const tags = this.options.answersTags && isWhole(write) ? this.account.files.get(fileId)?.tags : undefined;
      return [{ fileId, applied: true, ...(tags && { tags }) }];
    });
  }

  /** There and back; what the server decides is decided when the request is there. */
  private exchange<Answer>(
    window: Owner,
    signal: AbortSignal,
    chance: Chance,
    isSlow: boolean,
    name: string,
    serve: () => Outcome<Answer>,
    done: () => void = () => undefined,
  ): Promise<Answer> {
    const { scheduler } = this;
    return new Promise((resolve, reject) => {
      let isOver = false;
      const end = (act: () => void) => {
        if (isOver) return;
        isOver = true;
        signal.removeEventListener('abort', abort);
        done();
        act();
      };
      const abort = () => {
        this.tally.count('request given up');
        end(() => {
          reject(signal.reason as Error);
        });
      };
      if (signal.aborted) {
        done();
        reject(signal.reason as Error);
        return;
      }
      signal.addEventListener('abort', abort);
      this.options.trace?.(name);
      scheduler.in(this.latency(chance), undefined, () => {
        const outcome = serve();
        this.options.trace?.(
          `${name} -> ${'fault' in outcome ? `${outcome.fault.code} ${JSON.stringify(outcome.fault.facts)}` : briefly(outcome.answer)}`,
        );
        scheduler.in(isSlow ? timeoutMs : this.latency(chance), window, () => {
          end(() => {
            if ('fault' in outcome) reject(outcome.fault);
            else resolve(outcome.answer);
          });
        });
      });
    });
  }

  /** Why the service turns the whole request down; undefined where it does not. */
  private refusal(write: Write, run: RunTruth): Fault | undefined {
    const { options, tally } = this;
    const turnDown = (kind: string, fault: Fault) => {
      tally.count(kind);
      for (const id of write.fileIds) run.doing(id).refusals++;
      return fault;
    };
    if (this.isSignedOut) return turnDown('signed out', new Fault('unauthorized', { status: 401 }));
    const [given, taken] = tagsOf(write);
    if (options.refusesPercent && [...given, ...taken].some(tag => tag.includes('%')))
      return turnDown('% refused', rejected('invalid value for tags parameter.'));
    if (options.missing === 'unmentioned') return undefined;
    const missing = write.fileIds.filter(id => this.account.files.get(id)?.tags === undefined);
    if (missing.length === 0) return undefined;
    tally.count(`missing ${options.missing}`);
    const isNamed = options.missing === 'named' && write.fileIds.length > 1;
    return new Fault('notFound', { status: 404, ...(isNamed && { missingIds: missing }) });
  }

  private carryOut(
    write: Write,
    run: RunTruth,
    { sentAt, looks }: { readonly sentAt: number; readonly looks: readonly number[] | undefined },
    late: boolean,
    only?: ReadonlySet<string>,
  ): void {
    const at = this.scheduler.now();
    for (const [index, id] of write.fileIds.entries()) {
      if (only ? !only.has(id) : this.options.refused(id)) continue;
      this.account.edit(id, write, { by: run, at, sentAt, lookedAt: looks?.[index] ?? -Infinity, ...(late && { late }) });
    }
  }

  private letColleagueIn(write: Write, chance: Chance): void {
    const edit = this.isCalm ? undefined : this.options.colleague(chance);
    if (!edit) return;
    this.tally.count('colleague beside a write');
    const now = this.scheduler.now();
    this.account.edit(oneOf(chance, write.fileIds), edit, { by: 'colleague', at: now, sentAt: now, lookedAt: now });
  }

  private mustBeAllowed(write: Write, run: RunTruth): void {
    const { onBreach } = this.options;
    const now = this.scheduler.now();
    const complain = (kind: string, facts?: Facts) => {
      onBreach(disagreement(kind, run.label, facts));
    };
    if (now >= run.quietSince) complain(`writes after ${run.cancelled ? 'Cancel' : 'Pause'}`, { ms: now - run.quietSince });
    if (now > run.endedAt) complain('writes after its end');
    for (const other of this.writing.keys())
      if (other !== run) complain('writes while another run does, on one account', { other: other.label });
    for (const id of write.fileIds) if (!run.ids.has(id)) complain('writes a stranger', { id });
  }

  private readMishap(chance: Chance) {
    const mishap = this.isCalm ? undefined : mishapOf(chance, this.options.rates, readMishaps);
    if (mishap) this.tally.count(mishap);
    return mishap;
  }

  private readFault(mishap: string | undefined, chance: Chance): Fault | undefined {
    if (this.isSignedOut) return new Fault('unauthorized', { status: 401 });
    switch (mishap) {
      case 'readRateLimited':
        return rateLimited(chance, false);
      case 'readServerError':
        return new Fault('serverError', { status: 503 });
      case 'readLost':
        return new Fault('connectionLost');
      case 'readTimeout':
        return new Fault('timeout');
      case 'readPage':
        return new Fault('unexpectedAnswer', { status: 200 });
      default:
        return undefined;
    }
  }

  private get isSignedOut(): boolean {
    const now = this.scheduler.now();
    return !this.isCalm && this.options.signedOut.some(({ from, to }) => now >= from && now < to);
  }

  private latency(chance: Chance): number {
    const [least, most] = this.options.latencyMs;
    return least + (most - least) * chance() ** 3;
  }

  /** The same request of the same run meets the same fate, whatever else there is in the world. */
  private chanceFor({ label }: RunTruth, what: string, id: string): Chance {
    const key = `${label} ${what} ${id}`;
    const count = (this.asked.get(key) ?? 0) + 1;
    this.asked.set(key, count);
    return chanceOf(this.options.seed, key, count);
  }
}

type Outcome<Answer> = { readonly answer: Answer } | { readonly fault: Fault };

const timeoutMs = 30_000;

function nameOf(write: Write): string {
  const [given, taken] = tagsOf(write);
  return `+${listed(given)} -${listed(taken)}`;
}
