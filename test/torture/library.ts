import { sameTags } from '../../src/core/model/tags';
import type { ServiceId } from '../../src/core/model/connection';
import { pick, some } from '../support/random';

const words = [
  'sale',
  'mug',
  'new',
  'blue',
  'قهوة',
  '🎉',
  'a "b"',
  "it's",
  `long ${'-'.repeat(115)}`,
  `longer ${'-'.repeat(193)}`,
  'top 10',
];

/** What the server holds: the truth that every ledger is compared with. */
export class Library {
  readonly files = new Map<string, readonly string[]>();

  static random(random: () => number, service: ServiceId, size: number): Library {
    const library = new Library();
    const sets = Array.from({ length: 1 + Math.floor(random() * 12) }, () => randomTags(random));
    for (let index = 0; index < size; index++) {
      library.files.set(fileId(service, index), random() < 0.8 ? pick(random, sets) : randomTags(random));
    }
    return library;
  }

  copy(): ReadonlyMap<string, readonly string[]> {
    return new Map(this.files);
  }
}

/** Ids from the library's end on are nobody's. */
export function fileId(service: ServiceId, index: number): string {
  const hex = (index + 1).toString(16).padStart(24, '0');
  return service === 'imagekit' ? hex : `D${hex.toUpperCase().padStart(43, '0')}`;
}

export function randomTags(random: () => number): readonly string[] {
  return some(random, words, 4);
}

export function holds(library: Library, id: string, tags: readonly string[] | undefined): boolean {
  const held = library.files.get(id);
  return held !== undefined && tags !== undefined && sameTags(held, tags);
}
