import type { Account } from './account';
import { type Chance, chanceOf, oneOf } from './chance';
import { type Disagreement, disagreement, type Facts } from './disagreement';
import { mishapOf, readMishaps, writeMishaps } from './mishaps';
import type { RunTruth } from './runTruth';
import type { Scenario } from './scenario';
import { type ServiceFacts, serviceFactsOf } from './serviceFacts';
import { brokenRule, tagsOf, type WriteOrder } from './serviceRules';
import { isWhole, type Tags } from './tags';
import type { Tally } from './tally';
import { rateLimited, type Trouble, troubleOf } from './trouble';

/** Who asks. */
export interface Caller {
  readonly window: { readonly isAlive: boolean };
  readonly run: RunTruth;
}

/** A request that is on its way. */
export interface Request<Answer> {
  readonly name: string;
  /** What else becomes of it is decided by these dice. */
  readonly chance: Chance;
  /** It is there: what comes of it, and what is said. */
  readonly serve: () => Reply<Answer>;
  /** Its sender has heard what there was to hear. */
  readonly done: () => void;
  /** Its sender waits for it no longer. */
  readonly giveUp: () => void;
}

const nothing = () => undefined;

export type Reply<Answer> = { readonly answer: Answer } | { readonly trouble: Trouble };

/** A file as an answer shows it, perhaps without a word of its tags. */
export interface Seen {
  readonly id: string;
  readonly tags: Tags | undefined;
}

/** Where a page of a search begins, and how many files it holds. */
export interface PagePlace {
  readonly skip: number;
  readonly limit: number;
}

export interface Written {
  readonly id: string;
  readonly isApplied: boolean;
  /** Where the answer shows them. */
  readonly tags: Tags | undefined;
}

export interface ModelOptions {
  readonly now: () => number;
  readonly later: (ms: number, act: () => void) => void;
  readonly tally: Tally;
  readonly onBreach: (breach: Disagreement) => void;
  readonly trace: ((text: string) => void) | undefined;
  /** How long a request is waited for, in ms. */
  readonly timeoutMs: number;
}

/** A service, however it is reached: it does what it is asked, late, twice told or untold, and says so, or something else. */
export class ServiceModel {
  /** No more mishaps. */
  isCalm = false;
  private readonly asked = new Map<string, number>();
  /** Of the writes under way. */
  private readonly writing = new Set<Caller>();
  private readonly facts: ServiceFacts;

  constructor(
    readonly account: Account,
    scenario: Scenario,
    private readonly options: ModelOptions,
  ) {
    this.facts = serviceFactsOf(scenario);
  }

  read(ids: readonly string[], { run }: Caller): Request<readonly Seen[]> {
    const { facts, options } = this;
    if (ids.length > facts.rules.filesPerRead)
      options.onBreach(disagreement('reads more files than the limits allow', run.label));
    const chance = this.chanceFor(run, 'read', ids[0] ?? '');
    const mishap = this.readMishap(chance);
    for (const id of ids) if (mishap !== undefined) run.doing(id).blindReads++;
    const serve = (): Reply<readonly Seen[]> => {
      const trouble = this.readTrouble(mishap, chance);
      if (trouble) return { trouble };
      const now = options.now();
      const behindMs = facts.copyBehindMs > 0 && chance() < 0.5 ? facts.copyBehindMs : 0;
      const isTrue = facts.rules.readsFrom === 'address';
      const files: Seen[] = [];
      for (const id of ids) {
        const file = this.account.files.get(id);
        const tags = isTrue ? file?.tags : file?.shown(now, behindMs);
        if (!isTrue && mishap === 'readUnseen' && chance() < 0.3) continue;
        const isTold = !(mishap === 'readTagless' && chance() < 0.5);
        if (isTold) run.doing(id).look({ at: now, tags }, isTrue);
        if (tags) files.push({ id, tags: isTold ? tags : undefined });
      }
      return { answer: files };
    };
    const giveUp = () => {
      for (const id of ids) run.doing(id).blindReads++;
    };
    return { name: this.named(() => `${run.label} reads ${listed(ids)}`), chance, serve, done: nothing, giveUp };
  }

