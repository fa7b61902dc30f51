import { type Budget, longestPauseMs, ownPauseMs, rateLimitPauseMs } from './rateLimitPause';

/**
 * How fast requests of one kind may go, learned from answers and from refusals. What a service names may be more than it grants,
 * since others use the account: then what it really granted between two refusals counts. Additive increase, multiplicative
 * decrease; after a refusal one request goes first. All times in ms, of a clock that never goes back.
 */
export class Throttle {
  private readonly named = new Map<number, Allowance>();
  private learned: Allowance | undefined;
  /** Since the last refusal, and the last one in which something was granted. */
  private round = { startedAt: 0, granted: 0 };
  private measured = this.round;
  private grantedSinceLongPause = 0;
  private grantedEver = 0;
  /** The rate at the last refusal. A service may refuse for other reasons than the pace: so most of it is soon regained. */
  private peakPerMs = 0;
  private resumesAt = 0;
  private refusedInARow = 0;
  private active = 0;
  /** How many may be under way: one after a refusal, and one more with each request that is granted. */
  private window = Infinity;
  /** So many were sent before the service named its budget: they count against it. */
  private sent = 0;

  /** When the next request may go; Infinity where one that is under way has to end first. */
  readyAt(now: number): number {
    if (this.resumesAt > now) return this.resumesAt;
    if (this.active >= this.window) return Infinity;
    return Math.max(now, ...this.allowances().map(allowance => readyAt(allowance, now)));
  }

  begin(now: number): void {
    if (this.round.startedAt === 0 && this.round.granted === 0) this.round.startedAt = now;
    for (const allowance of this.allowances()) takeToken(allowance, now);
    this.active++;
    this.sent++;
  }

  end(): void {
    this.active--;
  }

  /** A request that had begun was never sent. */
  giveBack(): void {
    for (const allowance of this.allowances()) allowance.tokens = Math.min(allowance.capacity, allowance.tokens + 1);
    this.sent--;
  }

  /** The service carried a request out, or answered it in earnest. */
  granted(now: number, budget: Budget | undefined): void {
    if (budget) this.name(budget, 'steady', now);
    this.round.granted++;
    this.grantedEver++;
    // a single one between two refusals is no sign that the pauses are long enough
    if (this.round.granted >= fewestBetweenRefusals) this.refusedInARow = 0;
    this.grantedSinceLongPause++;
    this.window++;
    if (this.learned) this.grow(this.learned);
  }

  /** @param admittedAt when the refused request began */
  refused(now: number, admittedAt: number, budget: Budget | undefined, retryAfterMs: number | undefined): void {
    // sent before the refusal was heard of: there is nothing more to learn from it
    const isNews = admittedAt >= this.round.startedAt && this.resumesAt <= now;
    const { startedAt, granted } = this.round.granted > 0 ? this.round : this.measured;
    const ownMs = isNews ? ownPauseMs({ granted, elapsedMs: now - startedAt, refusedBefore: this.refusedInARow }) : 0;
    const pauseMs = rateLimitPauseMs(retryAfterMs, ownMs);
    if (isNews) {
      const isKnown = budget !== undefined && this.named.has(budget.intervalMs);
      // of a budget that is refilled little by little, one request comes back soon; where an interval has to end, all of it does
      const refill =
        budget && pauseMs > Math.max(budget.intervalMs / 8, (4 * budget.intervalMs) / budget.limit) ? 'atOnce' : 'steady';
      if (budget) this.name(budget, refill, now);
      if (this.round.granted > 0) this.measured = this.round;
      if (budget === undefined || isKnown) this.learn(now, pauseMs);
      this.refusedInARow++;
      this.window = 1;
      this.round = { startedAt: now + pauseMs, granted: 0 };
    }
    this.pauseUntil(now + pauseMs, retryAfterMs === undefined ? now : now + pauseMs);
  }

  /**
   * Nothing goes before then.
   * @param countsFrom since when something comes back: a pause of our own guess may be longer than was needed
   */
  private pauseUntil(time: number, countsFrom: number): void {
    if (time <= this.resumesAt) return;
    this.resumesAt = time;
    this.round.startedAt = Math.max(this.round.startedAt, time);
    for (const allowance of this.allowances()) {
      if (allowance.refill === 'steady') [allowance.tokens, allowance.at] = [1, countsFrom];
      else [allowance.tokens, allowance.at] = [allowance.capacity, Infinity];
    }
  }

  /** When the pause ends; undefined where there is none. */
  pausedUntil(now: number): number | undefined {
    return this.resumesAt > now ? this.resumesAt : undefined;
  }

  /** Whether it can be told how long so many requests take: a limit is known, or some were granted and met none. */
  foresees(requests: number): boolean {
    return this.resumesAt > 0 || this.allowances().length > 0 || this.grantedEver >= Math.min(requests, fewestOfInterval);
  }

  /** How long so many requests have to wait for what is granted. */
  waitMs(requests: number, now: number): number {
    const pauseMs = Math.max(0, this.resumesAt - now);
    return Math.max(pauseMs, ...this.allowances().map(allowance => waitMs(allowance, requests, now)));
  }

  /** What the service says that it grants. @param refill how it comes back: little by little, or at the end of the interval */
  name(budget: Budget, refill: Allowance['refill'], now: number): void {
    if (budget.limit < 1 || !(budget.intervalMs > 0 && budget.intervalMs <= longestPauseMs)) return;
    const known = this.named.get(budget.intervalMs);
    if (!known && this.named.size >= mostNamed) return;
    if (known?.capacity === budget.limit && (known.refill === refill || refill === 'steady')) return;
    const tokens = known ? Math.min(known.tokens, budget.limit) : Math.max(0, budget.limit - this.sent);
    this.named.set(budget.intervalMs, allowanceOf(budget, refill, tokens, now));
  }

