import type { Color, Subject } from '../picture/pictures';
import { frames, hex, oracleIdOf } from './fixtureFile';
import type { SampleFile } from './sampleFile';
import { distinct } from './sampleFile';
import { scramble } from './seededRandom';

/**
 * As many more files as a test or a trial needs, numbered from 0. Each follows from its number alone, so that none is kept: a file is
 * made when it is looked at.
 */
export interface GeneratedFiles {
  readonly count: number;
  /** In the order of their files. */
  readonly folders: readonly GeneratedFolder[];
  file(number: number): SampleFile;
  /** The number of the file with this id, if there is one. */
  numberOf(id: string): number | undefined;
  numberOfPath(path: string): number | undefined;
}

export interface GeneratedFolder {
  readonly path: string;
  /** The number of its first file, and of the first that is in it no more. */
  readonly from: number;
  readonly to: number;
}

/**
 * @param folderCount how many folders hold them; one for 500 files unless told
 * @param distinctTags how many tags they have together beside those for what they show: each file has one to four of these, a few of
 *   which are on many files and most on few
 */
export function generatedFiles(count: number, folderCount = Math.ceil(count / 500), distinctTags = 0): GeneratedFiles {
  const filled = Math.min(count, Math.max(1, folderCount));
  const perFolder = Math.ceil(count / filled);
  const perYear = Math.max(20, Math.ceil(filled / 10));
  const folderAt = (index: number) => `/stock/${2012 + Math.floor(index / perYear)}/${String(index).padStart(4, '0')}`;
  // the last ones may have nothing left to hold
  const folders = Array.from({ length: count === 0 ? 0 : Math.ceil(count / perFolder) }, (_, index) => ({
    path: folderAt(index),
    from: index * perFolder,
    to: Math.min(count, (index + 1) * perFolder),
  }));
  const words = Array.from({ length: distinctTags }, (_, index) => word(index));
  const file = (number: number) => fileOf(number, folders[Math.floor(number / perFolder)]?.path ?? '/', words);
  const known = (number: number, isIt: (file: SampleFile) => boolean) =>
    number >= 0 && number < count && isIt(file(number)) ? number : undefined;
  return {
    count,
    folders,
    file,
    numberOf: id => known(Math.floor((parseInt(id.slice(0, 8), 16) - firstMinute / 1000) / 60), found => found.id === id),
    numberOfPath: path => known(Number(/-(\d+)\.jpg$/.exec(path)?.[1] ?? -1), found => found.path === path),
  };
}

/** One a minute, all of them before the first of the sample shop's. */
const firstMinute = Date.UTC(2012, 0, 1);

const subjects: readonly Subject[] = ['mug', 'shirt', 'poster', 'chair', 'plant', 'lamp', 'landscape', 'city'];
const colors: readonly Color[] = ['blue', 'red', 'green', 'white', 'yellow', 'navy', 'coral', 'mint', 'sand', 'plum'];
const moods = ['calm', 'bright', 'studio', 'outdoor', 'minimal', 'vintage', 'macro', 'wide'];

function fileOf(number: number, folder: string, words: readonly string[]): SampleFile {
  const chance = scramble(number, 1);
  const more = scramble(number, 2);
  const subject = part(subjects, chance & 0xff);
  const color = part(colors, (chance >>> 8) & 0xff);
  const name = `${subject}-${String(number).padStart(6, '0')}.jpg`;
  const createdAt = firstMinute + number * 60_000 + (more % 59_000);
  const id = hex(Math.floor(createdAt / 1000)) + hex(more) + hex(chance);
  const [width, height] = part(frames, (chance >>> 16) & 0xf);
  const own = (chance >>> 20) % 10 === 0 ? [] : [subject, color, part(moods, more >>> 28)];
  const tags = words.length === 0 ? own : distinct([...own, ...someOf(words, number)]);
  return {
    kind: 'file',
    id,
    oracleId: oracleIdOf('D', id),
    name,
    path: `${folder}/${name}`,
    folder,
    owner: 'user',
    format: 'jpg',
    mime: 'image/jpeg',
    isImage: true,
    isPrivate: false,
    size: 38_000 + (chance % 2_862_000),
    dimensions: { width, height, hasAlpha: false },
    duration: undefined,
    createdAt,
    updatedAt: createdAt + (more % 20) * 3_600_000,
    tags,
    oracleTags: tags,
    aiTags:
      (more >>> 20) % 5 === 0 ? [{ name: 'Photograph', confidence: 71 + (chance % 28), source: 'google-auto-tagging' }] : [],
    isPublished: true,
    description: null,
    customCoordinates: null,
    customMetadata: {},
    embeddedMetadata: {},
    picture: { subject, color },
  };
}

/** One so that each word is on some file, and up to three of which the first words are the likeliest. */
function someOf(words: readonly string[], number: number): readonly string[] {
  const found = [part(words, number)];
  for (let more = scramble(number, 3) % 4; more > 0; more--)
    found.push(part(words, Math.floor(words.length * (scramble(number, 3 + more) / 0x100000000) ** 3)));
  return found;
}

/** The word with this number; no two are the same. Every 97th differs from the one before in nothing but its case. */
function word(index: number): string {
  if (index % 97 === 96) return word(index - 1).toUpperCase();
  const round = Math.floor(index / (adjectives.length * nouns.length));
  const plain = `${part(adjectives, index)}-${part(nouns, Math.floor(index / adjectives.length))}`;
  return round === 0 ? plain : `${plain}-${round + 1}`;
}

const adjectives = (
  'amber autumn bold bright calm classic clear coastal cool cosy crisp deep early earthy elegant festive fine floral fresh gentle ' +
  'golden grand green handmade happy heavy hidden humble icy indigo ivory joyful kind large late light limited little lively local ' +
  'long loud lunar mellow misty modern muted narrow natural new noble northern olive open organic pale pastel plain playful polished ' +
  'pure quiet rare raw rich rough round royal rustic sandy silent silver simple slow small smooth soft solar spring striped subtle ' +
  'summer sunny sweet tall thin tidy tiny urban vivid warm western white wide wild winter wooden young'
).split(' ');
const nouns = (
  'accent album apron arch avenue balcony banner basket bay beach bench blanket blossom border bottle bouquet bowl box bridge brush ' +
  'bundle cabin candle canvas carpet castle ceiling cellar centre chapter charm clay cliff cloud coast collection corner cotton ' +
  'courtyard craft cup curtain desk detail dish door'
).split(' ');

function part<T>(items: readonly T[], number: number): T {
  return items[number % items.length] as T;
}
