import type { Canvas } from './canvas';
import { mixed } from './canvas';
import type { Palette } from './palette';
import { ellipse, rectangle } from './shape';

/** A soft wall with a light disc on it, somewhere else in each variant. */
export function wall(canvas: Canvas, { skyTop, skyBottom }: Palette, variant: number): void {
  canvas.fill([rectangle(0, 0, canvas.width, canvas.height)], { top: skyTop, bottom: skyBottom });
  canvas.fill([ellipse([170, 120, 205, 150][variant] ?? 160, [112, 104, 118, 124][variant] ?? 112, 92)], 0xffffff, 0.28);
}

/** A wall and the table or floor before it. */
export function room(canvas: Canvas, colors: Palette, variant: number, horizon = 186): void {
  wall(canvas, colors, variant);
  const floor = mixed(colors.skyTop, 0x6b4b3a, 0.22);
  canvas.fill([rectangle(0, horizon, canvas.width, canvas.height - horizon)], {
    top: floor,
    bottom: mixed(floor, 0xffffff, 0.25),
    from: horizon,
  });
}

/** The soft shadow of a thing that stands there. */
export function shadow(canvas: Canvas, x: number, y: number, radius: number): void {
  for (let ring = 0; ring < 6; ring++)
    canvas.fill([ellipse(x, y, radius - ring * 5, Math.max(1, 11 - ring * 1.5))], 0x2a2140, 0.045);
}
