import { isTexts } from '../exchange';

/** Tags as a file keeps them: each once, in the order in which they came. */
export function distinct(tags: readonly string[]): readonly string[] {
  return Array.from(new Set(tags));
}

/** What ImageKit has against tags that are to be set or added; `undefined` where it takes them. */
export function tagsProblem(tags: unknown): string | undefined {
  if (!isTexts(tags) || tags.includes(''))
    return "Your request contains invalid value for tags parameter. Please provide an array of strings. Example - ['t-shirt','summer-sale'].";
  // documented for uploads; that the other endpoints refuse it too is a choice
  if (tags.some(tag => tag.includes('%')))
    return 'Your request contains invalid value for tags parameter. % is not allowed in tags.';
  return lengthProblem(tags);
}

/** Whether the limit counts the request's tags or those that a file would have is not documented; its message speaks of the request's. */
export function lengthProblem(tags: readonly string[]): string | undefined {
  if (tags.join('').length <= MAXIMUM_LENGTH) return undefined;
  return 'Your request contains invalid value for tags parameter. Combined length of all tags should be less than or equal to 500.';
}

const MAXIMUM_LENGTH = 500;
