import { Fault } from '../../core/model/fault';
import { findIdsProblem, findTagsProblem } from '../../core/model/checks';
import type { Limits } from '../../core/model/service';
import { normaliseTags } from '../../core/model/tags';
import { type Call, textsOf } from '../call';

export interface GivenFiles {
  readonly fileIds: readonly string[];
  readonly tags: readonly string[];
}

/** The names that a tagging command's object has. */
export const callNames = ['connection', 'fileIds', 'tags'] as const;

/**
 * What a tagging command was called with, checked against the service's limits before anything is sent.
 * @throws Fault `invalidInput`
 */
export function givenFiles(call: Call, needsTags: 'tags' | 'noTags', limits: Limits): GivenFiles {
  const fileIds = textsOf(call, 'fileIds');
  const idProblem = findIdsProblem(fileIds, limits);
  if (idProblem) throw new Fault('invalidInput', { subject: 'fileIds', problem: idProblem });
  if (needsTags === 'noTags') return { fileIds, tags: [] };
  const tags = normaliseTags(textsOf(call, 'tags'));
  const tagProblem = findTagsProblem(tags, limits.tags);
  if (tagProblem) throw new Fault('invalidInput', { subject: 'tags', problem: tagProblem });
  return { fileIds, tags };
}
