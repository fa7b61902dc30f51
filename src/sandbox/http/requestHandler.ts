import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpAnswer, Api, Request, RequestClass } from './exchange';
import { anyAnswer, htmlPage } from './exchange';
import type { RequestFault } from './faultInjection';
import { FaultInjection, isFileFault } from './faultInjection';
import type { Behavior, FaultRule } from '../options';
import { kindBehavior } from '../options';
import type { Admission } from './requestLimits';
import { RequestCounter } from './requestLimits';

/** What became of the requests so far. */
export interface RequestCounts {
  readonly reads: number;
  readonly writes: number;
  /** Those of them that a limit refused. */
  readonly refusedReads: number;
  readonly refusedWrites: number;
  /** The faults that happened, by kind. */
  readonly faults: Readonly<Partial<Record<FaultRule['kind'], number>>>;
}

interface RequestHandlerOptions {
  /** The last of them answers what no other owns. */
  readonly apis: readonly [Api, ...Api[]];
  readonly now: () => number;
  readonly seed: number;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}

/** Has requests answered as the behaviour says: late, within limits, and wrongly where a fault is due. */
export class RequestHandler {
  private kept = kindBehavior;
  private readonly faults: FaultInjection;
  private readonly counters: Partial<Record<RequestClass, RequestCounter | undefined>> = {};
  private counted = noCounts;

  constructor(private readonly options: RequestHandlerOptions) {
    this.faults = new FaultInjection(options.seed);
  }

  get behavior(): Behavior {
    return this.kept;
  }

  get counts(): RequestCounts {
    return this.counted;
  }

  /** What isn't named stays. A limit or the faults that are named begin anew. */
  behave(change: Partial<Behavior>): void {
    const { now } = this.options;
    this.kept = { ...this.kept, ...change };
    const { readLimit, writeLimit, faults } = change;
    if (readLimit !== undefined) this.counters.read = readLimit === null ? undefined : new RequestCounter(readLimit, now);
    if (writeLimit !== undefined) this.counters.write = writeLimit === null ? undefined : new RequestCounter(writeLimit, now);
    if (faults !== undefined) this.faults.follow(faults);
  }

  resetCounts(): void {
    this.counted = noCounts;
  }

  /** `lost` is a connection that ends without an answer. */
  async handle(request: Request, isTooLarge: boolean): Promise<HttpAnswer | 'lost'> {
    const { apis, signal } = this.options;
    const api = apis.find(candidate => candidate.owns(request.path)) ?? apis[0];
    await wait(this.kept.latencyMs, signal);
    const requestClass = api.classOf(request);
    if (isTooLarge) return api.refusal(request, 413);
    const admission = this.counters[requestClass]?.admit();
    this.count(requestClass, admission);
    if (admission?.isAllowed === false) return withHeaders(api.refusal(request, 429), admission.headers);
    const answer = this.answer(api, request, this.faults.faultOf(request, requestClass));
    return answer === 'lost' ? answer : withHeaders(answer, admission?.headers);
  }

  private answer(api: Api, request: Request, rule: FaultRule | undefined): HttpAnswer | 'lost' {
    if (rule === undefined) return api.answer(request);
    this.counted = {
      ...this.counted,
      faults: { ...this.counted.faults, [rule.kind]: (this.counted.faults[rule.kind] ?? 0) + 1 },
    };
    if (isFileFault(rule)) return api.answer(request, this.faults.fileFaultOf(rule));
    if (rule.carriedOut === 'yes') api.answer(request);
    if (rule.carriedOut === 'late') this.carryOutLater(api, request, rule.afterMs ?? 1000);
    return this.faulty(api, request, rule);
  }

  private carryOutLater(api: Api, request: Request, afterMs: number): void {
    sleep(afterMs, undefined, { signal: this.options.signal, ref: false }).then(
      () => api.answer(request),
      // the sandbox has ended
      () => undefined,
    );
  }

  private faulty(api: Api, request: Request, fault: RequestFault): HttpAnswer | 'lost' {
    const { status, headers, body = '', names } = fault;
    switch (fault.kind) {
      case 'lost':
        return 'lost';
      case 'serverError':
        return withHeaders(api.refusal(request, status ?? 503), headers);
      case 'gatewayPage':
        return withHeaders(htmlPage(status ?? 502), headers);
      case 'notFound':
        return withHeaders(api.refusal(request, 404, this.faults.namedMissing(names)), headers);
      case 'signedOut':
        return withHeaders(api.refusal(request, 401), headers);
      case 'answer':
        return anyAnswer(status ?? 200, body, headers);
    }
  }

  private count(requestClass: RequestClass, admission: Admission | undefined): void {
    if (requestClass === 'other') return;
    const refused = admission?.isAllowed === false ? 1 : 0;
    const { reads, writes, refusedReads, refusedWrites } = this.counted;
    this.counted =
      requestClass === 'read'
        ? { ...this.counted, reads: reads + 1, refusedReads: refusedReads + refused }
        : { ...this.counted, writes: writes + 1, refusedWrites: refusedWrites + refused };
  }
}

const noCounts: RequestCounts = { reads: 0, writes: 0, refusedReads: 0, refusedWrites: 0, faults: {} };

function withHeaders(answer: HttpAnswer, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  // a timer can't run for ever: what never ends is waited for in long pieces
  const longest = 2 ** 31 - 1;
  for (let left = milliseconds; left > 0; left -= longest) await sleep(Math.min(left, longest), undefined, { signal });
}
