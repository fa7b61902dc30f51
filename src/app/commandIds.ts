/** What Tagwright can be asked to do, by the names that menus, key bindings, other extensions and the buttons of messages use. */
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

export type CommandId = (typeof commands)[keyof typeof commands];

/** Commands of the host that a button of a message may lead to. */
export const hostCommands = {
  /** Shows the setting whose name is the argument. */
  openSettings: 'workbench.action.openSettings',
  showRuns: 'tagwright.runs.focus',
} as const;
