import { type Chance, fewOf, oneOf } from './chance';
import type { ServiceKind } from './scenario';
import type { Edit, Tags } from './tags';

const common = ['sale', 'mug', 'new', 'blue', 'legal-hold', 'قهوة', '🎉', 'a "b"', "it's", 'top 10'];
/** Equal for the eye, and not the same. */
const twins = ['Sale', 'SALE', 'cafe\u0301', 'caf\u00e9', 'new '];
/** Those that people make one of. */
const probableTwins = [
  ['sale', 'Sale', 'SALE'],
  ['cafe\u0301', 'caf\u00e9'],
  ['new', 'new '],
];
const long = [`long ${'-'.repeat(115)}`, `longer ${'-'.repeat(193)}`];
/** What a service may keep from other times and would not take again. */
const stubborn = ['50%', ' ', `endless ${'-'.repeat(600)}`];

export interface Vocabulary {
  /** Tags that a person types: no blanks around them. */
  readonly typed: Tags;
  /** Tags that files have already, from whatever source. */
  readonly found: Tags;
}

const bulkWords: Vocabulary = {
  typed: [...common, ...twins.slice(0, 4), ...long, 'one, two', '50%'],
  found: [...common, ...twins, ...long, 'one, two', ...stubborn],
};

/** Where tags are one text with commas between them. */
const singleWords: Vocabulary = {
  typed: [...common, ...twins.slice(0, 4), ...long],
  found: [...common, ...twins.slice(0, 4), ...long, '50%'],
};

export const vocabularyOf: Readonly<Record<ServiceKind, Vocabulary>> = {
  bulk: bulkWords,
  single: singleWords,
  product: singleWords,
};

export function randomTags(chance: Chance, words: Tags): Tags {
  return fewOf(chance, words, 4);
}

export function randomEdit(chance: Chance, { typed, found }: Vocabulary): Edit {
  const kind = oneOf(chance, ['add', 'add', 'remove', 'remove', 'replace', 'patch', 'clear'] as const);
  const some = (words: Tags) => [oneOf(chance, words), ...fewOf(chance, words, 2)];
  switch (kind) {
    case 'clear':
      return { kind };
    case 'patch': {
      const add = fewOf(chance, typed, 2);
      return { kind, add, remove: some(found).filter(tag => isTyped(tag) && !add.includes(tag)) };
    }
    case 'remove':
      return { kind, tags: trimmed(some(found)) };
    default:
      return { kind, tags: [...new Set(some(typed))] };
  }
}

export type Renaming = Extract<Edit, { readonly kind: 'rename' }>;

/**
 * Another name for a tag, or for two; as often one of its twins.
 * @param found the tags that people see in the library
 */
export function randomRename(chance: Chance, { typed, found }: Vocabulary): Renaming {
  const seen = probableTwins.filter(alike => alike.some(tag => found.includes(tag)));
  const twins = seen.length > 0 && chance() < 0.5 ? oneOf(chance, seen) : undefined;
  const to = twins ? oneOf(chance, twins.filter(isTyped)) : chance() < 0.3 ? 'another name' : oneOf(chance, typed);
  const others = (twins ?? [oneOf(chance, found), ...fewOf(chance, found, 1)]).filter(tag => tag !== to);
  const from = chance() < 0.3 ? others.slice(0, 1) : [...new Set(others)];
  return { kind: 'rename', from: from.length > 0 ? from : ['legal-hold'], to: from.length > 0 ? to : 'another name' };
}

/** What a colleague does to a file's tags. */
export function colleaguesEdit(chance: Chance, { typed }: Vocabulary): Edit {
  const kind = oneOf(chance, ['add', 'add', 'remove', 'patch', 'clear'] as const);
  switch (kind) {
    case 'add':
      return { kind, tags: [chance() < 0.6 ? 'theirs' : oneOf(chance, typed)] };
    case 'remove':
      return { kind, tags: fewOf(chance, common, 4) };
    case 'patch':
      return { kind, add: ['theirs too'], remove: fewOf(chance, common, 2) };
    case 'clear':
      return { kind };
  }
}

function trimmed(tags: Tags): Tags {
  const kept = tags.filter(isTyped);
  return kept.length > 0 ? [...new Set(kept)] : ['sale'];
}

/** Whether it can come from a field that a person types in. */
function isTyped(tag: string): boolean {
  return tag.trim() === tag && tag !== '';
}
