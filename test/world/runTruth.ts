import type { Deed } from './history';
import { after, type Edit, minus, none, plus, type Tags, unwantedOf, wantedOf } from './tags';

export type RunKind = 'edit' | 'undo' | 'retry';

/** What truly happened between a run and one file. */
export class Doings {
  /** Requests to write it that left the window. */
  sends = 0;
  /** Requests to write it of which the window did not hear how they ended. */
  doubts = 0;
  /** Requests to write it that the service turned down. */
  refusals = 0;
  /** Requests to read it that failed, or told nothing. */
  blindReads = 0;
  /** At its own address. */
  lastTrueLook = -Infinity;
  /** At its own address or in a search. */
  lastLook = -Infinity;
  /** What it had seen last when it first changed the file: in a search that tells nothing for sure. */
  lookBefore: Look | 'search' | undefined;
  /** How many requests to write it had left before that look. */
  sendsBefore = 0;
  /** True changes by this run, in order. */
  readonly deeds: Deed[] = [];

  look(look: Look, isTrue: boolean): void {
    this.lastLook = look.at;
    if (this.deeds.length === 0) {
      this.lookBefore = isTrue ? look : 'search';
      this.sendsBefore = this.sends;
    }
    if (isTrue) this.lastTrueLook = look.at;
  }
}

export interface Look {
  readonly at: number;
  readonly tags: Tags | undefined;
}

/** A run as it truly went: what was wanted, what the person saw, what was sent, and what came of it. */
export class RunTruth {
  runId: string | undefined;
  readonly doings = new Map<string, Doings>();
  /** The tags that a person was shown of a file, and agreed to lose; undefined where nothing is asked before it is done. */
  confirmed: ((id: string) => Tags | undefined) | undefined;
  startedAt = Infinity;
  endedAt = Infinity;
  /** Its windows died, or the machine did. */
  cuts = 0;
  /** Nothing may be sent from then on. */
  quietSince = Infinity;
  cancelled = false;
  isPaused = false;
  isTakenUp = false;
  /** What became of it could not be written down: later runs know less than it has said. */
  isUntold = false;
  /** Runs that tried this one again. */
  readonly retries: RunTruth[] = [];
  readonly undoneBy: RunTruth[] = [];

  private asked: ReadonlySet<string>;
  private isCut = false;
  private takesBack: ReadonlySet<RunTruth> = new Set();

  constructor(
    readonly label: string,
    readonly kind: RunKind,
    readonly of: RunTruth | undefined,
    /** What is wanted of each file, where that does not follow from another run. */
    private readonly edits: ReadonlyMap<string, Edit>,
    readonly preparedAt: number,
  ) {
    this.asked = new Set(edits.keys());
  }

  /** It began, its window died, and it was not taken up again. */
  get isCutOff(): boolean {
    return this.cuts > 0 && this.isCut;
  }

  get ids(): ReadonlySet<string> {
    return this.asked;
  }

  /** The files that an undo or a retry takes up. What of its run's retries goes on then, or comes later, stands by itself. */
  ask(ids: readonly string[]): void {
    this.asked = new Set(ids);
    this.takesBack = new Set(this.of?.retriesStandingAt(this.preparedAt));
  }

  begin(runId: string, at: number): void {
    this.runId = runId;
    this.startedAt = at;
    if (this.kind === 'retry') this.of?.retries.push(this);
    if (this.kind === 'undo') this.of?.undoneBy.push(this);
  }

  /** Its window died. */
  cut(at: number): void {
    this.cuts++;
    this.isCut = true;
    this.endedAt = at;
  }

  /** It is taken up again. */
  goOn(): void {
    this.isTakenUp = true;
    this.isCut = false;
    this.endedAt = Infinity;
    this.quietSince = Infinity;
    this.cancelled = false;
    this.isPaused = false;
  }

  end(at: number): void {
    this.endedAt = at;
  }

  doing(id: string): Doings {
    let doings = this.doings.get(id);
    if (!doings) {
      doings = new Doings();
      this.doings.set(id, doings);
    }
    return doings;
  }

  /** What is wanted of the file; an undo wants back what its run and that one's retries truly changed, net. */
  editOf(id: string): Edit {
    if (this.kind === 'edit' || !this.of) return this.edits.get(id) ?? { kind: 'add', tags: none };
    if (this.kind === 'retry') return this.of.editOf(id);
    const { gained, lost } = netOf(this.deedsTakenBack(id));
    return { kind: 'patch', add: lost, remove: gained };
  }

  /** Whether it takes up what the other has done. */
  follows(other: RunTruth): boolean {
    if (!this.of) return false;
    return this.kind === 'undo' ? other === this.of || this.takesBack.has(other) : this.of.isTriedBy(other);
  }

  /** Of an undo: true changes of the file by its run and that one's retries, in order. */
  deedsTakenBack(id: string): readonly Deed[] {
    const runs = this.runsTakenBack;
    const deeds = runs.flatMap(run => run.doings.get(id)?.deeds ?? []);
    return runs.length === 1 ? deeds : deeds.sort((left, right) => left.at - right.at);
  }

