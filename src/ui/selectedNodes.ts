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

/** A view with a tree that commands are used on. */
export interface TreeOfCommands {
  /** Gives the view the keyboard, where it is to be seen. */
  focus(): Promise<void>;
  /** Its elements, as far as they were shown. */
  readonly drawn: Pick<WeakSet<object>, 'has'>;
  readonly onDidChangeSelection: Event<unknown>;
}

/** One in which files can be selected. */
export interface SelectingView extends TreeOfCommands {
  readonly selection: readonly unknown[];
  readonly isVisible: boolean;
}

/** What commands without a clicked element are about: what was selected last, in whichever view. And where the person is at work. */
export class SelectedNodes implements Disposable {
  private readonly following: readonly Disposable[];
  private latest: SelectingView | 'editor' = 'editor';
  private place: TreeOfCommands | 'editor' = 'editor';

  /** @param others in which what is selected is no file */
  constructor(
    private readonly views: readonly SelectingView[],
    private readonly others: readonly TreeOfCommands[],
  ) {
    this.following = [
      ...views.map(view =>
        view.onDidChangeSelection(() => {
          this.latest = view;
          this.place = view;
        }),
      ),
      ...others.map(view =>
        view.onDidChangeSelection(() => {
          this.place = view;
        }),
      ),
      window.onDidChangeTextEditorSelection(() => {
        this.latest = 'editor';
        this.place = 'editor';
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

  /** To be called with what a command is used on: a menu opens on an element without selecting it. */
  used(element: unknown): void {
    // what two views show is in the one where the person was
    const trees = [...(this.place === 'editor' ? [] : [this.place]), ...this.views, ...this.others];
    if (typeof element === 'object' && element !== null) this.place = trees.find(({ drawn }) => drawn.has(element)) ?? this.place;
  }

  /** Puts the person back to the view in which they chose something, or used a command, last. */
  async focus(): Promise<void> {
    if (this.place !== 'editor') await this.place.focus();
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
