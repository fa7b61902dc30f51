import type { Color } from '../picture/pictures';
import type { FileFixture } from './sampleFile';

/** What a small shop sells, seen from several sides. Some files have no tags, and some tags that mean the same are spelt in several ways. */
export function productFixtures(): readonly FileFixture[] {
  return [...mugs(), ...shirts(), ...posters(), ...furniture()];
}

/** The pictures of its sales. */
export function campaignFixtures(): readonly FileFixture[] {
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

function mugs(): readonly FileFixture[] {
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

function shirts(): readonly FileFixture[] {
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

function posters(): readonly FileFixture[] {
  return product(['coral', 'navy', 'sand', 'plum', 'green'], ['sunrise', 'waves', 'arches', 'moon'], (color, view, number) => ({
    path: `/products/posters/poster-${view}-${color}.${number % 3 === 0 ? 'png' : 'webp'}`,
    tags: untagged(number) ? [] : ['poster', view, number % 2 === 0 ? 'wall-art' : 'wall art'],
    customMetadata: { brand: 'Fjord', color },
    subject: 'poster',
    color,
  }));
}

function furniture(): readonly FileFixture[] {
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

function product<V>(
  colors: readonly Color[],
  views: readonly V[],
  make: (color: Color, view: V, number: number) => FileFixture,
): readonly FileFixture[] {
  return colors.flatMap((color, row) => views.map((view, column) => make(color, view, row * views.length + column)));
}

function untagged(number: number): boolean {
  return number % 8 === 6;
}
