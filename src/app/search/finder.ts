import type { Connection } from '../../core/service/connection';
import type { RemoteFile } from '../../core/model/file';
import type { Clock } from '../../core/model/clock';
import { isCancelled } from '../../core/model/abortSignals';
import type { FoundCount } from '../library/libraryNode';
import {
  searchCompletionText,
  finderFileText,
  finderHeading,
  type FinderMessage,
  searchProblemText,
  showAllText,
} from '../text/search/finderText';
import type { FoundPage, SearchPosition } from './fileSearch';
import { parseSearch } from './parseSearch';
import { searchCompletions, type SearchVocabulary } from './searchCompletions';
import { isEmptyExpression, type SearchExpression } from './searchExpression';

export interface FinderPorts {
  /** Where it searches. */
  readonly connections: readonly Connection[];
  /** @throws ConnectionFault */
  readonly find: (
    connectionId: string,
    expression: SearchExpression,
    position: SearchPosition,
    signal: AbortSignal,
  ) => Promise<FoundPage>;
  readonly vocabulary: SearchVocabulary;
  readonly explain: (error: unknown) => FinderMessage;
  readonly clock: Clock;
  /** The rows are others now. */
  readonly onChange: (state: FinderState) => void;
}

export interface FinderState {
  readonly rows: readonly FinderRow[];
  readonly isBusy: boolean;
}

export type FinderRow =
  /** Keeps the search in the library's tree. Its label is the text, so that it stays first however a face sorts. */
  | { readonly kind: 'show'; readonly label: string; readonly description: string }
  /** Goes on with another text. */
  | { readonly kind: 'completion'; readonly label: string; readonly description: string; readonly text: string }
  /** Why there is nothing, or not all. */
  | {
      readonly kind: 'problem';
      readonly label: string;
      readonly detail: string;
      readonly connectionId?: string;
      readonly needsIndex?: true;
    }
  | { readonly kind: 'heading'; readonly label: string }
  | FoundFile;

export interface FoundFile {
  readonly kind: 'file';
  readonly connectionId: string;
  readonly file: RemoteFile;
  readonly label: string;
  readonly description: string;
}

/** A search as it is typed: each text asks anew, and what comes late for an earlier one is dropped. */
export class Finder {
  private text = '';
  private expression = parseSearch('');
  private stop = new AbortController();
  private results: readonly Results[] = [];

  constructor(private readonly ports: FinderPorts) {}

  /** The text is this now. Completions are there at once; files come when the typing pauses. */
  type(text: string): void {
    const before = JSON.stringify([this.expression.terms, this.expression.native]);
    this.text = text;
    this.expression = parseSearch(text);
    // a blank, or a qualifier that is only begun, asks for nothing new
    if (JSON.stringify([this.expression.terms, this.expression.native]) !== before) this.restart();
    this.tell();
  }

  /** Asks once more. */
  again(): void {
    this.restart();
    this.tell();
  }

  /** The connections in which something was found, or still may be. */
  get found(): readonly string[] {
    return this.results
      .filter(({ files, state }) => files.length > 0 || state === 'waiting')
      .map(({ connection }) => connection.id);
  }

  dispose(): void {
    this.stop.abort();
  }

  private restart(): void {
    this.stop.abort();
    this.stop = new AbortController();
    if (isEmptyExpression(this.expression)) {
      this.results = [];
      return;
    }
    // what was found stays in sight until there is something else
    const before = new Map(this.results.map(one => [one.connection.id, one.files]));
    this.results = this.ports.connections.map(connection => ({
      connection,
      files: before.get(connection.id) ?? [],
      state: 'waiting',
      count: undefined,
      error: undefined,
    }));
    for (const results of this.results) void this.search(results, this.expression, this.stop.signal);
  }

