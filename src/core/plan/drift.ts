import { sameTags, without } from '../model/tags';

/**
 * Drift: whether a file has other tags than were expected, because others edited it.
 * @param ours tags that our own writes touch or may have touched: what they have left is no drift
 */
export function hasDrifted(expected: readonly string[], tags: readonly string[], ours: readonly string[] = []): boolean {
  return !sameTags(without(expected, ours), without(tags, ours));
}