  /** Of an undo: whether it, its run or that one's retries may have touched the tag before it was seen, as far as was heard. */
  mayHaveTouched(id: string, tag: string): boolean {
    return [this, ...this.runsTakenBack].some(run => {
      const isUnheard = run.isInDoubt(id) || (run === this && (run.doings.get(id)?.sendsBefore ?? 0) > 0);
      const { gives, takes } = run.scopeOf(id);
      return isUnheard && (takes === 'confirmed' || takes.includes(tag) || gives.includes(tag));
    });
  }

  /** Of an undo: whether what it takes back may have touched the file without having heard of it. */
  takesBackDoubts(id: string): boolean {
    return this.kind === 'undo' && this.runsTakenBack.some(run => run.isInDoubt(id));
  }

  private isInDoubt(id: string): boolean {
    return this.cuts > 0 || this.isUntold || (this.doings.get(id)?.doubts ?? 0) > 0;
  }

  private get runsTakenBack(): readonly RunTruth[] {
    return this.of ? [this.of, ...this.takesBack] : [];
  }

  private isTriedBy(other: RunTruth): boolean {
    return other === this || this.retries.some(retry => retry.isTriedBy(other));
  }

  /** Retries of it, and theirs, that were over then and were not taken back. Whether one that ended right after is with them is open. */
  private retriesStandingAt(time: number): readonly RunTruth[] {
    const own = this.retries.filter(retry => retry.endedAt <= time && !retry.isTakenBack);
    return own.flatMap(retry => [retry, ...retry.retriesStandingAt(time)]);
  }

  /** Of the undos of it, their undos and so on that did something, the last one decides. */
  private get isTakenBack(): boolean {
    const [first, ...others] = this.turnsFrom('back');
    if (!first) return false;
    return others.reduce((last, turn) => (turn.run.startedAt >= last.run.startedAt ? turn : last), first).way === 'back';
  }

  private turnsFrom(way: 'back' | 'forth'): readonly { readonly run: RunTruth; readonly way: 'back' | 'forth' }[] {
    return this.undoneBy.flatMap(run => {
      const next = run.turnsFrom(way === 'back' ? 'forth' : 'back');
      return run.cuts > 0 || run.hasChanged ? [{ run, way }, ...next] : next;
    });
  }

  private get hasChanged(): boolean {
    for (const { deeds } of this.doings.values()) if (deeds.length > 0) return true;
    return false;
  }

  /** Tags that it may take from the file, and give to it, whatever the moment. */
  scopeOf(id: string): { readonly gives: Tags; readonly takes: Tags | 'confirmed' } {
    if (this.kind === 'retry' && this.of) {
      const scope = this.of.scopeOf(id);
      return scope;
    }
    if (this.kind === 'undo' && this.of) {
      const deeds = this.deedsTakenBack(id);
      return {
        gives: deeds.reduce((tags, deed) => plus(tags, minus(deed.before ?? none, deed.after ?? none)), none),
        takes: deeds.reduce((tags, deed) => plus(tags, minus(deed.after ?? none, deed.before ?? none)), none),
      };
    }
    const edit = this.editOf(id);
    switch (edit.kind) {
      case 'add':
        return { gives: edit.tags, takes: none };
      case 'remove':
        return { gives: none, takes: edit.tags };
      case 'patch':
        return { gives: edit.add, takes: edit.remove };
      case 'rename':
        return { gives: wantedOf(edit), takes: unwantedOf(edit) };
      case 'replace':
        return { gives: edit.tags, takes: 'confirmed' };
      case 'clear':
        return { gives: none, takes: 'confirmed' };
    }
  }

  wants(id: string, tags: Tags): Tags {
    return after(this.editOf(id), tags);
  }
}

/** What some changes, one after the other, came to: tags that were not there before and are now, and the other way round. */
export function netOf(deeds: readonly Deed[]): { readonly gained: Tags; readonly lost: Tags } {
  const [only, second] = deeds;
  if (!second) {
    const [before, now] = [only?.before ?? none, only?.after ?? none];
    return { gained: minus(now, before), lost: minus(before, now) };
  }
  const first = new Map<string, boolean>();
  const last = new Map<string, boolean>();
  for (const deed of deeds) {
    const [before, now] = [deed.before ?? none, deed.after ?? none];
    for (const tag of minus(now, before)) {
      if (!first.has(tag)) first.set(tag, false);
      last.set(tag, true);
    }
    for (const tag of minus(before, now)) {
      if (!first.has(tag)) first.set(tag, true);
      last.set(tag, false);
    }
  }
  const gained = [...first].filter(([tag, was]) => !was && last.get(tag)).map(([tag]) => tag);
  const lost = [...first].filter(([tag, was]) => was && !last.get(tag)).map(([tag]) => tag);
  return { gained, lost };
}
