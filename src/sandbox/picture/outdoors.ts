import type { Canvas } from './canvas';
import { mixed } from './canvas';
import type { Palette } from './palette';
import { bar, ellipse, rectangle } from './shape';
import type { Outline } from './shape';

export function landscape(canvas: Canvas, colors: Palette, variant: number): void {
  sky(canvas, colors, [224, 96, 168, 250][variant] ?? 224);
  const peaks = mixed(colors.main, colors.skyTop, 0.35);
  if (variant % 2 === 0) {
    mountain(canvas, 92, 72, 150, peaks);
    mountain(canvas, 228, 96, 130, mixed(peaks, colors.dark, 0.35));
  } else {
    canvas.fill([hill(canvas, 132, 20, 210, 0.4)], mixed(peaks, 0xffffff, 0.2));
  }
  canvas.fill([hill(canvas, 160, 14, 150, variant)], mixed(colors.main, 0x4f9a63, 0.35));
  canvas.fill([hill(canvas, 184, 12, 190, variant + 2)], mixed(colors.dark, 0x4f9a63, 0.45));
  if (variant === 3) lake(canvas, colors);
  for (const [x, size] of [
    [48, 34],
    [70, 46],
    [250, 40],
    [276, 54],
    [300, 38],
  ] as const)
    fir(canvas, x, 206 + (x % 9), size, mixed(colors.dark, 0x1f4d3c, 0.6));
  canvas.fill([hill(canvas, 214, 7, 260, variant + 1)], mixed(colors.dark, 0x2e5d46, 0.6));
}

export function city(canvas: Canvas, colors: Palette, variant: number): void {
  sky(canvas, colors, [236, 84, 160, 258][variant] ?? 236);
  skyline(canvas, 104 + variant * 4, 26, mixed(colors.main, colors.skyTop, 0.5), variant, false);
  skyline(canvas, 134, 34, mixed(colors.main, colors.skyTop, 0.12), variant + 3, true);
  skyline(canvas, 172, 42, colors.dark, variant + 5, true);
}

function sky(canvas: Canvas, colors: Palette, sun: number): void {
  canvas.fill([rectangle(0, 0, canvas.width, canvas.height)], { top: colors.skyTop, bottom: colors.skyBottom, to: 170 });
  for (const radius of [46, 36]) canvas.fill([ellipse(sun, 66, radius)], 0xffffff, 0.25);
  canvas.fill([ellipse(sun, 66, 26)], 0xfff6dc);
  for (const [x, y, length] of [
    [40, 50, 54],
    [64, 58, 62],
    [204, 36, 66],
    [236, 44, 46],
  ] as const)
    canvas.fill([rectangle(x, y, length, 9, 4.5)], 0xffffff, 0.55);
}

function mountain(canvas: Canvas, x: number, top: number, breadth: number, color: number): void {
  const foot = 200;
  canvas.fill(
    [
      [
        [x - breadth / 1.4, foot],
        [x, top],
        [x + breadth / 1.4, foot],
      ],
    ],
    color,
  );
  canvas.fill(
    [
      [
        [x, top],
        [x + breadth / 1.4, foot],
        [x + breadth / 8, foot],
        [x + 8, top + 44],
      ],
    ],
    0x1b1f3b,
    0.12,
  );
  const slope = breadth / 1.4 / (foot - top);
  canvas.fill(
    [
      [
        [x, top],
        [x + 26 * slope, top + 26],
        [x + 8, top + 20],
        [x, top + 31],
        [x - 10, top + 21],
        [x - 26 * slope, top + 26],
      ],
    ],
    0xffffff,
    0.9,
  );
}

function hill(canvas: Canvas, level: number, swing: number, length: number, phase: number): Outline {
  const crest = Array.from({ length: 41 }, (_, step): readonly [number, number] => {
    const x = (step * canvas.width) / 40;
    return [x, level + Math.sin(x / (length / 6.28) + phase) * swing];
  });
  return [[0, canvas.height], ...crest, [canvas.width, canvas.height]];
}

function lake(canvas: Canvas, colors: Palette): void {
  canvas.fill([ellipse(160, 208, 104, 15)], mixed(colors.skyTop, 0xffffff, 0.35));
  for (const [x, y] of [
    [128, 203],
    [170, 208],
    [146, 214],
  ] as const)
    canvas.fill([rectangle(x, y, 38, 2, 1)], 0xffffff, 0.7);
}

function fir(canvas: Canvas, x: number, foot: number, size: number, color: number): void {
  canvas.fill([bar([x, foot], [x, foot - size * 0.3], 4)], 0x5b3a29);
  for (const part of [0.15, 0.42, 0.66]) {
    const half = size * (0.42 - part * 0.32);
    canvas.fill(
      [
        [
          [x - half, foot - size * part],
          [x + half, foot - size * part],
          [x, foot - size * (part + 0.42)],
        ],
      ],
      color,
    );
  }
}

/** A row of houses with lit windows. */
function skyline(canvas: Canvas, level: number, breadth: number, color: number, seed: number, lit: boolean): void {
  for (let x = -((seed * 7) % breadth), house = seed; x < canvas.width; house++) {
    const width = breadth * (0.7 + ((house * 37) % 10) / 16);
    const top = level - ((house * 53) % 48);
    canvas.fill([rectangle(x, top, width, canvas.height - top)], { top: color, bottom: mixed(color, 0x1b1f3b, 0.25), from: top });
    if (house % 3 === 0)
      canvas.fill(
        [
          [
            [x, top],
            [x + width, top],
            [x + width / 2, top - 14],
          ],
        ],
        color,
      );
    if (lit) windows(canvas, x, top, width, house);
    x += width + 2;
  }
}

function windows(canvas: Canvas, left: number, top: number, width: number, house: number): void {
  for (let row = 0; top + 10 + row * 15 < canvas.height; row++) {
    for (let column = 0; column * 10 + 12 < width; column++) {
      if ((row * 5 + column * 3 + house) % 4 !== 0)
        canvas.fill([rectangle(left + 6 + column * 10, top + 9 + row * 15, 5, 8)], 0xffe9b0, 0.75);
    }
  }
}
