import type { FilesProblem } from './invalidInput';
import type { Limits, TagRules } from './service';
import { charactersOf, checkTags, type TagProblem } from './tags';

/** The first thing that keeps these tags from being given to a file; undefined when nothing does. */
export function findTagsProblem(tags: readonly string[], rules: TagRules): TagProblem | FilesProblem | undefined {
  const [problem] = checkTags(tags, rules);
  if (problem) return problem;
  const limit = rules.charactersPerWrite;
  const characters = charactersOf(tags);
  return limit !== undefined && characters > limit ? { kind: 'tooManyCharacters', characters, limit } : undefined;
}

/** The first of these that is no id of a file. */
export function findIdsProblem(ids: readonly string[], { fileId }: Pick<Limits, 'fileId'>): FilesProblem | undefined {
  const id = ids.find(one => !fileId.test(one));
  return id === undefined ? undefined : { kind: 'noId', id };
}
