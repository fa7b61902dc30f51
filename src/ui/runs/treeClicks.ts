import { Fault } from '../../core/model/fault';
import type { Handler } from '../commands';
import { isRunsNode } from './node';
import type { Reports } from './reports';
import type { RunsView } from './view';

/** Selects a file in the Library view; resolves to whether it is loaded there. */
export type RevealFile = (connectionId: string, fileId: string) => Promise<boolean>;

/** Behind "Load more" under a run. */
export function moreRunFiles(view: RunsView): Handler {
  return (node): void => {
    if (!isRunsNode(node, 'runMore')) throw new Fault('invalidInput');
    view.loadMore(node);
  };
}

/** Behind a file under a run: the file in the library, or, where that is not loaded, in the run's report. */
export function revealRunFile(reports: Reports, reveal: RevealFile): Handler {
  return async (node): Promise<void> => {
    if (!isRunsNode(node, 'runFile')) throw new Fault('invalidInput');
    if (!(await reveal(node.connectionId, node.file.id))) await reports.show(node.runId);
  };
}
