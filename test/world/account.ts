import { type Chance, chanceOf } from './chance';
import { type Deed, type Doer, FileHistory } from './history';
import type { Disagreement } from './disagreement';
import { RunTruth } from './runTruth';
import { breachesOf } from './breaches';
import { after, type Edit, isWhole, same, type Tags } from './tags';

export interface AccountOptions {
  readonly seed: number;
  /** How long a search may take to show what has been done, in ms. */
  readonly lagMs: number;
  /** How long a search's newer copy may take. */
  readonly searchLagMs: number;
  /** A look at a file's own address may be so old when the file is written as a whole, in ms. */
  readonly freshMs: number;
  /** A tag that a file may have and that the service would not take again. */
  readonly isStubborn: (tag: string) => boolean;
  /** Told of every deed of ours that no one asked for. */
  readonly onBreach: (breach: Disagreement) => void;
}

/** What the service truly holds, and how it came to that. */
export class Account {
  readonly files = new Map<string, FileHistory>();
  private readonly lag: Chance;

  constructor(readonly options: AccountOptions) {
    this.lag = chanceOf(options.seed, 'lag');
  }

  get lagMs(): number {
    return this.options.lagMs;
  }

  found(id: string, tags: Tags): void {
    this.files.set(id, new FileHistory(id, tags));
  }

  /** An edit comes to the file, asked for or not. */
  edit(id: string, edit: Edit, arrival: Arrival): void {
    const file = this.files.get(id);
    if (file?.tags === undefined) return;
    const tags = after(edit, file.tags);
    if (same(tags, file.tags)) return;
    this.enter(file, tags, arrival, isWhole(edit));
  }

  remove(id: string, at: number): void {
    const file = this.files.get(id);
    if (file?.tags !== undefined) this.enter(file, undefined, { by: 'colleague', at, sentAt: at, lookedAt: at }, false);
  }

  private enter(file: FileHistory, tags: Tags | undefined, arrival: Arrival, whole: boolean): void {
    const { by, at, late = false } = arrival;
    const deed: Deed = { at, by, before: file.tags, after: tags, visibleAt: at + this.options.searchLagMs * this.lag(), late };
    if (by instanceof RunTruth) {
      const { lagMs, freshMs } = this.options;
      const { sentAt, lookedAt } = arrival;
      for (const breach of breachesOf(deed, by, file, { lagMs, freshMs, isWhole: whole, sentAt, lookedAt }))
        this.options.onBreach(breach);
      by.doing(file.id).deeds.push(deed);
    }
    file.add(deed);
  }
}

/** How a write comes to a file. */
export interface Arrival {
  readonly by: Doer;
  readonly at: number;
  readonly sentAt: number;
  /** When the sender, before it sent, had last seen the file at its own address. */
  readonly lookedAt: number;
  readonly late?: true;
}
