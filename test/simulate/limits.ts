import type { Limits, Write } from '../../src/core/model/service';
import type { ServiceKind } from '../world/scenario';
import type { Tags } from '../world/tags';

const bulk: Limits = {
  filesPerRead: 100,
  readsFrom: 'search',
  writes: { add: 50, remove: 50, replace: 1, clear: 1 },
  concurrency: 10,
  tagsInListing: true,
  searches: { fields: ['words'], everything: true, shows: ['tags', 'path'] },
  tags: { forbidden: ['%'], unwise: [','], charactersPerWrite: 500 },
  fileId: /^f\d+$/,
};

/** What each kind of service can do: many files a write, one a write, or files × tags of one group a write. */
export const limitsOf: Readonly<Record<ServiceKind, Limits>> = {
  bulk,
  single: {
    ...bulk,
    filesPerRead: 1,
    readsFrom: 'address',
    writes: { add: 1, remove: 1, patch: 1, replace: 1, clear: 1 },
    concurrency: 6,
    tagsInListing: false,
    searches: { fields: ['words'], everything: false, shows: [] },
    tags: { forbidden: [','], unwise: [] },
  },
  product: {
    ...bulk,
    writes: { add: 1_000, remove: 1_000, replace: 1_000, clear: 1_000 },
    changesPerWrite: 1_000,
    groupOf,
    tags: { forbidden: [','], unwise: [], charactersPerTag: 255, tagsPerFile: 1_000 },
    fileId: /^(image|video)\/f\d+$/,
  },
};

export function fileId(service: ServiceKind, index: number): string {
  return service === 'product' ? `${index % 5 === 0 ? 'video' : 'image'}/f${index}` : `f${index}`;
}

/** Why an adapter would not even send the write; undefined where it would. */
export function brokenLimit(write: Write, limits: Limits): string | undefined {
  const { writes, changesPerWrite = Infinity, tags: rules } = limits;
  const { fileIds } = write;
  const [given, taken] = tagsOf(write);
  const all = [...given, ...taken];
  const characters = Math.max(lengthOf(given), lengthOf(taken));
  const most = writes[write.kind];
  if (most === undefined) return `there is no ${write.kind}`;
  if (fileIds.length > most) return 'too many files';
  if (fileIds.length > 1 && fileIds.length * Math.max(1, all.length) > changesPerWrite) return 'too many changes';
  if (limits.groupOf && new Set(fileIds.map(groupOf)).size > 1) return 'files of two groups';
  if (all.some(tag => tag.trim() === '')) return 'a blank tag';
  if (given.some(tag => rules.forbidden.some(character => tag.includes(character)))) return 'a forbidden character';
  if (characters > (rules.charactersPerWrite ?? Infinity)) return 'too many characters';
  if (given.some(tag => tag.length > (rules.charactersPerTag ?? Infinity))) return 'too long a tag';
  if (write.kind !== 'clear' && write.kind !== 'replace' && all.length === 0) return 'no tags';
  return undefined;
}

/** The tags that a write gives and those that it takes by name. */
export function tagsOf(write: Write): readonly [Tags, Tags] {
  switch (write.kind) {
    case 'patch':
      return [write.add, write.remove];
    case 'remove':
      return [[], write.tags];
    case 'clear':
      return [[], []];
    default:
      return [write.tags, []];
  }
}

function lengthOf(tags: Tags): number {
  return tags.reduce((sum, tag) => sum + tag.length, 0);
}

function groupOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
