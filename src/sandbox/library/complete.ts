import type { AiTag, SampleFile } from './file';
import { lastName, parent } from './file';
import { assetId, oracleId } from './identity';
import { between, pick, seeded } from './random';
import type { Random } from './random';
import type { Sketch } from './sketch';

/** The whole file that a sketch stands for. The same sketch gives the same file in every run. */
export function complete(sketch: Sketch): SampleFile {
  const random = seeded(sketch.path);
  const name = lastName(sketch.path);
  const format = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const { mime, kind } = FORMATS[format] ?? { mime: 'application/octet-stream', kind: 'other' };
  const createdAt = sketch.createdAt ?? between(random, Date.UTC(2022, 0, 4), Date.UTC(2026, 9, 30));
  const id = sketch.id ?? assetId(sketch.path, createdAt);
  const dimensions = kind === 'image' || kind === 'video' ? frame(random, kind, format) : undefined;
  return {
    kind: 'file',
    id,
    oracleId: sketch.oracleId ?? oracleId('D', id),
    name,
    path: sketch.path,
    folder: parent(sketch.path),
    owner: sketch.owner ?? 'user',
    format,
    mime,
    isImage: kind === 'image',
    isPrivate: sketch.isPrivate ?? false,
    size: between(random, ...SIZES[kind]),
    dimensions,
    duration: kind === 'video' ? between(random, 8, 190) : undefined,
    createdAt,
    updatedAt: createdAt + between(random, 0, 20) * 3_600_000,
    tags: sketch.tags,
    oracleTags: sketch.tags.filter(tag => !tag.includes(',')),
    aiTags: (sketch.aiTags ?? []).map(tag => aiTag(random, tag)),
    isPublished: true,
    description: null,
    customCoordinates: null,
    customMetadata: sketch.customMetadata ?? {},
    picture: { subject: sketch.subject, color: sketch.color },
  };
}

type Kind = 'image' | 'video' | 'other';

const FORMATS: Readonly<Record<string, { readonly mime: string; readonly kind: Kind }>> = {
  jpg: { mime: 'image/jpeg', kind: 'image' },
  png: { mime: 'image/png', kind: 'image' },
  webp: { mime: 'image/webp', kind: 'image' },
  svg: { mime: 'image/svg+xml', kind: 'image' },
  pdf: { mime: 'application/pdf', kind: 'other' },
  ai: { mime: 'application/postscript', kind: 'other' },
  mp4: { mime: 'video/mp4', kind: 'video' },
};

const SIZES: Readonly<Record<Kind, readonly [number, number]>> = {
  image: [38_000, 2_900_000],
  video: [4_000_000, 96_000_000],
  other: [12_000, 8_000_000],
};

const FRAMES: readonly [Frame, ...Frame[]] = [
  [1600, 1200],
  [2400, 1600],
  [1200, 1200],
  [3000, 2000],
  [1080, 1350],
];

type Frame = readonly [width: number, height: number];

function frame(random: Random, kind: 'image' | 'video', format: string): SampleFile['dimensions'] {
  if (kind === 'video') return { width: 1920, height: 1080, hasAlpha: false };
  const [width, height] = pick(random, FRAMES);
  return { width, height, hasAlpha: format === 'png' || format === 'svg' };
}

function aiTag(random: Random, name: string): AiTag {
  return {
    name,
    confidence: between(random, 7100, 9900) / 100,
    source: random() < 0.7 ? 'google-auto-tagging' : 'aws-auto-tagging',
  };
}
