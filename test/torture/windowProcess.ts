import { type ChildProcess, fork } from 'node:child_process';
import {
  type Desk,
  type Heard,
  type Offer,
  type Order,
  type Preview,
  type RunEnd,
  type Shown,
  Told,
  type Work,
} from '../world/desk';
import type { Disagreement } from '../world/disagreement';
import { disagreement } from '../world/disagreement';
import type { RunTruth } from '../world/runTruth';
import type { LedgerClaims } from '../world/verdicts';
import type { FromWindow, PreviewFacts, Question, ShownFacts, Step, ToWindow, WindowFacts, Word, WorkFacts } from './messages';

export interface WindowProcessOptions {
  /** The bundled program. */
  readonly program: string;
  readonly facts: WindowFacts;
  readonly onBreach: (breach: Disagreement) => void;
  /** Something comes in between, right at this step. */
  readonly onStruck: (at: Step) => void;
  readonly runOf: (label: string) => RunTruth;
  /** Told of each run before the window is. */
  readonly onRun: (run: RunTruth) => void;
}

interface Waiting<Result> {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Told) => void;
}

interface Underway extends Waiting<RunEnd> {
  readonly run: RunTruth;
  readonly again: Again | undefined;
  hasEnded: boolean;
}

type Again = (shown: Shown) => Promise<boolean>;

/** A window that is a process of its own, as its parent sees it. */
export class WindowProcess implements Desk {
  isAlive = true;
  readonly death: Promise<'dead'>;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  private readonly child: ChildProcess;
  private readonly calls = new Map<number, Waiting<unknown>>();
  private readonly works = new Map<number, Underway>();
  /** What came of a work before it was known here. */
  private readonly early = new Map<number, FromWindow[]>();
  private strike: (() => void) | undefined;
  private die: (word: 'dead') => void = () => undefined;
  private callIds = 0;

  constructor(private readonly options: WindowProcessOptions) {
    this.death = new Promise(resolve => {
      this.die = resolve;
    });
    const { program, facts, onBreach } = options;
    this.child = fork(program, [JSON.stringify(facts)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: ['--no-warnings', '--enable-source-maps'],
      serialization: 'advanced',
    });
    this.gone = new Promise(resolve => this.child.once('exit', resolve));
    this.child.on('message', (message: FromWindow) => {
      // one after the other: what follows from the end of a run comes before what the window says next
      setImmediate(() => {
        if (this.isAlive) this.hear(message);
      });
    });
    this.child.on('error', () => undefined);
    this.child.once('exit', code => {
      if (!this.isAlive) return;
      onBreach(disagreement('a window ended by itself', facts.name, { code }));
      this.end();
    });
  }

  get name(): string {
    return this.options.facts.name;
  }

  /** Nothing that it began goes on, but for what it has sent. */
  kill(): void {
    this.child.kill('SIGKILL');
    this.end();
  }

  suspend(ms: number): void {
    this.child.kill('SIGSTOP');
    setTimeout(() => {
      if (this.isAlive) this.child.kill('SIGCONT');
    }, ms);
  }

  after(steps: number, strike: () => void): void {
    this.strike = strike;
    this.tell({ kind: 'arm', steps });
  }

  offers(): Promise<readonly Offer[]> {
    return this.ask({ about: 'offers' });
  }

  claims(runId: string): Promise<LedgerClaims> {
    return this.ask({ about: 'claims', runId });
  }

  async prepare(order: Order, run: RunTruth): Promise<Preview> {
    this.options.onRun(run);
    const { preview, ids, ...shown } = await this.ask<PreviewFacts>({ about: 'prepare', order, label: run.label });
    return {
      ids,
      ...shownOf(shown),
      apply: async again => this.watch(await this.ask({ about: 'apply', preview, asks: again !== undefined }), run, again),
    };
  }

