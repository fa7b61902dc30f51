import type { AiTag, FileFixture, SampleFile } from './sampleFile';
import { baseName, parentPath } from './sampleFile';
import type { Random } from './seededRandom';
import { between, hash, pick, seeded } from './seededRandom';

/** The whole file that a fixture stands for. The same fixture gives the same file in every run. */
export function fileOfFixture(fixture: FileFixture): SampleFile {
  const random = seeded(fixture.path);
  const name = baseName(fixture.path);
  const format = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const { mime, kind } = formats[format] ?? { mime: 'application/octet-stream', kind: 'other' };
  const createdAt = fixture.createdAt ?? between(random, Date.UTC(2022, 0, 4), Date.UTC(2026, 9, 30));
  const id = fixture.id ?? assetId(fixture.path, createdAt);
  const dimensions = kind === 'image' || kind === 'video' ? dimensionsOf(random, kind, format) : undefined;
  return {
    kind: 'file',
    id,
    oracleId: fixture.oracleId ?? oracleIdOf('D', id),
    name,
    path: fixture.path,
    folder: parentPath(fixture.path),
    owner: fixture.owner ?? 'user',
    format,
    mime,
    isImage: kind === 'image',
    isPrivate: fixture.isPrivate ?? false,
    size: between(random, ...sizes[kind]),
    dimensions,
    duration: kind === 'video' ? between(random, 8, 190) : undefined,
    createdAt,
    updatedAt: createdAt + between(random, 0, 20) * 3_600_000,
    tags: fixture.tags,
    oracleTags: fixture.tags.filter(tag => !tag.includes(',')),
    aiTags: (fixture.aiTags ?? []).map(tag => aiTag(random, tag)),
    isPublished: true,
    description: null,
    customCoordinates: null,
    customMetadata: fixture.customMetadata ?? {},
    embeddedMetadata: fixture.embeddedMetadata ?? {},
    picture: { subject: fixture.subject, color: fixture.color },
  };
}

/**
 * The id that ImageKit would give a file or folder: 24 hex digits, as in every example of its documentation, of which
 * the first eight tell the second of creation.
 */
export function assetId(path: string, createdAt: number): string {
  return hex(Math.floor(createdAt / 1000)) + hex(hash(path)) + hex(hash(path, 0x9747b28c));
}

export function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

/** Oracle Content's id for the same thing: files begin with D and folders with F in its documentation's examples. */
export function oracleIdOf(letter: 'D' | 'F', id: string): string {
  return letter + id.toUpperCase() + oracleTail;
}

/** What `oracleIdOf` was made from. */
export function idOfOracleId(oracleId: string): string {
  return oracleId.slice(1, -oracleTail.length).toLowerCase();
}

// the examples of Oracle's documentation share a tail; 24 + 19 digits make their length
const oracleTail = '5D17B95F47087F4E518';

type Kind = 'image' | 'video' | 'other';

const formats: Readonly<Record<string, { readonly mime: string; readonly kind: Kind }>> = {
  jpg: { mime: 'image/jpeg', kind: 'image' },
  png: { mime: 'image/png', kind: 'image' },
  webp: { mime: 'image/webp', kind: 'image' },
  svg: { mime: 'image/svg+xml', kind: 'image' },
  pdf: { mime: 'application/pdf', kind: 'other' },
  ai: { mime: 'application/postscript', kind: 'other' },
  mp4: { mime: 'video/mp4', kind: 'video' },
};

const sizes: Readonly<Record<Kind, readonly [number, number]>> = {
  image: [38_000, 2_900_000],
  video: [4_000_000, 96_000_000],
  other: [12_000, 8_000_000],
};

type Frame = readonly [width: number, height: number];

export const frames: readonly [Frame, ...Frame[]] = [
  [1600, 1200],
  [2400, 1600],
  [1200, 1200],
  [3000, 2000],
  [1080, 1350],
];

function dimensionsOf(random: Random, kind: 'image' | 'video', format: string): SampleFile['dimensions'] {
  if (kind === 'video') return { width: 1920, height: 1080, hasAlpha: false };
  const [width, height] = pick(random, frames);
  return { width, height, hasAlpha: format === 'png' || format === 'svg' };
}

function aiTag(random: Random, name: string): AiTag {
  return {
    name,
    confidence: between(random, 7100, 9900) / 100,
    source: random() < 0.7 ? 'google-auto-tagging' : 'aws-auto-tagging',
  };
}
