import type { RunTruth } from './runTruth';
import { minus, none, same, type Tags } from './tags';

/** Who did something to a file: a run of ours, or a colleague. */
export type Doer = RunTruth | 'colleague';

/** One true change of one file. */
export interface Deed {
  readonly at: number;
  readonly by: Doer;
  readonly before: Tags | undefined;
  /** Undefined: the file is gone. */
  readonly after: Tags | undefined;
  /** From then on a search shows it. */
  readonly visibleAt: number;
  /** It came when its sender had given up waiting for it. */
  readonly late: boolean;
}

/** A file's true history, from the world's first day on. */
export class FileHistory {
  readonly deeds: Deed[] = [];
  /** As it is now; undefined where the file is gone. */
  tags: Tags | undefined;

  constructor(
    readonly id: string,
    readonly initial: Tags | undefined,
  ) {
    this.tags = initial;
  }

  add(deed: Deed): void {
    this.deeds.push(deed);
    this.tags = deed.after;
  }

  at(time: number): Tags | undefined {
    for (let index = this.deeds.length - 1; index >= 0; index--) {
      const deed = this.deeds[index]!;
      if (deed.at <= time) return deed.after;
    }
    return this.initial;
  }

  /** As a search shows it, that may lag behind by more than it does at best. */
  shown(time: number, behindMs = 0): Tags | undefined {
    for (let index = this.deeds.length - 1; index >= 0; index--) {
      const deed = this.deeds[index]!;
      if (deed.visibleAt + behindMs <= time) return deed.after;
    }
    return this.initial;
  }

  /** Whether these were its tags at some moment of the time. */
  everHad(tags: Tags | undefined, from: number, to: number): boolean {
    const is = (held: Tags | undefined) => (tags && held ? same(tags, held) : tags === held);
    if (is(this.at(from))) return true;
    return this.deeds.some(({ at, after }) => at > from && at <= to && is(after));
  }

  /** Whether each of these was its tag at some moment of the time, and each other one was not: a search that lags tells no more. */
  everHadEach(tags: Tags, from: number, to: number): boolean {
    const had = new Set(this.allBetween(from, to));
    if (!tags.every(tag => had.has(tag))) return false;
    return [...had].every(tag => tags.includes(tag) || this.ever(held => !held.includes(tag), from, to));
  }

  /** All tags that it had at some moment of the time. */
  allBetween(from: number, to: number): Tags {
    const all = new Set(this.at(from));
    for (const { at, after } of this.deeds) if (at > from && at <= to) for (const tag of after ?? none) all.add(tag);
    return [...all];
  }

  /** The same for whatever can be said of tags; gone files apart. */
  ever(holds: (tags: Tags) => boolean, from: number, to: number): boolean {
    const first = this.at(from);
    if (first && holds(first)) return true;
    return this.deeds.some(({ at, after }) => at > from && at <= to && after !== undefined && holds(after));
  }
}

export function hasTouched({ before, after: left }: Deed, tag: string): boolean {
  return (before ?? none).includes(tag) !== (left ?? none).includes(tag);
}

/** What became of a file, for people. */
export function storyOf(file: FileHistory | undefined): string {
  if (!file) return 'no such file';
  const deeds = file.deeds.slice(-8).map(({ at, by, before, after, late }) => {
    const [had, has] = [before ?? none, after ?? none];
    const parts = [...minus(has, had).map(tag => `+${brief(tag)}`), ...minus(had, has).map(tag => `-${brief(tag)}`)];
    const who = by === 'colleague' ? by : by.label;
    return `${Math.round(at)} ${who}${late ? ' late' : ''}: ${after ? parts.join(' ') : 'deleted'}`;
  });
  return `was ${JSON.stringify(file.initial?.map(brief))}; ${deeds.join('; ')}`;
}

function brief(tag: string): string {
  return tag.length > 20 ? `${tag.slice(0, 12)}…(${tag.length})` : tag;
}
