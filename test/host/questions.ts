import type * as vscode from 'vscode';

type Window = typeof vscode.window;

/** What VS Code would ask or tell is written down, and left without an answer. */
export class Questions {
  private log: string[] = [];
  private readonly originals: Partial<Record<keyof Window, unknown>> = {};

  constructor(private readonly window: Window) {
    const said = (kind: string) => (text: string) => this.leave(`${kind}: ${text}`);
    this.replace('showInformationMessage', said('told'));
    this.replace('showWarningMessage', said('told'));
    this.replace('showErrorMessage', said('told'));
    this.replace('setStatusBarMessage', (text: string) => {
      this.log.push(`told: ${text}`);
      return { dispose: () => undefined };
    });
    this.replace('showQuickPick', (_items: unknown, options?: vscode.QuickPickOptions) =>
      this.leave(`pick: ${[options?.title, options?.placeHolder].filter(text => text !== undefined).join(': ')}`),
    );
    this.replace('showInputBox', (options?: vscode.InputBoxOptions) =>
      this.leave(`input: ${options?.title ?? options?.prompt ?? ''}`),
    );
    this.replace('showSaveDialog', () => this.leave('where to save'));
    this.replace('showOpenDialog', () => this.leave('what to open'));
    this.replace('createQuickPick', () => this.input('pick'));
    this.replace('createInputBox', () => this.input('input'));
  }

  /** All that is asked and told while the work is under way. */
  async during(work: () => PromiseLike<unknown>): Promise<readonly string[]> {
    this.log = [];
    await work();
    return this.log;
  }

  restore(): void {
    Object.assign(this.window, this.originals);
  }

  private replace(name: keyof Window, by: unknown): void {
    this.originals[name] = this.window[name];
    Object.assign(this.window, { [name]: by });
  }

  private leave(text: string): Promise<undefined> {
    this.log.push(text);
    return Promise.resolve(undefined);
  }

  /** An input that is left as soon as it is shown. */
  private input(kind: string): unknown {
    const listeners: (() => void)[] = [];
    const nothing = () => ({ dispose: () => undefined });
    const input: Record<string, unknown> = {
      value: '',
      items: [],
      activeItems: [],
      selectedItems: [],
      onDidHide: (listener: () => void) => {
        listeners.push(listener);
        return nothing();
      },
      show: () => {
        this.log.push(`${kind}: ${String(input['title'] ?? input['placeholder'] ?? input['prompt'])}`);
        setImmediate(() => {
          for (const listener of listeners) listener();
        });
      },
      hide: nothing,
      dispose: nothing,
    };
    for (const event of ['ChangeValue', 'Accept', 'ChangeActive', 'ChangeSelection', 'TriggerButton', 'TriggerItemButton']) {
      input[`onDid${event}`] = nothing;
    }
    return input;
  }
}
