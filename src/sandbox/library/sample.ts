import { catalogue, colleagueCatalogue, FOLDER_TAGS } from './catalogue';
import { complete } from './complete';
import { Library } from './library';
import type { Sketch } from './sketch';
import { stock } from './stock';

/** How many files the sample library has unless more or fewer are asked for. */
export const SAMPLE_SIZE = 240;

/**
 * A library with this many files of the user's (and a few of a colleague's), the same ones in every run.
 * @param also files on top of these, which take the place of any with their id
 */
export function sampleLibrary(count: number, also: readonly Sketch[] = []): Library {
  const own = catalogue();
  const sketches = [...own.slice(0, count), ...stock(Math.max(0, count - own.length)), ...colleagueCatalogue()];
  const added = also.map(complete);
  const taken = new Set(added.map(({ id }) => id));
  const files = [...sketches.map(complete).filter(({ id }) => !taken.has(id)), ...added];
  return new Library(
    files.sort((one, other) => one.createdAt - other.createdAt),
    FOLDER_TAGS,
  );
}
