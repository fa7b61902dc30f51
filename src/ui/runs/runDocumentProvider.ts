import { type Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import { visibleText } from '../../core/model/visibleText';

export const runScheme = 'tagwright-run';

/** What a document shows: a part of a run in the history. */
export interface RunDocument {
  readonly part: 'report' | 'before' | 'after';
  /** The run's id. */
  readonly of: string;
}

/** The address of a document; its name is what the tab shows, and the name's ending what language it is in. */
export function runDocumentUri({ part, of }: RunDocument, name: string): Uri {
  return Uri.from({ scheme: runScheme, path: `/${part}/${visibleText(name).replaceAll('/', '∕')}`, query: of });
}

export function parseRunDocumentUri({ scheme, path, query }: Uri): RunDocument | undefined {
  const part = path.split('/')[1];
  if (scheme !== runScheme) return undefined;
  return part === 'report' || part === 'before' || part === 'after' ? { part, of: query } : undefined;
}

/** Documents that are written when they are opened: nothing of them is on disk. */
export class RunDocumentProvider implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  private readonly registration = workspace.registerTextDocumentContentProvider(runScheme, this);
  readonly onDidChange = this.changed.event;

  constructor(private readonly write: (document: RunDocument) => Promise<string>) {}

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const document = parseRunDocumentUri(uri);
    return document ? await this.write(document) : '';
  }

  /** Writes the open documents of a run anew. */
  refresh(runId: string): void {
    for (const { uri } of workspace.textDocuments) if (parseRunDocumentUri(uri)?.of === runId) this.changed.fire(uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
