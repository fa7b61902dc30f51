import { Canvas } from './canvas';
import { palette } from './palette';
import { SCENES } from './scenes';
import type { Color, Subject } from './subject';

/** Draws the pictures of the library when they are first asked for, and keeps them: files that look alike share one. */
export class Pictures {
  readonly #kept = new Map<string, Buffer>();

  /** A PNG. `variant` tells apart files with the same subject and colour. */
  picture(subject: Subject, color: Color, variant: number): Buffer {
    const key = `${subject} ${color} ${variant % VARIANTS}`;
    const picture = this.#kept.get(key) ?? draw(subject, color, variant % VARIANTS);
    this.#kept.set(key, picture);
    return picture;
  }
}

const WIDTH = 320;
const HEIGHT = 240;
const VARIANTS = 4;

function draw(subject: Subject, color: Color, variant: number): Buffer {
  const canvas = new Canvas(WIDTH, HEIGHT);
  SCENES[subject](canvas, palette(color), variant);
  return canvas.png();
}
