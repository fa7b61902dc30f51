import { type Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from 'vscode';

export const scheme = 'tagwright-run';

/** What a document shows: a part of a run in the history, or of a preparation that only this window knows. */
export interface Page {
  readonly part: 'report' | 'before' | 'after';
  /** The run's or the preparation's id. */
  readonly of: string;
}

/** The address of a page; its name is what the tab shows, and the name's ending what language it is in. */
export function uriOf({ part, of }: Page, name: string): Uri {
  return Uri.from({ scheme, path: `/${part}/${name.replaceAll('/', '∕')}`, query: of });
}

export function pageOf({ path, query }: Uri): Page | undefined {
  const part = path.split('/')[1];
  return part === 'report' || part === 'before' || part === 'after' ? { part, of: query } : undefined;
}

/** Documents that are written when they are opened: nothing of them is on disk. */
export class Documents implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  private readonly registration = workspace.registerTextDocumentContentProvider(scheme, this);
  readonly onDidChange = this.changed.event;

  constructor(private readonly write: (page: Page) => Promise<string>) {}

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const page = pageOf(uri);
    return page ? await this.write(page) : '';
  }

  /** Writes the open documents of a run anew. */
  refresh(runId: string): void {
    for (const { uri } of workspace.textDocuments) {
      if (uri.scheme === scheme && pageOf(uri)?.of === runId) this.changed.fire(uri);
    }
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
