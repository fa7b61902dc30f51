import type { FileFixture } from './sampleFile';

/** Files whose ids come from the services' documentation, so that its examples work here as they are printed. */
export function documentedFixtures(): readonly FileFixture[] {
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

/** What a colleague keeps. It isn't shared with the user: an application link or a public link opens it. */
export function colleagueFixtures(): readonly FileFixture[] {
  const owner = 'colleague';
  return [
    // the file of the example with an application link in Oracle's documentation of Set File Tags
    {
      path: `${colleagueFolder}/partner-banner.jpg`,
      oracleId: 'DED694950C14AFF280419F9AB5D17B95F47087F4E518',
      tags: ['partner'],
      subject: 'banner',
      color: 'plum',
      owner,
    },
    { path: `${colleagueFolder}/partner-logo.png`, tags: ['partner', 'logo'], subject: 'logo', color: 'coral', owner },
    { path: `${colleagueFolder}/terms.pdf`, tags: [], subject: 'document', color: 'grey', owner },
  ];
}

/** What application links and public links open. */
export const colleagueFolder = '/Partner Campaign';

/** Oracle Content's folders have tags too, and what they hold inherits them. */
export const folderTags: Readonly<Record<string, readonly string[]>> = {
  '/products': ['catalog'],
  '/products/mugs': ['kitchen'],
  '/blog': ['editorial'],
  '/brand': ['brand'],
  [colleagueFolder]: ['partner-2026'],
};

/** Files that refuse every edit of their tags, so that a partial success can be seen. */
export const lockedIds: readonly string[] = ['5fc1c55efe355febddcda3d1', '3e21880d5efe355febd4bccx'];
