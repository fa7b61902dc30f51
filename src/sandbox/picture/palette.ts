import type { Rgb } from './canvas';
import { mixed } from './canvas';
import type { Color } from './subject';

/** The colours of a picture: those of the thing itself and those of what is around it. */
export interface Palette {
  readonly main: Rgb;
  readonly dark: Rgb;
  readonly light: Rgb;
  readonly skyTop: Rgb;
  readonly skyBottom: Rgb;
}

export function palette(color: Color): Palette {
  const { main, around } = COLORS[color];
  return {
    main,
    dark: mixed(main, 0x1b1f3b, 0.28),
    light: mixed(main, 0xffffff, 0.35),
    skyTop: mixed(around, 0xffffff, 0.35),
    skyBottom: mixed(around, 0xffffff, 0.72),
  };
}

// what is around a thing leans towards the colour that lets it stand out
const COLORS: Readonly<Record<Color, { readonly main: Rgb; readonly around: Rgb }>> = {
  blue: { main: 0x3d7fd9, around: 0xf5cfa0 },
  red: { main: 0xd8483e, around: 0xa9d3d6 },
  green: { main: 0x4a9d6e, around: 0xf3d7b4 },
  black: { main: 0x353a47, around: 0xc3cad6 },
  white: { main: 0xf7f4ee, around: 0x8fb7c9 },
  yellow: { main: 0xf2b83a, around: 0xa6c1e4 },
  navy: { main: 0x2b4478, around: 0xf0c3ae },
  coral: { main: 0xf47e68, around: 0xa8d8cf },
  mint: { main: 0x79c7ac, around: 0xf2bfb3 },
  sand: { main: 0xd9b98a, around: 0xa3b9d4 },
  grey: { main: 0x8d96a5, around: 0xe9d6c0 },
  plum: { main: 0x8a528f, around: 0xf1ce9f },
};