  /** A page of the files with one of these tags, as a search shows them. */
  search(tags: Tags, { skip, limit }: PagePlace, { run }: Caller): Request<readonly Seen[]> {
    const { facts } = this;
    const chance = this.chanceFor(run, 'search', `${skip} ${tags.join()}`);
    const mishap = this.readMishap(chance);
    const serve = (): Reply<readonly Seen[]> => {
      const trouble = this.readTrouble(mishap, chance);
      if (trouble) return { trouble };
      const now = this.options.now();
      const behindMs = facts.copyBehindMs > 0 && chance() < 0.5 ? facts.copyBehindMs : 0;
      const found: Seen[] = [];
      for (const file of this.account.files.values()) {
        const shown = file.shown(now, behindMs);
        if (!shown?.some(tag => tags.includes(tag))) continue;
        const isUnseen = (mishap === 'readUnseen' || mishap === 'readTagless') && chance() < 0.3;
        if (isUnseen) run.doing(file.id).blindReads++;
        if (!isUnseen || mishap === 'readTagless') found.push({ id: file.id, tags: isUnseen ? undefined : shown });
      }
      return { answer: found.slice(skip, skip + limit) };
    };
    return { name: this.named(() => `${run.label} searches for ${listed(tags)}`), chance, serve, done: nothing, giveUp: nothing };
  }

  readOne(id: string, { run }: Caller): Request<Seen | undefined> {
    const chance = this.chanceFor(run, 'readOne', id);
    const mishap = this.readMishap(chance);
    const doings = run.doing(id);
    if (mishap !== undefined) doings.blindReads++;
    const serve = (): Reply<Seen | undefined> => {
      const trouble = this.readTrouble(mishap, chance);
      if (trouble) return { trouble };
      const tags = this.account.files.get(id)?.tags;
      const isTold = !(mishap === 'readTagless' && chance() < 0.5);
      if (isTold) doings.look({ at: this.options.now(), tags }, true);
      return { answer: tags && { id, tags: isTold ? tags : undefined } };
    };
    const giveUp = () => {
      doings.blindReads++;
    };
    return { name: this.named(() => `${run.label} asks for ${id}`), chance, serve, done: nothing, giveUp };
  }

