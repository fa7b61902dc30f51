import { commands as vscodeCommands, type DataTransfer, DataTransferItem, type TreeDragAndDropController } from 'vscode';
import { internalCommands } from './ids';

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
