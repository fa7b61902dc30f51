// What a window in a process of its own is told, and what it tells.
import type { Order, RunEnd, Work } from '../world/desk';
import type { Disagreement } from '../world/disagreement';
import type { ServiceKind } from '../world/scenario';
import type { Tags } from '../world/tags';
import type { ServiceOrder } from './dialect';

/** What a window takes its steps with: to the disk, and to the service. */
export type Step = 'list' | 'create' | 'head' | 'entry' | 'reopen' | 'close' | 'remove' | 'request' | 'answer';

export type Word = Exclude<keyof Work, 'runId' | 'done'>;

/** What a person may be shown, as data. */
export interface ShownFacts {
  readonly isIdle: boolean;
  readonly befores: ReadonlyMap<string, Tags>;
}

export type Question =
  | { readonly about: 'offers' }
  | { readonly about: 'claims'; readonly runId: string }
  | { readonly about: 'prepare'; readonly order: Order; readonly label: string }
  /** @param asks whether a person is asked again where what was shown has aged */
  | { readonly about: 'apply'; readonly preview: number; readonly asks: boolean }
  | { readonly about: 'resume'; readonly runId: string; readonly label: string; readonly asks: boolean };

export interface PreviewFacts extends ShownFacts {
  readonly preview: number;
  readonly ids: readonly string[];
}

export interface WorkFacts {
  readonly work: number;
  readonly runId: string;
}

export type ToWindow =
  | { readonly kind: 'ask'; readonly call: number; readonly question: Question }
  | { readonly kind: 'arm'; readonly steps: number }
  | { readonly kind: 'word'; readonly work: number; readonly word: Word }
  | { readonly kind: 'reply'; readonly doubt: number; readonly isWanted: boolean };

export type FromWindow =
  | { readonly kind: 'answer'; readonly call: number; readonly answer: unknown }
  | { readonly kind: 'told'; readonly call: number; readonly code: string; readonly message: string }
  | { readonly kind: 'ended'; readonly work: number; readonly end: RunEnd }
  | { readonly kind: 'endedUnbegun'; readonly work: number; readonly code: string; readonly message: string }
  /** From that moment on nothing may be sent. */
  | { readonly kind: 'heard'; readonly work: number; readonly word: Word; readonly at: number }
  | { readonly kind: 'worse'; readonly work: number; readonly doubt: number; readonly shown: ShownFacts }
  /** As many steps have been taken as it was armed for. */
  | { readonly kind: 'struck'; readonly at: Step }
  /** A request that was sent, and whose answer did not come. */
  | { readonly kind: 'unheard'; readonly label: string; readonly order: ServiceOrder }
  | { readonly kind: 'breach'; readonly breach: Disagreement };

/** What a window is started with. */
export interface WindowFacts {
  readonly name: string;
  readonly seed: number;
  readonly service: ServiceKind;
  readonly endpoint: string;
  readonly folder: string;
  /** When the world began, in ms of this machine. */
  readonly epoch: number;
  /** How many ms pass in the world in one of this machine. */
  readonly speed: number;
}

/** How long a window waits for an answer, in ms of this machine. */
export const timeoutMs = 1_500;

/** The time of a world, in ms since it began. */
export function worldTime({ epoch, speed }: Pick<WindowFacts, 'epoch' | 'speed'>): number {
  return (performance.timeOrigin + performance.now() - epoch) * speed;
}