  /** What was granted from one refusal to the end of the pause after the next is what is granted in such a time. */
  private learn(now: number, pauseMs: number): void {
    const { startedAt, granted } = this.measured;
    const elapsedMs = Math.max(1, now - startedAt);
    if (pauseMs > 10 * elapsedMs) {
      const isSecondLimit = this.grantedSinceLongPause >= fewestOfInterval;
      this.grantedSinceLongPause = 0;
      // a limit on a longer time, beside the one that is known: the pause says all there is to know
      if (isSecondLimit) return;
    }
    if (granted >= fewestOfInterval && pauseMs > elapsedMs) {
      this.learned = allowanceOf({ limit: granted, intervalMs: elapsedMs + pauseMs }, 'atOnce', granted, now);
      return;
    }
    const former = this.learned?.refill === 'steady' ? this.learned.capacity / this.learned.intervalMs : Infinity;
    this.peakPerMs = former === Infinity ? 0 : former;
    // the refused one had waited for a part of its own
    const measured = (granted + 1) / (elapsedMs + pauseMs);
    this.learned = rate(Math.max(Math.min(measured, former) * decrease, slowestPerMs), now);
  }

  private grow(learned: Allowance): void {
    if (learned.refill === 'atOnce') {
      this.learned = { ...learned, capacity: learned.capacity + windowGrowth };
      return;
    }
    const perMs = learned.capacity / learned.intervalMs;
    const missed = this.peakPerMs * regained - perMs;
    const next = missed > 0 ? perMs + missed * regainedPerGrant : perMs * (1 + this.growth);
    this.learned = { ...learned, ...rate(next, learned.at), tokens: learned.tokens };
  }

  /** For each request that is granted: the more, the longer ago the last refusal is, and the less was measured before it. */
  private get growth(): number {
    return slowestGrowth * (1 + this.round.granted / 40) * (1 + 10 / (this.measured.granted + 1));
  }

  private allowances(): readonly Allowance[] {
    return this.learned ? [...this.named.values(), this.learned] : [...this.named.values()];
  }
}

/** A rate; what a timer that goes off late has missed is caught up. */
function rate(perMs: number, now: number): Allowance {
  const limit = Math.max(2, perMs * catchUpMs);
  return allowanceOf({ limit, intervalMs: limit / perMs }, 'steady', 1, now);
}

/** A service has a limit or two; one that names another each time names none. */
const mostNamed = 4;
const decrease = 0.98;
const regained = 0.97;
const regainedPerGrant = 0.15;
const slowestGrowth = 0.0005;
const catchUpMs = 100;
const windowGrowth = 0.02;
/** So many at once and then a long wait: an interval has to end. */
const fewestOfInterval = 10;
const fewestBetweenRefusals = 4;
/** Slower than that is no limit that a service would leave unnamed: its refusals have another reason, and would slow us down for ever. */
const slowestPerMs = 1 / 1_000;

/** How many requests may go, and how that comes back: little by little, or all of it when an interval ends. */
interface Allowance {
  readonly refill: 'steady' | 'atOnce';
  /** The most that can be saved up. */
  readonly capacity: number;
  /** In which as many requests as the capacity come back, in ms. */
  readonly intervalMs: number;
  tokens: number;
  /** Steady: when `tokens` was true. At once: when the interval ends; Infinity before its first request. */
  at: number;
}

/** What a service named, or what was learned from its refusals. @param now ms */
function allowanceOf({ limit, intervalMs }: Budget, refill: Allowance['refill'], tokens: number, now: number): Allowance {
  return { refill, capacity: limit, intervalMs, tokens, at: refill === 'steady' ? now : Infinity };
}

/** How many requests may go now. The clock never goes back. */
function tokensOf(allowance: Allowance, now: number): number {
  const { refill, capacity, intervalMs } = allowance;
  if (refill === 'steady') {
    if (now > allowance.at) {
      allowance.tokens = Math.min(capacity, allowance.tokens + ((now - allowance.at) * capacity) / intervalMs);
      allowance.at = now;
    }
  } else if (now >= allowance.at) {
    allowance.tokens = capacity;
    allowance.at = Infinity;
  }
  return allowance.tokens;
}

function takeToken(allowance: Allowance, now: number): void {
  tokensOf(allowance, now);
  allowance.tokens--;
  if (allowance.at === Infinity) allowance.at = now + allowance.intervalMs;
}

/** When the next request may go; `now` or earlier where it may go at once. */
function readyAt(allowance: Allowance, now: number): number {
  const tokens = tokensOf(allowance, now);
  if (tokens >= 1) return now;
  if (allowance.refill === 'atOnce') return allowance.at;
  return allowance.at + ((1 - tokens) * allowance.intervalMs) / allowance.capacity;
}

/** How long so many requests have to wait for it, in ms. */
function waitMs(allowance: Allowance, requests: number, now: number): number {
  const beyond = requests - tokensOf(allowance, now);
  if (beyond <= 0) return 0;
  if (allowance.refill === 'steady') return (beyond * allowance.intervalMs) / allowance.capacity;
  const first = allowance.at === Infinity ? allowance.intervalMs : allowance.at - now;
  return first + (Math.ceil(beyond / allowance.capacity) - 1) * allowance.intervalMs;
}
