import type { Color } from '../picture/pictures';
import { BLOG, BRAND, DOCUMENTS, ODD_NAMES, VIDEOS } from './titles';
import type { Sketch } from './sketch';

/**
 * The sample library: what a small shop keeps with its media service. It has what a library has after some years: files
 * without tags, and tags that mean the same and are spelt in several ways.
 */
export function catalogue(): readonly Sketch[] {
  return [
    ...named(),
    ...mugs(),
    ...shirts(),
    ...posters(),
    ...furniture(),
    ...BLOG.map(story),
    ...BRAND,
    ...campaigns(),
    ...DOCUMENTS,
    ...VIDEOS,
    ...ODD_NAMES,
  ];
}

/** What a colleague keeps. It isn't shared with the user: an application link or a public link opens it. */
export function colleagueCatalogue(): readonly Sketch[] {
  const owner = 'colleague';
  const folder = '/Partner Campaign';
  return [
    // the file of the example with an application link in Oracle's documentation of Set File Tags
    {
      path: `${folder}/partner-banner.jpg`,
      oracleId: 'DED694950C14AFF280419F9AB5D17B95F47087F4E518',
      tags: ['partner'],
      subject: 'banner',
      color: 'plum',
      owner,
    },
    { path: `${folder}/partner-logo.png`, tags: ['partner', 'logo'], subject: 'logo', color: 'coral', owner },
    { path: `${folder}/terms.pdf`, tags: [], subject: 'document', color: 'grey', owner },
  ];
}

/** Oracle Content's folders have tags too, and what they hold inherits them. */
export const FOLDER_TAGS: Readonly<Record<string, readonly string[]>> = {
  '/products': ['catalog'],
  '/products/mugs': ['kitchen'],
  '/blog': ['editorial'],
  '/brand': ['brand'],
  '/Partner Campaign': ['partner-2026'],
};

/** Files that refuse every edit of their tags, so that a partial success can be seen. */
export const LOCKED: readonly string[] = ['5fc1c55efe355febddcda3d1', '3e21880d5efe355febd4bccx'];

/** Files whose ids come from the services' documentation, so that its examples work here as they are printed. */
function named(): readonly Sketch[] {
  return [
    {
      path: '/products/mug-blue.jpg',
      id: '598821f949c0a938d57563bd',
      tags: ['kitchen', 'mug', 'blue'],
      aiTags: ['Cup', 'Tableware'],
      customMetadata: { brand: 'Northwind', color: 'blue' },
      subject: 'mug',
      color: 'blue',
    },
    {
      path: '/products/mug-red.jpg',
      id: '598821f949c0a938d57563be',
      tags: ['kitchen', 'mug', 'red'],
      aiTags: ['Cup'],
      customMetadata: { brand: 'Northwind', color: 'red' },
      subject: 'mug',
      color: 'red',
    },
    {
      path: '/products/shirt-coral.jpg',
      id: '5e21880d5efe355febd4bccd',
      tags: ['t-shirt', 'round-neck', 'sale2019'],
      aiTags: ['Shirt', 'Sleeve'],
      subject: 'shirt',
      color: 'coral',
    },
    {
      path: '/products/chair-mint.jpg',
      id: '5e1c13c1c55ec3437c451403',
      tags: ['chair', 'home'],
      subject: 'chair',
      color: 'mint',
    },
    {
      path: '/products/plant-monstera.jpg',
      id: '5f4abf6fae77ae7f0acda3d1',
      tags: [],
      aiTags: ['Houseplant', 'Leaf'],
      subject: 'plant',
      color: 'sand',
    },
    {
      path: '/products/lamp-yellow.jpg',
      id: '5f207bd1bd2741182ceadd55',
      tags: ['lamp', 'home', 'new'],
      subject: 'lamp',
      color: 'yellow',
    },
    {
      path: '/documents/price-list-2026.pdf',
      oracleId: 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518',
      tags: ['prices', '2026'],
      subject: 'document',
      color: 'blue',
    },
    {
      path: '/documents/travel-notes.pdf',
      oracleId: 'D3C1C1F319CFE6B102095C5DT0000000000100000001',
      tags: ['personal', 'work'],
      subject: 'document',
      color: 'green',
    },
    {
      path: '/brand/archive/wordmark-2019-locked.ai',
      id: '5fc1c55efe355febddcda3d1',
      tags: ['brand', 'archive'],
      subject: 'logo',
      color: 'grey',
    },
    {
      path: '/brand/archive/emblem-2017-locked.ai',
      id: '3e21880d5efe355febd4bccx',
      tags: ['brand', 'archive', 'logo'],
      subject: 'logo',
      color: 'sand',
    },
  ];
}

