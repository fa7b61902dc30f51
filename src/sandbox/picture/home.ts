import { room, shadow } from './backdrop';
import type { Canvas } from './canvas';
import { mixed } from './canvas';
import type { Palette } from './palette';
import { bar, curve, ellipse, leaf, rectangle } from './shape';
import type { Point } from './shape';

const WOOD = 0xa8754b;
const LEAF = 0x4f9a63;

export function chair(canvas: Canvas, colors: Palette, variant: number): void {
  room(canvas, colors, variant, 178);
  shadow(canvas, 160, 220, 80);
  for (const [from, to] of [
    [
      [120, 150],
      [106, 220],
    ],
    [
      [200, 150],
      [214, 220],
    ],
    [
      [138, 150],
      [134, 208],
    ],
    [
      [182, 150],
      [186, 208],
    ],
  ] as const) {
    canvas.fill([bar(from, to, 6.5)], WOOD);
  }
  const back = { top: colors.main, bottom: colors.dark, from: 30, to: 170 };
  if (variant % 2 === 0) {
    canvas.fill([[[116, 148], ...curve([116, 148], [98, 20], [222, 20], [204, 148], 32)]], back);
    canvas.fill([[[128, 142], ...curve([128, 142], [116, 42], [204, 42], [192, 142], 32)]], colors.light, 0.3);
  } else {
    canvas.fill([rectangle(112, 46, 96, 40, 16), rectangle(114, 46, 9, 104, 4), rectangle(197, 46, 9, 104, 4)], back);
    canvas.fill([rectangle(112, 46, 96, 40, 16)], back);
    canvas.fill([rectangle(122, 53, 76, 8, 4)], colors.light, 0.4);
  }
  canvas.fill([rectangle(100, 138, 120, 24, 12)], colors.dark);
  canvas.fill([rectangle(100, 132, 120, 22, 11)], { top: colors.light, bottom: colors.main, from: 130, to: 156 });
}

export function plant(canvas: Canvas, colors: Palette, variant: number): void {
  room(canvas, colors, variant);
  shadow(canvas, 160, 212, 72);
  if (variant === 1) cactus(canvas);
  else leaves(canvas, variant);
  canvas.fill(
    [
      [
        [116, 146],
        [204, 146],
        [193, 212],
        [127, 212],
      ],
    ],
    { top: colors.main, bottom: colors.dark, from: 140, to: 216 },
  );
  canvas.fill(
    [
      [
        [116, 146],
        [140, 146],
        [145, 212],
        [127, 212],
      ],
    ],
    colors.light,
    0.35,
  );
  canvas.fill([rectangle(110, 136, 100, 18, 5)], { top: colors.light, bottom: colors.main, from: 134, to: 156 });
}

export function lamp(canvas: Canvas, colors: Palette, variant: number): void {
  room(canvas, colors, variant, 192);
  for (let ring = 0; ring < 5; ring++) canvas.fill([ellipse(160, 108, 120 - ring * 16, 96 - ring * 12)], 0xfff3c4, 0.12);
  shadow(canvas, 160, 214, 62);
  canvas.fill([rectangle(157, 100, 6, 112)], WOOD);
  canvas.fill([rectangle(126, 204, 68, 10, 5)], mixed(WOOD, 0x000000, 0.15));
  const flare = variant % 2 === 0 ? 26 : 12;
  canvas.fill(
    [
      [
        [160 - 62 + flare, 48],
        [160 + 62 - flare, 48],
        [226, 116],
        [94, 116],
      ],
    ],
    { top: colors.main, bottom: colors.light, from: 48, to: 118 },
  );
  canvas.fill([ellipse(160, 116, 66, 8)], 0xfff0b8);
  canvas.fill([bar([196, 118], [196, 150], 1.6)], mixed(WOOD, 0x000000, 0.2));
  canvas.fill([ellipse(196, 153, 4)], colors.dark);
}

function leaves(canvas: Canvas, variant: number): void {
  const count = variant === 0 ? 9 : variant === 2 ? 7 : 11;
  for (let index = 0; index < count; index++) {
    const lean = (index / (count - 1)) * 2 - 1;
    const stem: Point = [160 + lean * 18, 142];
    const tip: Point = [160 + lean * 86, 40 + Math.abs(lean) * 62 + (index % 2) * 16];
    canvas.fill(
      [leaf(stem, tip, variant === 3 ? 0.16 : 0.27)],
      mixed(index % 2 === 0 ? LEAF : 0x2f7d5b, 0xd7e58c, 0.22 - Math.abs(lean) * 0.16),
    );
    canvas.fill([bar(stem, [stem[0] + (tip[0] - stem[0]) * 0.8, stem[1] + (tip[1] - stem[1]) * 0.8], 1.4)], 0xe7f2c8, 0.5);
  }
}

function cactus(canvas: Canvas): void {
  const green = { top: mixed(LEAF, 0xd7e58c, 0.25), bottom: 0x2f7d5b, from: 40, to: 150 };
  canvas.fill([rectangle(182, 76, 17, 50, 8.5)], green);
  canvas.fill([rectangle(160, 112, 39, 16, 8)], green);
  canvas.fill([rectangle(121, 88, 17, 36, 8.5)], green);
  canvas.fill([rectangle(121, 112, 39, 16, 8)], green);
  canvas.fill([rectangle(141, 36, 38, 112, 19)], green);
  for (const x of [152, 160, 168]) canvas.fill([rectangle(x - 0.8, 52, 1.6, 88)], 0xe7f2c8, 0.45);
  canvas.fill([ellipse(160, 36, 8, 7)], 0xf28aa0);
}
