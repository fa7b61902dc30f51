import type { FilesProblem, TagProblem } from './invalidInput';
import type { Limits, TagRules, Write } from '../service/service';
import { charactersOf } from './tags';

// The one check of tags and ids: while they are typed, in calls, in sheets and plans, and before a request is sent.

/** Each tag that a service would not take, for itself, with why; empty where it takes them all. */
export function checkTags(tags: readonly string[], rules: TagRules): readonly TagProblem[] {
  const problems: TagProblem[] = [];
  const { charactersPerTag = Infinity, charactersPerWrite = Infinity } = rules;
  const limit = Math.min(charactersPerTag, charactersPerWrite);
  for (const tag of tags) {
    if (tag.trim() === '') problems.push({ kind: 'empty' });
    if (rules.areDerived) problems.push({ kind: 'derived', tag });
    const character = rules.forbidden.find(one => tag.includes(one));
    if (character !== undefined) problems.push({ kind: 'forbiddenCharacter', tag, character });
    if (tag.length > limit) problems.push({ kind: 'tooLong', tag, characters: tag.length, limit });
  }
  return problems;
}

/** The first thing that keeps these tags from being given to a file together; undefined where nothing does. */
export function findTagsProblem(tags: readonly string[], rules: TagRules): TagProblem | FilesProblem | undefined {
  return checkTags(tags, rules)[0] ?? findLengthProblem(tags, rules);
}

/**
 * What keeps these ids from being sent: there are none, or more than go together, or one of them is no id.
 * @param most how many go together; any number, where it is not given
 */
export function findIdsProblem(
  ids: readonly string[],
  { fileId }: Pick<Limits, 'fileId'>,
  most = Infinity,
): FilesProblem | undefined {
  if (ids.length === 0) return { kind: 'noFiles' };
  if (ids.length > most) return { kind: 'tooManyFiles', files: ids.length, limit: most };
  const id = ids.find(one => !fileId.test(one));
  return id === undefined ? undefined : { kind: 'noId', id };
}

/** What a service would refuse of a write, and in which part of it; undefined where it takes the write. */
export function findWriteProblem(
  write: Write,
  limits: Limits,
): { readonly subject: 'fileIds' | 'tags'; readonly problem: TagProblem | FilesProblem } | undefined {
  const idsProblem = findIdsProblem(write.fileIds, limits, limits.writes[write.kind]);
  if (idsProblem) return { subject: 'fileIds', problem: idsProblem };
  const { add, remove } = tagsOf(write);
  // to replace by nothing is to clear
  const needsTags = write.kind !== 'clear' && write.kind !== 'replace';
  const problem =
    needsTags && add.length + remove.length === 0
      ? ({ kind: 'noTags' } as const)
      : (findTagsProblem(add, limits.tags) ?? findRemovalProblem(remove, limits.tags));
  return problem && { subject: 'tags', problem };
}

/** A tag that a file has can be taken from it, whatever it holds. */
function findRemovalProblem(tags: readonly string[], rules: TagRules): TagProblem | FilesProblem | undefined {
  return tags.some(tag => tag.trim() === '') ? { kind: 'empty' } : findLengthProblem(tags, rules);
}

function findLengthProblem(tags: readonly string[], { charactersPerWrite: limit }: TagRules): FilesProblem | undefined {
  const characters = charactersOf(tags);
  return limit !== undefined && characters > limit ? { kind: 'tooManyCharacters', characters, limit } : undefined;
}

function tagsOf(write: Write): { readonly add: readonly string[]; readonly remove: readonly string[] } {
  switch (write.kind) {
    case 'add':
    case 'replace':
      return { add: write.tags, remove: [] };
    case 'remove':
      return { add: [], remove: write.tags };
    case 'patch':
      return write;
    case 'clear':
      return { add: [], remove: [] };
  }
}
