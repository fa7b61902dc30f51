import { blogFixtures, brandFixtures, documentFixtures, oddNameFixtures, videoFixtures } from './contentFixtures';
import { colleagueFixtures, documentedFixtures, folderTags } from './documentedFixtures';
import { fileOfFixture } from './fixtureFile';
import { generatedFiles } from './generatedFiles';
import { MediaLibrary } from './mediaLibrary';
import { campaignFixtures, productFixtures } from './productFixtures';
import type { FileFixture } from './sampleFile';

/** How many files the sample library has unless more or fewer are asked for. */
export const sampleSize = 240;

export interface SampleDataOptions {
  /** How many files the user has. */
  readonly count: number;
  /** How many folders hold those beyond the shop's; one for 500 unless told. */
  readonly folders?: number | undefined;
  /** How many tags those have together beside those for what they show. */
  readonly distinctTags?: number | undefined;
  /** Files on top of these, which take the place of any with their id. */
  readonly also?: readonly FileFixture[] | undefined;
  readonly now?: () => number;
  readonly searchLagMs?: () => number;
}

/**
 * The sample library: what a small shop keeps with its media service, the same in every run; as many more files as are asked for; and a
 * few of a colleague's.
 */
export function sampleLibrary({
  count,
  folders,
  distinctTags,
  also = [],
  now = Date.now,
  searchLagMs = () => 0,
}: SampleDataOptions): MediaLibrary {
  const shop = shopFixtures();
  const added = also.map(fileOfFixture);
  const taken = new Set(added.map(({ id }) => id));
  const files = [...shop.slice(0, count), ...colleagueFixtures()].map(fileOfFixture).filter(({ id }) => !taken.has(id));
  return new MediaLibrary({
    files: [...files, ...added].sort((one, other) => one.createdAt - other.createdAt),
    generated: generatedFiles(Math.max(0, count - shop.length), folders, distinctTags),
    folderTags,
    now,
    searchLagMs,
  });
}

function shopFixtures(): readonly FileFixture[] {
  return [
    ...documentedFixtures(),
    ...productFixtures(),
    ...blogFixtures(),
    ...brandFixtures,
    ...campaignFixtures(),
    ...documentFixtures,
    ...videoFixtures,
    ...oddNameFixtures,
  ];
}
