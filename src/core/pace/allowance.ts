import type { Budget } from '../model/budget';

/** How many requests may go, and how that comes back: little by little, or all of it when an interval ends. */
export interface Allowance {
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
export function allowanceOf({ limit, intervalMs }: Budget, refill: Allowance['refill'], tokens: number, now: number): Allowance {
  return { refill, capacity: limit, intervalMs, tokens, at: refill === 'steady' ? now : Infinity };
}

/** How many requests may go now. The clock never goes back. */
export function tokensOf(allowance: Allowance, now: number): number {
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

export function takeToken(allowance: Allowance, now: number): void {
  tokensOf(allowance, now);
  allowance.tokens--;
  if (allowance.at === Infinity) allowance.at = now + allowance.intervalMs;
}

/** When the next request may go; `now` or earlier where it may go at once. */
export function readyAt(allowance: Allowance, now: number): number {
  const tokens = tokensOf(allowance, now);
  if (tokens >= 1) return now;
  if (allowance.refill === 'atOnce') return allowance.at;
  return allowance.at + ((1 - tokens) * allowance.intervalMs) / allowance.capacity;
}

/** How long so many requests have to wait for it, in ms. */
export function waitMs(allowance: Allowance, requests: number, now: number): number {
  const beyond = requests - tokensOf(allowance, now);
  if (beyond <= 0) return 0;
  if (allowance.refill === 'steady') return (beyond * allowance.intervalMs) / allowance.capacity;
  const first = allowance.at === Infinity ? allowance.intervalMs : allowance.at - now;
  return first + (Math.ceil(beyond / allowance.capacity) - 1) * allowance.intervalMs;
}
