import type { FilesProblem } from '../../core/model/invalidInput';
import type { Limits, TagRules } from '../../core/model/service';
import { charactersOf, checkTags, type TagProblem } from '../../core/model/tags';

/** Pure: the first thing that keeps these tags from being sent; undefined when nothing does. */
export function problemOfTags(tags: readonly string[], rules: TagRules): TagProblem | FilesProblem | undefined {
  const [problem] = checkTags(tags, rules);
  if (problem) return problem;
  const limit = rules.charactersPerWrite;
  const characters = charactersOf(tags);
  return limit !== undefined && characters > limit ? { kind: 'tooManyCharacters', characters, limit } : undefined;
}

export function problemOfIds(ids: readonly string[], { fileId }: Pick<Limits, 'fileId'>): FilesProblem | undefined {
  const id = ids.find(one => !fileId.test(one));
  return id === undefined ? undefined : { kind: 'noId', id };
}
