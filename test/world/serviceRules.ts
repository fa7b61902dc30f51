import type { ServiceKind } from './scenario';
import type { Edit, Tags } from './tags';

/** One request that changes tags: no service knows another name for a tag. */
export type WriteOrder = Exclude<Edit, { readonly kind: 'rename' }> & { readonly fileIds: Tags };

/** What a service takes; the product's own words for the same are written apart from these. */
export interface ServiceRules {
  readonly filesPerRead: number;
  readonly readsFrom: 'search' | 'address';
  /** The kinds of write that there are, and how many files one takes. */
  readonly writes: Readonly<Partial<Record<WriteOrder['kind'], number>>>;
  /** Files × tags of one write. */
  readonly changesPerWrite?: number;
  /** Files of different groups can't share a request. */
  readonly groupOf?: (id: string) => string;
  readonly tags: {
    readonly forbidden: readonly string[];
    readonly charactersPerTag?: number;
    readonly charactersPerWrite?: number;
  };
}

const bulk: ServiceRules = {
  filesPerRead: 100,
  readsFrom: 'search',
  writes: { add: 50, remove: 50, replace: 1, clear: 1 },
  tags: { forbidden: ['%'], charactersPerWrite: 500 },
};

/** Many files a write, one a write, or files × tags of one group a write. */
export const rulesOf: Readonly<Record<ServiceKind, ServiceRules>> = {
  bulk,
  single: {
    filesPerRead: 1,
    readsFrom: 'address',
    writes: { add: 1, remove: 1, patch: 1, replace: 1, clear: 1 },
    tags: { forbidden: [','] },
  },
  product: {
    ...bulk,
    writes: { add: 1_000, remove: 1_000, replace: 1_000, clear: 1_000 },
    changesPerWrite: 1_000,
    groupOf: id => id.slice(0, id.indexOf('/')),
    tags: { forbidden: [','], charactersPerTag: 255 },
  },
};

/** Whether the service would not take the tag again, though a file may have it. */
export function isStubborn(tag: string, service: ServiceKind): boolean {
  const { forbidden, charactersPerTag = Infinity, charactersPerWrite = Infinity } = rulesOf[service].tags;
  const isLong = tag.length > Math.min(charactersPerTag, charactersPerWrite);
  return tag.trim() === '' || isLong || forbidden.some(character => tag.includes(character));
}

/** What a write breaks of the rules; undefined where it keeps them all. */
export function brokenRule(write: WriteOrder, rules: ServiceRules): string | undefined {
  const { writes, changesPerWrite = Infinity, groupOf, tags: limits } = rules;
  const { fileIds } = write;
  const [given, taken] = tagsOf(write);
  const all = [...given, ...taken];
  const characters = Math.max(lengthOf(given), lengthOf(taken));
  const most = writes[write.kind];
  if (most === undefined) return `there is no ${write.kind}`;
  if (fileIds.length > most) return 'too many files';
  if (fileIds.length > 1 && fileIds.length * Math.max(1, all.length) > changesPerWrite) return 'too many changes';
  if (groupOf && new Set(fileIds.map(groupOf)).size > 1) return 'files of two groups';
  if (all.some(tag => tag.trim() === '')) return 'a blank tag';
  if (given.some(tag => limits.forbidden.some(character => tag.includes(character)))) return 'a forbidden character';
  if (characters > (limits.charactersPerWrite ?? Infinity)) return 'too many characters';
  if (given.some(tag => tag.length > (limits.charactersPerTag ?? Infinity))) return 'too long a tag';
  if (write.kind !== 'clear' && write.kind !== 'replace' && all.length === 0) return 'no tags';
  return undefined;
}

/** The tags that a write gives and those that it takes by name. */
export function tagsOf(write: Exclude<Edit, { readonly kind: 'rename' }>): readonly [Tags, Tags] {
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