  /** Undefined where the request breaks a rule and so should not have been sent. */
  write(write: WriteOrder, caller: Caller, sentAt: number): Request<readonly Written[]> | undefined {
    const { facts, options } = this;
    const { window, run } = caller;
    this.mustBeAllowed(write, caller, sentAt);
    const broken = brokenRule(write, facts.rules);
    if (broken !== undefined) {
      for (const id of write.fileIds) run.doing(id).refusals++;
      options.onBreach(disagreement(`sends what the limits forbid: ${broken}`, run.label, { write }));
      return undefined;
    }
    const chance = this.chanceFor(run, `write ${write.kind}`, write.fileIds[0] ?? '');
    const mishap = this.isCalm ? undefined : mishapOf(chance, facts.rates, writeMishaps);
    if (mishap) options.tally.count(mishap);
    for (const id of write.fileIds) run.doing(id).sends++;
    const writer = { window, run };
    this.writing.add(writer);
    const done = () => {
      this.writing.delete(writer);
    };
    let isHeard = false;
    // what was last seen of the files before they are written over
    const looks = isWhole(write) ? write.fileIds.map(id => run.doing(id).lastTrueLook) : undefined;
    const apply = (only?: ReadonlySet<string>) => {
      this.carryOut(write, run, { sentAt, looks, late: isHeard || !window.isAlive }, only);
    };
    const doubt = () => {
      for (const id of write.fileIds) run.doing(id).doubts++;
    };
    const giveUp = () => {
      isHeard = true;
      doubt();
      done();
    };
    const turnedDown = () => {
      for (const id of write.fileIds) run.doing(id).refusals++;
    };
    const serve = (): Reply<readonly Written[]> => {
      switch (mishap) {
        case 'rateLimited':
        case 'rateLimitedForEver':
          return { trouble: rateLimited(chance, mishap === 'rateLimitedForEver') };
        case 'serverErrorBefore':
        case 'lostBefore':
        case 'timeoutBefore':
        case 'pageBefore':
          doubt();
          return { trouble: troubleOf(mishap) };
        case 'serverErrorAfter':
        case 'lostAfter':
        case 'timeoutAfter':
        case 'pageAfter':
          doubt();
          if (!this.refusal(write, run)) apply();
          return { trouble: troubleOf(mishap) };
        case 'lostLate':
        case 'timeoutLate':
          doubt();
          options.later(chance() ** 2 * 120_000 + (mishap === 'timeoutLate' ? options.timeoutMs : 0), () => {
            isHeard = true;
            options.tally.count('landed late');
            options.trace?.(`what ${run.label} wrote of ${listed(write.fileIds)} lands late`);
            if (!this.refusal(write, run)) apply();
          });
          return { trouble: troubleOf(mishap) };
        case 'lyingMissing':
          turnedDown();
          return { trouble: { kind: 'notFound', missingIds: undefined } };
        case 'lyingMissingList':
          turnedDown();
          return { trouble: { kind: 'notFound', missingIds: write.fileIds.filter(() => chance() < 0.3) } };
        default:
      }
      const refusal = this.refusal(write, run);
      if (refusal) return { trouble: refusal };
      this.letColleagueIn(write, chance);
      const failing = new Set(write.fileIds.filter(id => facts.refused(id) || (mishap === 'partial' && chance() < 0.2)));
      if (failing.size > 0) options.tally.count('failed for itself', failing.size);
      for (const id of failing) run.doing(id).refusals++;
      if (failing.size === 1 && facts.rules.writes[write.kind] === 1) return { trouble: { kind: 'denied' } };
      const gone = write.fileIds.filter(id => this.account.files.get(id)?.tags === undefined);
      const silent = new Set([...gone, ...(mishap === 'unmentioned' ? write.fileIds.filter(() => chance() < 0.3) : [])]);
      for (const id of silent) run.doing(id).doubts++;
      apply(new Set(write.fileIds.filter(id => !failing.has(id) && !(silent.has(id) && chance() < 0.5))));
      return { answer: this.resultsOf(write, failing, silent) };
    };
    const told = () =>
      `${run.label} writes ${write.kind} ${listed(write.fileIds)} ${nameOf(write)}${mishap ? ` (${mishap})` : ''}`;
    return { name: this.named(told), chance, serve, done, giveUp };
  }

  /** How long a request, or its answer, is on its way, in ms. */
  latency(chance: Chance): number {
    const [least, most] = this.facts.latencyMs;
    return least + (most - least) * chance() ** 3;
  }

  private resultsOf(write: WriteOrder, failing: ReadonlySet<string>, silent: ReadonlySet<string>): readonly Written[] {
    const showsTags = this.facts.answersTags && isWhole(write);
    return write.fileIds.flatMap((id): readonly Written[] => {
      if (silent.has(id)) return [];
      if (failing.has(id)) return [{ id, isApplied: false, tags: undefined }];
      return [{ id, isApplied: true, tags: showsTags ? this.account.files.get(id)?.tags : undefined }];
    });
  }

  /** Why the service turns the whole request down; undefined where it does not. */
  private refusal(write: WriteOrder, run: RunTruth): Trouble | undefined {
    const { facts } = this;
    const { tally } = this.options;
    const turnDown = (kind: string, trouble: Trouble) => {
      tally.count(kind);
      for (const id of write.fileIds) run.doing(id).refusals++;
      return trouble;
    };
    if (this.isSignedOut) return turnDown('signed out', { kind: 'unauthorized' });
    const [given, taken] = tagsOf(write);
    if (facts.refusesPercent && [...given, ...taken].some(tag => tag.includes('%')))
      return turnDown('% refused', { kind: 'rejected', detail: 'invalid value for tags parameter.' });
    if (facts.missing === 'unmentioned') return undefined;
    const missing = write.fileIds.filter(id => this.account.files.get(id)?.tags === undefined);
    if (missing.length === 0) return undefined;
    tally.count(`missing ${facts.missing}`);
    const isNamed = facts.missing === 'named' && write.fileIds.length > 1;
    return { kind: 'notFound', missingIds: isNamed ? missing : undefined };
  }