  async resume(runId: string, run: RunTruth, again?: Again): Promise<Work> {
    this.options.onRun(run);
    return this.watch(await this.ask({ about: 'resume', runId, label: run.label, asks: again !== undefined }), run, again);
  }

  private end(): void {
    this.isAlive = false;
    this.die('dead');
  }

  private ask<Answer>(question: Question): Promise<Answer> {
    const call = ++this.callIds;
    return new Promise<Answer>((resolve, reject) => {
      this.calls.set(call, { resolve: resolve as (answer: unknown) => void, reject });
      this.tell({ kind: 'ask', call, question });
    });
  }

  private watch({ work, runId }: WorkFacts, run: RunTruth, again: Again | undefined): Work {
    const done = new Promise<RunEnd>((resolve, reject) => {
      this.works.set(work, { resolve, reject, run, again, hasEnded: false });
    });
    // a person may have gone before it ends
    done.catch(() => undefined);
    for (const message of this.early.get(work) ?? []) this.hear(message);
    this.early.delete(work);
    const say = (word: Word): Heard => {
      if (this.works.get(work)?.hasEnded !== false) return 'too late';
      this.tell({ kind: 'word', work, word });
      return 'soon';
    };
    return { runId, done, cancel: () => say('cancel'), pause: () => say('pause'), continue: () => void say('continue') };
  }

  private hear(message: FromWindow): void {
    if ('work' in message && !this.works.has(message.work)) {
      this.early.set(message.work, [...(this.early.get(message.work) ?? []), message]);
      return;
    }
    switch (message.kind) {
      case 'answer':
        this.settle(message.call)?.resolve(message.answer);
        break;
      case 'told':
        this.settle(message.call)?.reject(new Told(message.code, message.message));
        break;
      case 'ended':
        this.endOf(message.work)?.resolve(message.end);
        break;
      case 'endedUnbegun':
        this.endOf(message.work)?.reject(new Told(message.code, message.message));
        break;
      case 'heard':
        this.quieten(message.work, message.word, message.at);
        break;
      case 'worse':
        void this.askAgain(message.work, message.doubt, message.shown);
        break;
      case 'struck':
        this.options.onStruck(message.at);
        this.strike?.();
        break;
      case 'unheard':
        this.doubt(this.options.runOf(message.label), message);
        break;
      case 'breach':
        this.options.onBreach(message.breach);
    }
  }

  private settle(call: number): Waiting<unknown> | undefined {
    const waiting = this.calls.get(call);
    this.calls.delete(call);
    return waiting;
  }

  private endOf(work: number): Underway | undefined {
    const underway = this.works.get(work);
    if (underway) underway.hasEnded = true;
    return underway;
  }

  /** A pause that is over by the time that it is heard of binds nothing. */
  private quieten(work: number, word: Word, at: number): void {
    const underway = this.works.get(work);
    if (!underway || underway.hasEnded) return;
    const { run } = underway;
    if (word === 'cancel' || (word === 'pause' && run.isPaused)) run.quietSince = Math.min(run.quietSince, at);
  }

  private async askAgain(work: number, doubt: number, shown: ShownFacts): Promise<void> {
    const isWanted = await this.works.get(work)?.again?.(shownOf(shown));
    if (this.isAlive) this.tell({ kind: 'reply', doubt, isWanted: isWanted === true });
  }

  /** The window can't know whether the request came. */
  private doubt(run: RunTruth, { order }: Extract<FromWindow, { readonly kind: 'unheard' }>): void {
    switch (order.kind) {
      case 'write':
        for (const id of order.write.fileIds) run.doing(id).doubts++;
        break;
      case 'read':
        for (const id of order.ids) run.doing(id).blindReads++;
        break;
      case 'search':
        break;
      default:
        run.doing(order.id).blindReads++;
    }
  }

  private tell(message: ToWindow): void {
    if (this.child.connected) this.child.send(message, () => undefined);
  }
}

function shownOf({ isIdle, befores }: ShownFacts): Shown {
  return { isIdle, befores: () => befores };
}
