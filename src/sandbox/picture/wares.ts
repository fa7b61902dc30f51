import { room, shadow, wall } from './backdrop';
import type { Canvas } from './canvas';
import { mixed } from './canvas';
import type { Palette } from './palette';
import { arc, bar, curve, ellipse, leaf, mirrored, rectangle } from './shape';
import type { Outline } from './shape';

export function mug(canvas: Canvas, colors: Palette, variant: number): void {
  room(canvas, colors, variant);
  shadow(canvas, 164, 202, 88);
  canvas.fill([ellipse(216, 136, 35, 37), ellipse(216, 136, 21, 23)], {
    top: colors.main,
    bottom: colors.dark,
    from: 90,
    to: 180,
  });
  canvas.fill([body(100, 212, 84, 204)], { top: colors.main, bottom: colors.dark, from: 100, to: 215 });
  canvas.fill([body(100, 130, 92, 200)], colors.light, 0.35);
  canvas.fill([ellipse(156, 86, 56, 13)], colors.light);
  canvas.fill([ellipse(156, 88, 50, 10)], 0x5b3a29);
  canvas.fill([ellipse(150, 87, 30, 4.5)], 0x8a5f45, 0.7);
  mark(canvas, colors, variant);
  for (const x of [138, 160, 180]) steam(canvas, x);
}

export function shirt(canvas: Canvas, colors: Palette, variant: number): void {
  wall(canvas, colors, variant);
  shadow(canvas, 160, 222, 76);
  const left: Outline = [
    [134, 44],
    [108, 52],
    ...curve([108, 52], [88, 60], [76, 84], [64, 114]),
    [94, 128],
    [106, 108],
    [104, 214],
    [160, 218],
  ];
  const outline: Outline = [...left, ...mirrored(left, 160).toReversed(), ...curve([186, 44], [178, 62], [142, 62], [134, 44])];
  canvas.fill([outline], { top: colors.main, bottom: mixed(colors.main, colors.dark, 0.55), from: 60, to: 220 });
  canvas.fill(
    [
      [
        [106, 108],
        [104, 214],
        [116, 215],
        [114, 96],
      ],
      [
        [214, 108],
        [216, 214],
        [204, 215],
        [206, 96],
      ],
    ],
    colors.dark,
    0.22,
  );
  const collar: Outline = [
    [131, 44],
    ...curve([131, 44], [140, 69], [180, 69], [189, 44]),
    [182, 43],
    ...curve([182, 43], [174, 58], [146, 58], [138, 43]),
  ];
  canvas.fill([collar], colors.dark, 0.45);
  print(canvas, colors, variant);
}

function body(left: number, right: number, top: number, bottom: number): Outline {
  return [
    [left, top],
    [right, top],
    [right - 5, bottom - 18],
    ...curve([right - 5, bottom - 18], [right - 8, bottom], [right - 14, bottom], [right - 24, bottom], 8),
    [left + 24, bottom],
    ...curve([left + 24, bottom], [left + 14, bottom], [left + 8, bottom], [left + 5, bottom - 18], 8),
  ];
}

/** What is printed on a mug. */
function mark(canvas: Canvas, colors: Palette, variant: number): void {
  const color = mixed(colors.light, 0xffffff, 0.55);
  if (variant === 0) canvas.fill([heart(158, 146, 21)], color);
  if (variant === 1) for (const y of [128, 146, 164]) canvas.fill([rectangle(106, y, 100, 7)], color, 0.85);
  if (variant === 2)
    for (const x of [124, 146, 168, 190]) for (const y of [128, 150, 172]) canvas.fill([ellipse(x, y, 5.5)], color, 0.9);
  if (variant === 3) canvas.fill([leaf([158, 178], [158, 120], 0.42)], color);
}

/** What is printed on a shirt; the last variant is plain. */
function print(canvas: Canvas, colors: Palette, variant: number): void {
  const color = mixed(colors.skyTop, colors.main, 0.12);
  if (variant === 0) canvas.fill([ellipse(160, 128, 27), ...[117, 126, 135, 144].map(y => rectangle(126, y, 68, 3.5))], color);
  if (variant === 1) for (const y of [100, 120, 140, 160, 180]) canvas.fill([rectangle(106, y, 108, 9)], color, 0.9);
  if (variant === 2)
    canvas.fill(
      [
        [
          [124, 148],
          [148, 110],
          [162, 132],
          [172, 118],
          [196, 148],
        ],
      ],
      color,
    );
}

function heart(x: number, y: number, size: number): Outline {
  const half: Outline = [
    ...curve([x, y + size], [x - size * 1.7, y + size * 0.1], [x - size * 1.1, y - size], [x - size * 0.5, y - size * 0.85]),
    ...curve([x - size * 0.5, y - size * 0.85], [x - size * 0.2, y - size * 0.85], [x, y - size * 0.6], [x, y - size * 0.35], 8),
  ];
  return [...half, ...mirrored(half, x).toReversed()];
}

function steam(canvas: Canvas, x: number): void {
  const rising = curve([x, 66], [x + 12, 52], [x - 12, 42], [x + 2, 24]);
  rising.slice(1).forEach((point, index) => {
    canvas.fill([bar(rising[index] ?? point, point, 4)], 0xffffff, 0.5 - index * 0.022);
  });
  canvas.fill([arc(x, 66, 2, 0, 1)], 0xffffff, 0.5);
}
