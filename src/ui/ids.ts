/** Every name under which package.json and the code know the same thing; a test holds the two together. */

export const commands = {
  addConnection: 'tagwright.addConnection',
  editConnection: 'tagwright.editConnection',
  removeConnection: 'tagwright.removeConnection',
  testConnection: 'tagwright.testConnection',
  openSampleLibrary: 'tagwright.openSampleLibrary',
  refresh: 'tagwright.refresh',
  addTags: 'tagwright.addTags',
  removeTags: 'tagwright.removeTags',
  replaceTags: 'tagwright.replaceTags',
  clearTags: 'tagwright.clearTags',
  tagFilesById: 'tagwright.tagFilesById',
  applyChanges: 'tagwright.applyChanges',
  discardChanges: 'tagwright.discardChanges',
  showLog: 'tagwright.showLog',
  undoRun: 'tagwright.undoRun',
  retryFailed: 'tagwright.retryFailed',
  resumeRun: 'tagwright.resumeRun',
  showRunReport: 'tagwright.showRunReport',
  exportRunReport: 'tagwright.exportRunReport',
  showRunChanges: 'tagwright.showRunChanges',
  showFailed: 'tagwright.showFailed',
  dismissFailed: 'tagwright.dismissFailed',
  pauseRun: 'tagwright.pauseRun',
  continueRun: 'tagwright.continueRun',
  cancelRun: 'tagwright.cancelRun',
  refreshRuns: 'tagwright.refreshRuns',
  copyFileId: 'tagwright.copyFileId',
} as const;

/** Commands behind a click in a view or a message: no menu and no palette names them. */
export const internalCommands = {
  loadMore: 'tagwright.loadMore',
  moreRunFiles: 'tagwright.moreRunFiles',
  revealRunFile: 'tagwright.revealRunFile',
} as const;

export const views = {
  library: 'tagwright.library',
  runs: 'tagwright.runs',
} as const;

export const viewContainers = {
  tagwright: 'tagwright',
} as const;

/** Keys of `when` clauses. */
export const contextKeys = {
  /** `none` or `some`; unset until the extension runs. */
  connections: 'tagwright.connections',
  /** The addresses of the diff editors whose changes wait for a yes or no. */
  deciding: 'tagwright.deciding',
} as const;

export const settings = {
  confirm: 'tagwright.confirm',
  historyRuns: 'tagwright.history.runs',
  historyDays: 'tagwright.history.days',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];
export type InternalCommandId = (typeof internalCommands)[keyof typeof internalCommands];
