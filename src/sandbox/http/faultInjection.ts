import type { FileFault, Request, RequestClass } from './exchange';
import { hash, scramble } from '../library/seededRandom';
import type { InjectedFault, FaultRule } from '../options';

/** Decides which requests go wrong, and how. The same seed and the same requests give the same faults. */
export class FaultInjection {
  private rules: readonly { readonly rule: FaultRule; seen: number; done: number }[] = [];
  private decisions = 0;

  constructor(private readonly seed: number) {}

  /** Replaces the rules: their counting begins anew. */
  follow(rules: readonly FaultRule[]): void {
    this.rules = rules.map(rule => ({ rule, seen: 0, done: 0 }));
  }

  faultOf(request: Request, requestClass: RequestClass): FaultRule | undefined {
    return this.rules.find(state => {
      const { rule } = state;
      if (!concerns(rule, request, requestClass)) return false;
      state.seen++;
      const isDue = state.seen > (rule.skip ?? 0) && state.done < (rule.times ?? Infinity) && this.chance() < (rule.share ?? 1);
      if (isDue) state.done++;
      return isDue;
    })?.rule;
  }

  /** What happens to some of a request's files; `undefined` where the fault is about the whole request. */
  fileFaultOf(fault: InjectedFault | undefined): FileFault | undefined {
    if (fault === undefined || !isFileFault(fault)) return undefined;
    return { kind: fault.kind, happensTo: this.chosen(fault.files ?? 0.5), isCarriedOut: fault.carriedOut === 'yes' };
  }

  /** Which of the request's files a lying 404 names. */
  namedMissing(names: 'some' | 'all' | 'none' = 'some'): (id: string) => boolean {
    return this.chosen({ some: 0.5, all: 1, none: 0 }[names]);
  }

  /** Chooses a part of all ids, another one each time. */
  private chosen(part: number): (id: string) => boolean {
    const salt = this.decisions++;
    return id => part >= 1 || scramble(hash(id), this.seed + salt) < part * 2 ** 32;
  }

  private chance(): number {
    return scramble(this.decisions++, this.seed) / 2 ** 32;
  }
}

/** A fault of the whole request. */
export type RequestFault = Exclude<InjectedFault, { readonly kind: FileFault['kind'] }>;

export function isFileFault(fault: InjectedFault): fault is Exclude<InjectedFault, RequestFault> {
  return fault.kind === 'partial' || fault.kind === 'unmentioned' || fault.kind === 'tagless';
}

function concerns({ requests = 'all', path = '', kind }: FaultRule, request: Request, requestClass: RequestClass): boolean {
  if (requestClass === 'other' || !request.path.includes(path)) return false;
  if (kind === 'tagless' && requestClass === 'write') return false;
  if ((kind === 'partial' || kind === 'unmentioned') && requestClass === 'read') return false;
  return requests === 'all' || requests === `${requestClass}s`;
}