  private async search(results: Results, expression: SearchExpression, signal: AbortSignal): Promise<void> {
    const connectionId = results.connection.id;
    try {
      await this.ports.clock.sleep(typingPauseMs, signal);
      signal.throwIfAborted();
      let files = 0;
      let cursor: string | undefined;
      for (let pages = 1; pages <= pagesCounted; pages++) {
        const pageSize = pages === 1 ? 'screen' : 'largest';
        const page = await this.ports.find(connectionId, expression, { cursor, pageSize }, signal);
        signal.throwIfAborted();
        files += page.items.length;
        cursor = page.next;
        if (pages === 1) results.files = page.items.slice(0, filesShown).map(file => this.fileRow(results.connection, file));
        results.count = page.total === undefined ? { files, more: cursor !== undefined } : { files: page.total, more: false };
        if (!results.count.more) break;
        this.tell();
      }
      results.state = 'done';
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      results.files = [];
      results.error = error;
      results.state = 'done';
    }
    this.tell();
  }

  private tell(): void {
    const isBusy = this.results.some(({ state }) => state === 'waiting');
    this.ports.onChange({
      rows: [...this.showRow(), ...this.problemRows(), ...this.completionRows(), ...this.resultRows()],
      isBusy,
    });
  }

  private showRow(): readonly FinderRow[] {
    if (isEmptyExpression(this.expression)) return [];
    const counts = this.results.flatMap(({ count }) => count ?? []);
    const isKnown = this.results.every(({ state, count }) => state === 'done' || count !== undefined);
    const total: FoundCount = {
      files: counts.reduce((sum, { files }) => sum + files, 0),
      more: counts.some(({ more }) => more),
    };
    if (isKnown && total.files === 0 && !total.more && this.results.some(({ error }) => error !== undefined)) return [];
    return [{ kind: 'show', label: this.text.trim(), description: showAllText(isKnown ? total : undefined) }];
  }

  private problemRows(): readonly FinderRow[] {
    // what is only begun is no mistake, as long as it is the last
    const begun = (end: number, kind: string) =>
      end === this.text.trimEnd().length && (kind === 'noValue' || kind === 'openQuote');
    return this.expression.problems
      .filter(({ end, kind }) => !begun(end, kind))
      .map(problem => ({ kind: 'problem', label: problem.text, detail: searchProblemText(problem) }));
  }

  private completionRows(): readonly FinderRow[] {
    return searchCompletions(this.text, this.ports.vocabulary, completionsShown).map(completion => ({
      kind: 'completion',
      label: completion.label,
      description: searchCompletionText(completion),
      text: completion.text,
    }));
  }

  /** Of several connections the file's is named in its own row: a face may sort, and where a heading stands then is its affair. */
  private fileRow({ id, name }: Connection, file: RemoteFile): FoundFile {
    const description = finderFileText(file, this.isOne ? undefined : name);
    return { kind: 'file', connectionId: id, file, label: file.name, description };
  }

  private get isOne(): boolean {
    return this.ports.connections.length === 1;
  }

  private resultRows(): readonly FinderRow[] {
    const { isOne } = this;
    return this.results.flatMap(({ connection, files, error, state, count }): readonly FinderRow[] => {
      if (error !== undefined) {
        const { what, advice, needsIndex } = this.ports.explain(error);
        const label = isOne || what.includes(connection.name) ? what : `${connection.name}: ${what}`;
        const [detail = '', ...rest] = linesOf(advice);
        return [
          { kind: 'problem', label, detail, connectionId: connection.id, ...(needsIndex && { needsIndex }) },
          ...rest.slice(0, linesAtMost).map(line => ({ kind: 'problem', label: line, detail: '' }) as const),
        ];
      }
      if (files.length === 0)
        return state === 'done' && isOne ? [{ kind: 'heading', label: finderHeading(undefined, count) }] : [];
      return [{ kind: 'heading', label: finderHeading(isOne ? undefined : connection.name, count) }, ...files];
    });
  }
}

interface Results {
  readonly connection: Connection;
  files: readonly FoundFile[];
  state: 'waiting' | 'done';
  count: FoundCount | undefined;
  error: unknown;
}

/** A row shows one line, and cuts off what is longer; what a service says of a mistake is at the end of its words. */
function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < lineLength) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Long enough that a word is not asked for letter by letter, short enough that it is not noticed. */
const typingPauseMs = 200;
/** More would not be read; all of them are one row away. */
const filesShown = 100;
const completionsShown = 8;
const lineLength = 80;
/** After the first. */
const linesAtMost = 3;
/** How many pages are asked for to tell how many files there are. */
const pagesCounted = 3;
