import {
  commands as vscodeCommands,
  type DataTransfer,
  DataTransferItem,
  type Disposable,
  type Event,
  type TreeDragAndDropController,
  window,
} from 'vscode';
import { internalCommands } from './ids';

/** A view with a tree in which something can be selected. */
export interface SelectingView {
  readonly selection: readonly unknown[];
  readonly isVisible: boolean;
  /** Gives the view the keyboard, where it is to be seen. */
  focus(): Promise<void>;
  readonly onDidChangeSelection: Event<unknown>;
}

/** What commands without a clicked element are about: what was selected last, in whichever view. */
export class SelectedNodes implements Disposable {
  private readonly following: readonly Disposable[];
  private latest: SelectingView | 'editor' = 'editor';

  constructor(private readonly views: readonly SelectingView[]) {
    this.following = [
      ...views.map(view =>
        view.onDidChangeSelection(() => {
          this.latest = view;
        }),
      ),
      window.onDidChangeTextEditorSelection(() => {
        this.latest = 'editor';
      }),
    ];
  }

  /** Nothing of a view that can't be seen. */
  get nodes(): readonly unknown[] {
    const seen = [...(this.latest === 'editor' ? [] : [this.latest]), ...this.views].filter(({ isVisible }) => isVisible);
    return seen.find(({ selection }) => selection.length > 0)?.selection ?? [];
  }

  /** Where the person chose something last: what is selected in the other place is not meant. */
  get lastChosenIn(): 'editor' | 'tree' {
    return this.latest === 'editor' ? 'editor' : 'tree';
  }

  /** Puts the person back to the view in which they chose something last. */
  async focus(): Promise<void> {
    if (this.latest !== 'editor') await this.latest.focus();
  }

  dispose(): void {
    for (const one of this.following) one.dispose();
  }
}

/** What is dragged from one of the views to another. VS Code hands over text alone, so that the nodes wait here. */
export class DraggedNodes implements TreeDragAndDropController<unknown> {
  readonly dragMimeTypes = [mimeType];
  readonly dropMimeTypes = [mimeType];
  private dragged: readonly unknown[] = [];

  handleDrag(nodes: readonly unknown[], data: DataTransfer): void {
    this.dragged = nodes;
    data.set(mimeType, new DataTransferItem(''));
  }

  async handleDrop(target: unknown, data: DataTransfer): Promise<void> {
    if (target && data.get(mimeType)) await vscodeCommands.executeCommand(internalCommands.dropNodes, target, this.dragged);
  }
}

const mimeType = 'application/vnd.tagwright.nodes';
