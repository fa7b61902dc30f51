import type { Canvas } from './canvas';
import { chair, lamp, plant } from './home';
import { city, landscape } from './outdoors';
import type { Palette } from './palette';
import { banner, document, film, logo, poster } from './prints';
import type { Subject } from './subject';
import { mug, shirt } from './wares';

/** Paints a whole picture of 320 by 240 pixels. */
export type Scene = (canvas: Canvas, colors: Palette, variant: number) => void;

export const SCENES: Readonly<Record<Subject, Scene>> = {
  mug,
  shirt,
  poster,
  chair,
  plant,
  lamp,
  landscape,
  city,
  logo,
  banner,
  document,
  film,
};
