import { type Chance, fewOf, oneOf } from './chance';
import type { ServiceKind } from './scenario';
import type { Edit, Tags } from './tags';

const common = ['sale', 'mug', 'new', 'blue', 'legal-hold', 'قهوة', '🎉', 'a "b"', "it's", 'top 10'];
/** Equal for the eye, and not the same. */
const twins = ['Sale', 'SALE', 'cafe\u0301', 'caf\u00e9', 'new '];
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
      return { kind, add, remove: some(found).filter(tag => tag.trim() === tag && tag !== '' && !add.includes(tag)) };
    }
    case 'remove':
      return { kind, tags: trimmed(some(found)) };
    default:
      return { kind, tags: [...new Set(some(typed))] };
  }
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
  const kept = tags.filter(tag => tag.trim() === tag && tag !== '');
  return kept.length > 0 ? [...new Set(kept)] : ['sale'];
}
