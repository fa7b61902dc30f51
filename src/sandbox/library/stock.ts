import type { Color, Subject } from '../picture/pictures';
import { between, pick, seeded } from './random';
import type { Sketch } from './sketch';

/** As many more files as asked for, in folders of 500, for a library as large as a test or a trial needs. */
export function stock(count: number): readonly Sketch[] {
  const random = seeded('stock');
  return Array.from({ length: count }, (_, number) => {
    const subject = pick(random, SUBJECTS);
    const color = pick(random, COLORS);
    const folder = `/stock/${2012 + Math.floor(number / 10_000)}/${String(Math.floor(number / FOLDER_SIZE)).padStart(4, '0')}`;
    return {
      path: `${folder}/${subject}-${String(number).padStart(6, '0')}.jpg`,
      tags: random() < 0.1 ? [] : [subject, color, pick(random, MOODS)],
      createdAt: Date.UTC(2012, 0, 1) + number * 60_000 + between(random, 0, 59_000),
      aiTags: random() < 0.2 ? ['Photograph'] : [],
      subject,
      color,
    };
  });
}

const FOLDER_SIZE = 500;
const SUBJECTS: readonly [Subject, ...Subject[]] = ['mug', 'shirt', 'poster', 'chair', 'plant', 'lamp', 'landscape', 'city'];
const COLORS: readonly [Color, ...Color[]] = ['blue', 'red', 'green', 'white', 'yellow', 'navy', 'coral', 'mint', 'sand', 'plum'];
const MOODS: readonly [string, ...string[]] = ['calm', 'bright', 'studio', 'outdoor', 'minimal', 'vintage', 'macro', 'wide'];
