import type { Limits, TagRules } from '../../core/model/service';
import { charactersOf, checkTags, type TagProblem } from '../../core/model/tags';

/** Why what somebody gave can't be sent. */
export type InputProblem =
  | TagProblem
  /** All tags together. */
  | { readonly kind: 'tooManyCharacters'; readonly characters: number; readonly limit: number }
  | { readonly kind: 'noId'; readonly id: string };

/** Pure: the first thing that keeps these tags from being sent; undefined when nothing does. */
export function problemOfTags(tags: readonly string[], rules: TagRules): InputProblem | undefined {
  const [problem] = checkTags(tags, rules);
  if (problem) return problem;
  const limit = rules.charactersPerWrite;
  const characters = charactersOf(tags);
  return limit !== undefined && characters > limit ? { kind: 'tooManyCharacters', characters, limit } : undefined;
}

export function problemOfIds(ids: readonly string[], { fileId }: Pick<Limits, 'fileId'>): InputProblem | undefined {
  const id = ids.find(one => !fileId.test(one));
  return id === undefined ? undefined : { kind: 'noId', id };
}
