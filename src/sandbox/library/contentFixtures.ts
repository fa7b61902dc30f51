import type { Color } from '../picture/pictures';
import type { FileFixture } from './sampleFile';

/** The blog's pictures, by year. */
export function blogFixtures(): readonly FileFixture[] {
  return stories.map(pictureOfStory);
}

const stories: readonly { readonly year: number; readonly title: string; readonly tags: readonly string[] }[] = [
  ...storiesOf(
    2022,
    [
      'opening-the-shop',
      'a-walk-by-the-lake',
      'how-we-glaze',
      'autumn-market',
      'first-snow',
      'harbour-lights',
      'the-old-mill',
      'studio-cat',
    ],
    ['blog'],
  ),
  ...storiesOf(
    2023,
    [
      'morning-in-the-alps',
      'clay-from-the-valley',
      'city-at-dawn',
      'spring-colours',
      'the-print-room',
      'rooftops',
      'forest-trail',
      'night-train',
    ],
    ['blog', 'travel'],
  ),
  ...storiesOf(
    2024,
    ['lisbon-in-a-day', 'dunes', 'the-long-table', 'weekend-in-oslo', 'quiet-coast', 'green-rooms', 'the-weaver', 'summer-rain'],
    ['blog', 'Travel'],
  ),
  ...storiesOf(
    2025,
    [
      'desert-bloom',
      'a-house-of-wood',
      'city-of-bridges',
      'slow-coffee',
      'ridge-line',
      'paper-and-ink',
      'evening-swim',
      'last-light',
    ],
    ['blog', 'story'],
  ),
  ...storiesOf(
    2026,
    [
      'new-year-new-shelf',
      'fog-over-the-bay',
      'city-gardens',
      'the-orchard',
      'blue-hour',
      'northern-road',
      'tide-pools',
      'harvest',
    ],
    [],
  ),
];

export const brandFixtures: readonly FileFixture[] = [
  ...(['blue', 'black', 'white', 'coral', 'green', 'plum'] as const).flatMap(color => [
    logo(`/brand/logo-${color}.svg`, color, ['logo', 'brand']),
    logo(`/brand/logo-${color}.png`, color, color === 'plum' ? [] : ['logo', 'Brand']),
  ]),
  logo('/brand/icon-16.png', 'blue', ['icon']),
  logo('/brand/icon-64.png', 'blue', ['icon']),
  logo('/brand/icon-512.png', 'blue', ['icons']),
  logo('/brand/archive/logo-2018.ai', 'grey', ['logo', 'archive']),
  logo('/brand/archive/logo-2021.ai', 'navy', []),
];

export const documentFixtures: readonly FileFixture[] = [
  ...documents(
    'invoices',
    ['invoice-2026-01', 'invoice-2026-02', 'invoice-2026-03', 'invoice-2026-04', 'invoice-2026-05'],
    ['invoice', '2026'],
    true,
  ),
  ...documents('manuals', ['chair-assembly', 'lamp-safety', 'plant-care', 'mug-care'], ['manual'], false),
  ...documents('press', ['press-kit-2024', 'press-kit-2025', 'press-kit-2026', 'founders'], ['press'], false),
  ...documents('contracts', ['photographer', 'printer'], [], true),
];

export const videoFixtures: readonly FileFixture[] = [
  'throwing-a-mug',
  'printing-a-poster',
  'building-a-chair',
  'shop-tour',
  'summer-sale-teaser',
  'summer-sale-spot',
  'plant-care-101',
  'lamp-unboxing',
  'interview-weaver',
  'drone-coast',
  'team-2025',
  'team-2026',
].map((title, number): FileFixture => ({
  path: `/video/${title}.mp4`,
  tags: number % 5 === 4 ? [] : ['video', ...(title.startsWith('summer-sale') ? ['summer-sale'] : [])],
  subject: 'film',
  color: (['plum', 'blue', 'green', 'coral'] as const)[number % 4] ?? 'plum',
}));

/** Names as people really have them, and as programs like to trip over. */
export const oddNameFixtures: readonly FileFixture[] = [
  odd('café menu (final) v2.jpg', ['menu', 'café'], 'poster', 'coral'),
  odd('🌻 sunflower.png', ['🌻', 'plant'], 'plant', 'yellow'),
  odd('שלט חנות.jpg', ['שלט'], 'banner', 'blue'),
  odd('قائمة الأسعار.pdf', [], 'document', 'green'),
  odd('東京の夜.jpg', ['東京', '夜景'], 'city', 'plum'),
  odd('Ivan\'s "best" mug.jpg', ['mug', "Ivan's"], 'mug', 'green'),
  odd('#1 seller, 50 percent off.jpg', ['#1', 'sale, 50 off'], 'banner', 'red'),
  odd('a & b + c = d.png', ['a&b', 'x: y'], 'logo', 'navy'),
];

function storiesOf(year: number, titles: readonly string[], tags: readonly string[]): typeof stories {
  return titles.map((title, number) => ({
    year,
    title,
    tags:
      number === 5
        ? []
        : [
            ...tags,
            ...(/city|roof|lisbon|oslo|harbour|train/.test(title) ? ['city'] : ['nature']),
            ...(number % 4 === 0 ? ['featured'] : []),
          ],
  }));
}

function logo(path: string, color: Color, tags: readonly string[]): FileFixture {
  return { path, tags, subject: 'logo', color };
}

function documents(
  folder: string,
  titles: readonly string[],
  tags: readonly string[],
  isPrivate: boolean,
): readonly FileFixture[] {
  return titles.map((title, number) => ({
    path: `/documents/${folder}/${title}.pdf`,
    tags: number === 3 ? [] : tags,
    subject: 'document',
    color: (['blue', 'grey', 'green', 'coral'] as const)[number % 4] ?? 'blue',
    isPrivate,
  }));
}

function odd(name: string, tags: readonly string[], subject: FileFixture['subject'], color: Color): FileFixture {
  return { path: `/odd names/${name}`, tags, subject, color };
}

function pictureOfStory({ year, title, tags }: (typeof stories)[number], number: number): FileFixture {
  const subject = tags.includes('city') ? 'city' : 'landscape';
  const color = (['blue', 'coral', 'green', 'plum', 'yellow'] as const)[number % 5] ?? 'blue';
  const createdAt = Date.UTC(year, (number % 10) + (year === 2026 ? 0 : 1), 3 + (number % 24), 8, number);
  return {
    path: `/blog/${year}/${title}.jpg`,
    tags,
    createdAt,
    aiTags: number % 3 === 0 ? ['Sky', 'Nature'] : [],
    embeddedMetadata: number % 2 === 0 ? { Make: 'Nikon', Model: 'Z 6', ISO: 100 * (1 + (number % 8)) } : {},
    subject,
    color,
  };
}
