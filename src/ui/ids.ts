/** Every name under which package.json and the code know the same thing; a test holds the two together. */

/** Commands behind a click or a key of ours: no menu and no palette names them. */
export const internalCommands = {
  loadMore: 'tagwright.loadMore',
  clickFile: 'tagwright.clickFile',
  toggleMark: 'tagwright.toggleMark',
  applyPreview: 'tagwright.applyPreview',
  dropNodes: 'tagwright.dropNodes',
  moreTags: 'tagwright.moreTags',
  moreRunFiles: 'tagwright.moreRunFiles',
  revealRunFile: 'tagwright.revealRunFile',
} as const;

export const views = {
  library: 'tagwright.library',
  tags: 'tagwright.tags',
  runs: 'tagwright.runs',
} as const;

export const viewContainers = {
  tagwright: 'tagwright',
} as const;

/** Editors that are pages: `activeWebviewPanelId` in `when` clauses. */
export const webviews = {
  preview: 'tagwright.preview',
} as const;

/** Keys of `when` clauses. */
export const contextKeys = {
  /** `none` or `some`; unset until the extension runs. */
  connections: 'tagwright.connections',
  /** `none` or `some`; unset until the list of runs was read. */
  runs: 'tagwright.runList',
  /** The Library view has checkboxes. */
  marking: 'tagwright.marking',
  /** The Tags view shows some tags alone. */
  tagsFiltered: 'tagwright.tagsFiltered',
  /** The tags with the most files come first. */
  tagsByFiles: 'tagwright.tagsByFiles',
} as const;

export const settings = {
  confirm: 'tagwright.confirm',
  productionConnections: 'tagwright.productionConnections',
  historyRuns: 'tagwright.history.runs',
  historyDays: 'tagwright.history.days',
} as const;

export type InternalCommandId = (typeof internalCommands)[keyof typeof internalCommands];
