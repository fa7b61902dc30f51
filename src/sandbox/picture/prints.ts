import { shadow, wall } from './backdrop';
import type { Canvas } from './canvas';
import { mixed } from './canvas';
import type { Palette } from './palette';
import { arc, ellipse, rectangle } from './shape';

export function poster(canvas: Canvas, colors: Palette, variant: number): void {
  wall(canvas, colors, variant);
  canvas.fill([rectangle(101, 29, 124, 190)], 0x2a2140, 0.12);
  canvas.fill([rectangle(98, 24, 124, 190)], 0xfffdf8);
  canvas.fill([rectangle(108, 34, 104, 152)], {
    top: mixed(colors.light, 0xffffff, 0.45),
    bottom: mixed(colors.skyTop, 0xffffff, 0.2),
    from: 34,
    to: 186,
  });
  if (variant === 0) {
    canvas.fill([ellipse(160, 104, 30)], colors.main);
    [132, 148, 164].forEach((y, index) => {
      canvas.fill([rectangle(108, y, 104, 186 - y)], mixed(colors.main, colors.dark, 0.3 + index * 0.35));
    });
  }
  if (variant === 1) {
    [44, 32, 20].forEach((radius, index) => {
      canvas.fill(
        [[...arc(160, 130, radius, 0.5, 1), [160 + radius, 186], [160 - radius, 186]]],
        mixed(colors.dark, colors.light, index / 2.4),
      );
    });
  }
  if (variant === 2) {
    for (let row = 0; row < 6; row++) {
      for (let column = -1; column < 4; column++) {
        const x = Math.min(185, Math.max(108, 121 + column * 26 + (row % 2) * 13));
        if (x === 121 + column * 26 + (row % 2) * 13)
          canvas.fill(
            [arc(x + 13, 62 + row * 23, 13, 0.5, 1), arc(x + 13, 62 + row * 23, 7, 0.5, 1)],
            row % 2 === 0 ? colors.main : colors.dark,
          );
      }
    }
  }
  if (variant === 3) {
    canvas.fill([ellipse(160, 92, 34)], colors.dark);
    canvas.fill([ellipse(172, 84, 29)], mixed(colors.light, 0xffffff, 0.35));
    canvas.fill(
      [
        [
          [108, 186],
          [108, 160],
          [136, 138],
          [160, 158],
          [182, 144],
          [212, 168],
          [212, 186],
        ],
      ],
      colors.main,
    );
  }
  canvas.fill([rectangle(108, 195, 58, 5), rectangle(108, 204, 36, 4)], 0x353a47, 0.75);
}

export function logo(canvas: Canvas, colors: Palette, variant: number): void {
  canvas.fill([rectangle(0, 0, canvas.width, canvas.height)], {
    top: mixed(colors.skyBottom, 0xffffff, 0.6),
    bottom: colors.skyBottom,
  });
  const paint = { top: mixed(colors.main, colors.light, 0.3), bottom: colors.dark, from: 50, to: 170 };
  if (variant % 2 === 0) {
    canvas.fill([ellipse(160, 102, 52)], paint);
    canvas.fill(
      [
        [
          [126, 118],
          [148, 82],
          [162, 104],
          [172, 90],
          [194, 118],
        ],
      ],
      0xffffff,
      0.95,
    );
    canvas.fill([ellipse(178, 76, 7)], 0xffffff, 0.95);
  } else {
    canvas.fill([rectangle(112, 54, 96, 96, 26)], paint);
    canvas.fill(
      [
        [...arc(160, 102, 30, 0, 0.5), ...arc(160, 102, 14, 0.5, 0)],
        [...arc(160, 96, 30, 0.5, 1), ...arc(160, 96, 14, 1, 0.5)],
      ],
      0xffffff,
      0.95,
    );
  }
  canvas.fill([rectangle(98, 178, 124, 13, 6.5)], colors.dark);
  canvas.fill([rectangle(126, 200, 68, 7, 3.5)], colors.dark, 0.4);
}

