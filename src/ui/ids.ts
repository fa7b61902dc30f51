/** Every name under which package.json and the code know the same thing; a test holds the two together. */

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

export type InternalCommandId = (typeof internalCommands)[keyof typeof internalCommands];