function mugs(): readonly Sketch[] {
  return product(
    ['white', 'black', 'green', 'yellow', 'navy', 'coral'],
    ['front', 'side', 'handle', 'table'],
    (color, view, number) => ({
      path: `/products/mugs/mug-${color}-${view}.jpg`,
      tags: untagged(number) ? [] : [number % 5 === 2 ? 'mugs' : 'mug', color, ...(view === 'table' ? ['lifestyle'] : [])],
      aiTags: number % 2 === 0 ? ['Cup', 'Drinkware'] : [],
      customMetadata: { brand: 'Northwind', color },
      subject: 'mug',
      color,
    }),
  );
}

function shirts(): readonly Sketch[] {
  return product(
    ['white', 'black', 'navy', 'red', 'green', 'mint', 'grey', 'plum'],
    ['front', 'back', 'folded', 'detail'],
    (color, view, number) => ({
      path: `/products/t-shirts/t-shirt-${color}-${view}.jpg`,
      tags: untagged(number)
        ? []
        : [
            number % 7 === 3 ? 'tshirt' : number % 11 === 5 ? 'T-Shirt' : 't-shirt',
            color,
            number % 3 === 0 ? 'round-neck' : 'v-neck',
            ...(number % 4 === 1 ? ['sale'] : []),
          ],
      aiTags: view === 'front' ? ['Shirt', 'Sleeve', 'Clothing'] : [],
      customMetadata: { brand: number % 2 === 0 ? 'Northwind' : 'Fjord', color },
      subject: 'shirt',
      color,
    }),
  );
}

function posters(): readonly Sketch[] {
  return product(['coral', 'navy', 'sand', 'plum', 'green'], ['sunrise', 'waves', 'arches', 'moon'], (color, view, number) => ({
    path: `/products/posters/poster-${view}-${color}.${number % 3 === 0 ? 'png' : 'webp'}`,
    tags: untagged(number) ? [] : ['poster', view, number % 2 === 0 ? 'wall-art' : 'wall art'],
    customMetadata: { brand: 'Fjord', color },
    subject: 'poster',
    color,
  }));
}

function furniture(): readonly Sketch[] {
  const chairs = product(
    ['sand', 'navy', 'green', 'red', 'yellow'],
    ['front', 'side', 'room', 'detail'],
    (color, view, number) => ({
      path: `/products/chairs/chair-${color}-${view}.jpg`,
      tags: untagged(number) ? [] : ['chair', color, number % 4 === 0 ? 'chairs' : 'furniture'],
      aiTags: view === 'room' ? ['Chair', 'Furniture', 'Interior design'] : [],
      subject: 'chair',
      color,
    }),
  );
  const plants = product(['white', 'coral', 'navy', 'yellow'], ['fern', 'ficus', 'cactus'], (color, view, number) => ({
    path: `/products/plants/${view}-${color}-pot.jpg`,
    tags: untagged(number) ? [] : [number % 3 === 0 ? 'plants' : 'plant', view],
    aiTags: ['Houseplant', 'Flowerpot'],
    subject: 'plant',
    color,
  }));
  const lamps = product(['mint', 'black', 'coral'], ['desk', 'floor'], (color, view) => ({
    path: `/products/lamps/${view}-lamp-${color}.jpg`,
    tags: ['lamp', view, color],
    subject: 'lamp',
    color,
  }));
  return [...chairs, ...plants, ...lamps];
}

function campaigns(): readonly Sketch[] {
  return (['summer', 'winter'] as const).flatMap(season =>
    product(['coral', 'blue', 'yellow', 'mint', 'plum', 'green'], ['hero', 'story'], (color, view, number) => ({
      path: `/campaigns/${season}-sale/${view}-${color}.jpg`,
      tags: untagged(number)
        ? []
        : [number % 4 === 2 ? `${season} sale` : `${season}-sale`, 'campaign', ...(view === 'hero' ? ['banner'] : [])],
      customMetadata: { season },
      subject: 'banner',
      color,
    })),
  );
}

function story({ year, title, tags }: (typeof BLOG)[number], number: number): Sketch {
  const subject = tags.includes('city') ? 'city' : 'landscape';
  const color = (['blue', 'coral', 'green', 'plum', 'yellow'] as const)[number % 5] ?? 'blue';
  const createdAt = Date.UTC(year, (number % 10) + (year === 2026 ? 0 : 1), 3 + (number % 24), 8, number);
  return {
    path: `/blog/${year}/${title}.jpg`,
    tags,
    createdAt,
    aiTags: number % 3 === 0 ? ['Sky', 'Nature'] : [],
    subject,
    color,
  };
}

function product<V>(
  colors: readonly Color[],
  views: readonly V[],
  make: (color: Color, view: V, number: number) => Sketch,
): readonly Sketch[] {
  return colors.flatMap((color, row) => views.map((view, column) => make(color, view, row * views.length + column)));
}

function untagged(number: number): boolean {
  return number % 8 === 6;
}
