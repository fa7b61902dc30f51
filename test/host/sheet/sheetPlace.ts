import { commands, type Disposable, languages, Range, type TextDocument, type Uri, window, workspace } from 'vscode';
import type { Connection } from '../../../src/core/service/connection';
import { type Intercept, type Sandbox, startSandbox } from '../../../src/sandbox/server';
import { call } from '../../support/call';

export interface ListedFile {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly tags: readonly string[];
}

/** A library of its own with a connection to it, and what a person does there. */
export class SheetPlace {
  /** Can put something in an answer's place from now on. */
  intercept: Intercept = () => undefined;
  writes = 0;

  private constructor(
    private readonly sandbox: Sandbox,
    readonly connection: Connection,
  ) {}

  static async open(name: string, files = 200): Promise<SheetPlace> {
    const opened: { place?: SheetPlace } = {};
    const sandbox = await startSandbox({
      files,
      intercept: request => {
        const { place } = opened;
        if (place && request.method !== 'GET') place.writes += 1;
        return place?.intercept(request);
      },
    });
    const { imagekit: endpoint, key: privateKey } = sandbox;
    const auth = { privateKey };
    const connection = await call<Connection>('addConnection', { service: 'imagekit', name, endpoint, auth });
    return (opened.place = new SheetPlace(sandbox, connection));
  }

  async files(): Promise<readonly ListedFile[]> {
    const answer = await fetch(`${this.sandbox.imagekit}/v1/files?type=file&limit=1000`, { headers: this.headers });
    const listed = (await answer.json()) as readonly { fileId: string; filePath: string; name: string; tags: string[] | null }[];
    return listed.map(({ fileId, filePath, name, tags }) => ({ id: fileId, path: filePath, name, tags: tags ?? [] }));
  }

  async tagsOf(ids: readonly string[]): Promise<readonly (readonly string[] | undefined)[]> {
    const tags = new Map((await this.files()).map(file => [file.id, file.tags]));
    return ids.map(id => tags.get(id));
  }

  /** What a colleague does elsewhere: this window does not hear of it. */
  async addElsewhere(ids: readonly string[], tag: string): Promise<void> {
    await fetch(`${this.sandbox.imagekit}/v1/files/addTags`, {
      method: 'POST',
      headers: { ...this.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ fileIds: ids, tags: [tag] }),
    });
    this.writes -= 1;
  }

  /** The elements of the Library view, as a menu's command gets them. */
  nodes(files: readonly ListedFile[]): readonly object[] {
    const parent = { kind: 'connection', connection: this.connection };
    return files.map(({ id, name, path, tags }) => ({
      kind: 'file',
      connectionId: this.connection.id,
      parent,
      file: { kind: 'file', id, name, path, tags, derivedTags: [], facts: {} },
    }));
  }

  /** Edit Tags as Text on these files. */
  async edit(files: readonly ListedFile[]): Promise<TextDocument> {
    const nodes = this.nodes(files);
    await commands.executeCommand('tagwright.editTagsAsText', nodes[0], nodes);
    return activeSheet();
  }

  async close(): Promise<void> {
    await call('removeConnection', { connection: this.connection.id });
    await this.sandbox.close();
  }

  private get headers(): Record<string, string> {
    return { authorization: `Basic ${Buffer.from(`${this.sandbox.key}:`).toString('base64')}` };
  }
}

export function activeSheet(): TextDocument {
  const document = window.activeTextEditor?.document;
  if (document?.uri.scheme !== 'tagwright-sheet') throw new Error(`no sheet, but ${String(document?.uri)}`);
  return document;
}

/** Types over what the pattern finds first. */
export async function type(document: TextDocument, pattern: RegExp, replacement: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  const text = document.getText();
  const match = pattern.exec(text);
  if (!match) throw new Error(`${String(pattern)} is not in\n${text}`);
  const end = match.index + match[0].length;
  const range = new Range(document.positionAt(match.index), document.positionAt(end));
  await editor.edit(builder => {
    builder.replace(range, match[0].replace(pattern, replacement));
  });
}

/** Resolves as soon as it holds: it is looked at whenever an editor, a document, a tab or a problem changes. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const following: Disposable[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        Promise.resolve(holds()).then(yes => {
          if (yes) resolve();
        }, reject);
      };
      following.push(
        workspace.onDidChangeTextDocument(look),
        workspace.onDidSaveTextDocument(look),
        languages.onDidChangeDiagnostics(look),
        window.tabGroups.onDidChangeTabs(look),
        window.onDidChangeActiveTextEditor(look),
      );
      look();
    });
  } finally {
    for (const one of following) one.dispose();
  }
}

/** What a person answers. */
export interface Person {
  /** How the entries begin that they pick, wherever these are offered. */
  readonly picks?: readonly string[];
  /** The file that they save to, or open. */
  readonly file?: Uri;
  /** Buttons of notifications that they press. */
  readonly presses?: readonly string[];
}

export interface Answers {
  /** All that was asked and told, in order. */
  readonly shown: string[];
  readonly restore: () => void;
}

/** A person who says yes in each dialog, and leaves alone what they have no answer to. */
export function answer({ picks = [], file, presses = [] }: Person = {}): Answers {
  const shown: string[] = [];
  const say = (message: string, ...rest: readonly unknown[]) => {
    const detail = rest.map(one => (typeof one === 'object' && one !== null && 'detail' in one ? String(one.detail) : ''));
    shown.push([message, ...detail].join('\n').trim());
    const isQuestion = rest.some(one => typeof one === 'object' && one !== null && 'modal' in one);
    return Promise.resolve(rest.find(one => typeof one === 'string' && (isQuestion || presses.includes(one))));
  };
  const pick = (items: readonly { readonly label: string }[], { placeHolder }: { readonly placeHolder: string }) => {
    shown.push(placeHolder);
    return Promise.resolve(items.find(({ label }) => picks.some(wanted => label.startsWith(wanted))));
  };
  const answers = {
    showInformationMessage: say,
    showWarningMessage: say,
    showErrorMessage: say,
    showQuickPick: pick,
    showSaveDialog: () => Promise.resolve(file),
    showOpenDialog: () => Promise.resolve(file && [file]),
  };
  const kept = Object.fromEntries(Object.keys(answers).map(name => [name, window[name as keyof typeof answers]]));
  Object.assign(window, answers);
  return { shown, restore: () => Object.assign(window, kept) };
}

export async function closeAll(): Promise<void> {
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await commands.executeCommand('workbench.action.closeAllEditors');
}

export function problemsOf({ uri }: { readonly uri: Uri }): readonly string[] {
  return languages.getDiagnostics(uri).map(({ range, message }) => `${range.start.line}: ${message}`);
}