  private carryOut(
    write: WriteOrder,
    run: RunTruth,
    { sentAt, looks, late }: { readonly sentAt: number; readonly looks: readonly number[] | undefined; readonly late: boolean },
    only?: ReadonlySet<string>,
  ): void {
    const at = this.options.now();
    for (const [index, id] of write.fileIds.entries()) {
      if (only ? !only.has(id) : this.facts.refused(id)) continue;
      this.account.edit(id, write, { by: run, at, sentAt, lookedAt: looks?.[index] ?? -Infinity, ...(late && { late }) });
    }
  }

  private letColleagueIn(write: WriteOrder, chance: Chance): void {
    const edit = this.isCalm ? undefined : this.facts.colleague(chance);
    if (!edit) return;
    this.options.tally.count('colleague beside a write');
    const now = this.options.now();
    this.account.edit(oneOf(chance, write.fileIds), edit, { by: 'colleague', at: now, sentAt: now, lookedAt: now });
  }

  private mustBeAllowed(write: WriteOrder, { window: own, run }: Caller, sentAt: number): void {
    const { onBreach, now } = this.options;
    const complain = (kind: string, facts?: Facts) => {
      onBreach(disagreement(kind, run.label, facts));
    };
    for (const id of write.fileIds) if (!run.ids.has(id)) complain('writes a stranger', { id });
    // what a window that is gone had sent may come after it
    if (!own.isAlive) return;
    if (sentAt >= run.quietSince) complain(`writes after ${run.cancelled ? 'Cancel' : 'Pause'}`, { ms: sentAt - run.quietSince });
    if (sentAt > run.endedAt) complain('writes after its end');
    for (const { window, run: other } of this.writing)
      if (other !== run && window.isAlive && other.endedAt > now())
        complain('writes while another run does, on one account', { other: other.label });
  }

  private readMishap(chance: Chance) {
    const mishap = this.isCalm ? undefined : mishapOf(chance, this.facts.rates, readMishaps);
    if (mishap) this.options.tally.count(mishap);
    return mishap;
  }

  private readTrouble(mishap: string | undefined, chance: Chance): Trouble | undefined {
    if (this.isSignedOut) return { kind: 'unauthorized' };
    switch (mishap) {
      case 'readRateLimited':
        return rateLimited(chance, false);
      case 'readServerError':
        return { kind: 'serverError' };
      case 'readLost':
        return { kind: 'lost' };
      case 'readTimeout':
        return { kind: 'timeout' };
      case 'readPage':
        return { kind: 'page' };
      default:
        return undefined;
    }
  }

  private get isSignedOut(): boolean {
    const now = this.options.now();
    return !this.isCalm && this.facts.signedOut.some(({ from, to }) => now >= from && now < to);
  }

  /** The same request of the same run meets the same fate, whatever else there is in the world. */
  private chanceFor({ label }: RunTruth, what: string, id: string): Chance {
    const key = `${label} ${what} ${id}`;
    const count = (this.asked.get(key) ?? 0) + 1;
    this.asked.set(key, count);
    return chanceOf(this.facts.seed, key, count);
  }

  /** Names are for traces alone. */
  private named(name: () => string): string {
    return this.options.trace ? name() : '';
  }
}

function nameOf(write: WriteOrder): string {
  const [given, taken] = tagsOf(write);
  return `+${listed(given)} -${listed(taken)}`;
}

export function listed(items: readonly string[]): string {
  const first = items.slice(0, 6).map(item => (item.length > 20 ? `${item.slice(0, 12)}…(${item.length})` : item));
  return `[${first.join('|')}${items.length > 6 ? `|… ${items.length}` : ''}]`;
}
