import { crc32, deflateSync } from 'node:zlib';

/** How far a point is from a shape's edge, in pixels: below zero inside. */
type Shape = (x: number, y: number) => number;

/** Red, green and blue as one number, such as 0xff8800. */
export type Rgb = number;

const [width, height] = [320, 240];

/**
 * Draws a PNG of 320 by 240 pixels, one layer over the other. A layer is a text such as `main/dark 0.5 = box 10 20 30 40 5 & disc 25 40 9`:
 * a colour, or two that run into each other from top to bottom; how opaque it is, if not wholly; and shapes, which are joined by `+`,
 * cut with each other by `&`, and cut out by `-`, from left to right.
 */
export function draw(layers: readonly string[], colors: Readonly<Record<string, Rgb>>): Buffer {
  const pixels = new Uint8Array(width * height * 3);
  for (const layer of layers) {
    const [, top = '', bottom = top, opacity = 1, shapes = ''] = /^(\w+)(?:\/(\w+))?(?: ([\d.]+))? = (.*)$/.exec(layer) ?? [];
    const shape = shapeOf(shapes);
    for (let y = 0; y < height; y++) {
      const rgb = channels(mix(colors[top] ?? 0, colors[bottom] ?? 0, (y - 30) / 180));
      for (let x = 0; x < width; x++) {
        const distance = shape(x + 0.5, y + 0.5);
        const share = Math.min(1, 0.5 - distance) * Number(opacity);
        // nothing of the shape is nearer than it says
        if (share <= 0) x += Math.floor(distance - 0.5);
        else
          for (let at = (y * width + x) * 3, channel = 0; channel < 3; channel++, at++)
            pixels[at] = blend(pixels[at], rgb[channel], share);
      }
    }
  }
  return png(pixels);
}

/** The colour between two; 0 is the first, 1 the second. */
export function mix(one: Rgb, other: Rgb, part: number): Rgb {
  const to = channels(other);
  const share = Math.min(1, Math.max(0, part));
  return channels(one).reduce((sum, value, channel) => sum * 256 + blend(value, to[channel], share), 0);
}

function blend(one = 0, other = 0, share = 0): number {
  return Math.round(one + (other - one) * share);
}

function channels(color: Rgb): readonly number[] {
  return [(color >> 16) & 0xff, (color >> 8) & 0xff, color & 0xff];
}

function shapeOf(text: string): Shape {
  const [first = '', ...rest] = text.split(/ ([-+&]) /);
  let shape = single(first);
  for (let index = 0; index < rest.length; index += 2) {
    const [before, operator, next] = [shape, rest[index], single(rest[index + 1] ?? '')];
    if (operator === '+') shape = (x, y) => Math.min(before(x, y), next(x, y));
    else shape = (x, y) => Math.max(before(x, y), operator === '-' ? -next(x, y) : next(x, y));
  }
  return shape;
}

function single(text: string): Shape {
  const [name = '', ...words] = text.split(' ');
  const make = kinds[name];
  if (make === undefined) throw new Error(`There is no shape ${text}.`);
  return make(...words.map(Number));
}

const kinds: Readonly<Record<string, (...numbers: number[]) => Shape>> = {
  box,
  disc,
  ring,
  line,
  leaf,
  polygon,
  wave,
  skyline,
  grid,
};

function box(left = 0, top = 0, wide = width, high = height, round = 0): Shape {
  return (x, y) => {
    const across = Math.abs(x - left - wide / 2) - wide / 2 + round;
    const down = Math.abs(y - top - high / 2) - high / 2 + round;
    return Math.hypot(Math.max(across, 0), Math.max(down, 0)) + Math.min(Math.max(across, down), 0) - round;
  };
}

function disc(left = 0, top = 0, wide = 0, high = wide): Shape {
  return (x, y) => (Math.hypot((x - left) / wide, (y - top) / high) - 1) * Math.min(wide, high);
}

function ring(left = 0, top = 0, radius = 0, thickness = 0): Shape {
  return (x, y) => Math.abs(Math.hypot(x - left, y - top) - radius) - thickness;
}

function line(left = 0, top = 0, right = 0, bottom = 0, thickness = 0): Shape {
  const [dx, dy] = [right - left, bottom - top];
  return (x, y) => {
    const along = Math.min(1, Math.max(0, ((x - left) * dx + (y - top) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - left - dx * along, y - top - dy * along) - thickness;
  };
}

/** Two arcs from one point to another; `thickness` is half of what it measures across its middle. */
function leaf(left = 0, top = 0, right = 0, bottom = 0, thickness = 1): Shape {
  const [dx, dy] = [(right - left) / 2, (bottom - top) / 2];
  const half = Math.hypot(dx, dy);
  const radius = (half * half + thickness * thickness) / (2 * thickness);
  const [aside, down] = [(-dy / half) * (radius - thickness), (dx / half) * (radius - thickness)];
  const [one, other] = [disc(left + dx + aside, top + dy + down, radius), disc(left + dx - aside, top + dy - down, radius)];
  return (x, y) => Math.max(one(x, y), other(x, y));
}

/** Its corners come after how round they are. */
function polygon(round = 0, ...corners: number[]): Shape {
  const sides = corners.flatMap((left, at) => {
    const [top = 0, right = corners[0] ?? 0, bottom = corners[1] ?? 0] = corners.slice(at + 1, at + 4);
    return at % 2 === 0 ? [{ left, top, right, bottom, distance: line(left, top, right, bottom) }] : [];
  });
  return (x, y) => {
    let [nearest, isInside] = [Infinity, false];
    for (const { left, top, right, bottom, distance } of sides) {
      nearest = Math.min(nearest, distance(x, y));
      if (top > y !== bottom > y && x < left + ((right - left) * (y - top)) / (bottom - top)) isInside = !isInside;
    }
    return (isInside ? -nearest : nearest) - round;
  };
}

/** All that is under a wavy line. */
function wave(level = 0, swing = 0, length = 1, phase = 0): Shape {
  return (x, y) => level + Math.sin((x / length) * 2 * Math.PI + phase) * swing - y;
}

/** All that is under a row of roofs. */
function skyline(level = 0, wide = 1, seed = 0): Shape {
  return (x, y) => {
    const house = Math.floor(x / wide) + seed;
    const inside = x - Math.floor(x / wide) * wide;
    const above = level - ((house * 53) % 48) - y;
    const aside = Math.min(inside, wide - inside);
    return above > 0 ? Math.min(above, aside + 0.6) : Math.max(above, 1 - aside);
  };
}

/** Small boxes in rows and columns. */
function grid(across = 1, down = 1, wide = 1, high = 1, left = 0, top = 0): Shape {
  return (x, y) =>
    Math.max(
      Math.abs(((x - left + across * 99) % across) - across / 2) - wide / 2,
      Math.abs(((y - top + down * 99) % down) - down / 2) - high / 2,
    );
}

/** 8-bit RGB; every line is behind a byte that says it isn't filtered (https://www.w3.org/TR/png-3/). */
function png(pixels: Uint8Array): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const lines = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) lines.set(pixels.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}