export function banner(canvas: Canvas, colors: Palette, variant: number): void {
  canvas.fill([rectangle(0, 0, canvas.width, canvas.height)], { top: colors.light, bottom: colors.main });
  canvas.fill([ellipse([262, 58, 250, 70][variant] ?? 262, [52, 60, 196, 190][variant] ?? 52, 88)], colors.skyTop, 0.75);
  canvas.fill([ellipse([40, 286, 60, 268][variant] ?? 40, [214, 220, 24, 30][variant] ?? 214, 66)], colors.dark, 0.35);
  for (let ray = 0; ray < 8; ray++) canvas.fill([rectangle(20 + ray * 12, 24 + (ray % 2) * 4, 4, 4, 2)], 0xffffff, 0.8);
  canvas.fill([rectangle(54, 70, 212, 104, 14)], 0x2a2140, 0.12);
  canvas.fill([rectangle(54, 66, 212, 104, 14)], 0xfffdf8);
  canvas.fill([rectangle(78, 90, 124, 16, 8)], colors.dark);
  canvas.fill([rectangle(78, 114, 92, 8, 4)], colors.dark, 0.35);
  canvas.fill([rectangle(78, 136, 66, 18, 9)], colors.main);
  canvas.fill([ellipse(228, 134, 22)], colors.main);
  canvas.fill(
    [
      ellipse(221, 127, 5),
      ellipse(235, 141, 5),
      [
        [237, 124],
        [240, 127],
        [219, 145],
        [216, 142],
      ],
    ],
    0xfffdf8,
  );
}

export function document(canvas: Canvas, colors: Palette, variant: number): void {
  wall(canvas, colors, variant);
  shadow(canvas, 160, 220, 70);
  canvas.fill(
    [
      [
        [102, 24],
        [190, 24],
        [218, 52],
        [218, 216],
        [102, 216],
      ],
    ],
    0xfffdf8,
  );
  canvas.fill(
    [
      [
        [190, 24],
        [218, 52],
        [190, 52],
      ],
    ],
    mixed(colors.skyTop, 0x2a2140, 0.12),
  );
  canvas.fill([rectangle(118, 48, 58, 11, 5)], colors.main);
  for (let line = 0; line < 8; line++) {
    const width = line % 4 === 3 ? 52 : 84;
    canvas.fill([rectangle(118, 74 + line * 11, width, 5, 2.5)], 0x353a47, 0.22);
  }
  if (variant % 2 === 0) {
    [16, 28, 21, 36].forEach((height, index) => {
      canvas.fill([rectangle(120 + index * 21, 206 - height, 14, height, 2)], index === 3 ? colors.main : colors.light);
    });
  } else {
    canvas.fill([rectangle(118, 170, 84, 36, 4)], colors.light, 0.6);
    canvas.fill(
      [
        [
          [118, 206],
          [140, 182],
          [158, 196],
          [176, 178],
          [202, 206],
        ],
      ],
      colors.main,
    );
  }
}

export function film(canvas: Canvas, colors: Palette, variant: number): void {
  canvas.fill([rectangle(0, 0, canvas.width, canvas.height)], { top: 0x2b2d42, bottom: 0x1b1d2e });
  canvas.fill([rectangle(0, 34, canvas.width, 172)], { top: colors.skyTop, bottom: colors.light, from: 34, to: 206 });
  canvas.fill([ellipse([228, 92, 160, 250][variant] ?? 228, 92, 34)], 0xfff6dc, 0.9);
  canvas.fill(
    [
      [
        [0, 206],
        [0, 168],
        [72, 116],
        [132, 166],
        [196, 126],
        [272, 172],
        [320, 146],
        [320, 206],
      ],
    ],
    colors.main,
  );
  canvas.fill(
    [
      [
        [0, 206],
        [0, 190],
        [96, 158],
        [190, 196],
        [260, 178],
        [320, 192],
        [320, 206],
      ],
    ],
    colors.dark,
  );
  for (let x = 10; x < canvas.width; x += 30)
    canvas.fill([rectangle(x, 11, 16, 12, 3), rectangle(x, 217, 16, 12, 3)], 0xf7f4ee, 0.85);
  canvas.fill([ellipse(160, 120, 34)], 0x1b1d2e, 0.5);
  canvas.fill(
    [
      [
        [150, 102],
        [180, 120],
        [150, 138],
      ],
    ],
    0xffffff,
  );
}
