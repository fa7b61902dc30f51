import { png } from './png';
import type { Outline } from './shape';

/** Red, green and blue as one number, such as 0xff8800. */
export type Rgb = number;

/** One colour, or two that pass into each other from the top of the canvas to its bottom (or between two heights). */
export type Paint = Rgb | { readonly top: Rgb; readonly bottom: Rgb; readonly from?: number; readonly to?: number };

/** A picture being painted: opaque, with smooth edges. */
export class Canvas {
  readonly #pixels: Uint8Array;
  readonly #coverage: Float32Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#pixels = new Uint8Array(width * height * 3);
    this.#coverage = new Float32Array(width + 1);
  }

  /** Fills the outlines; where two overlap there is a hole. */
  fill(outlines: readonly Outline[], paint: Paint, opacity = 1): void {
    const edges = outlines.flatMap(edgesOf);
    const top = Math.max(0, Math.floor(Math.min(...edges.map(edge => edge.top))));
    const bottom = Math.min(this.height, Math.ceil(Math.max(...edges.map(edge => edge.bottom))));
    const left = Math.max(0, Math.floor(Math.min(...edges.map(edge => edge.left))));
    const right = Math.min(this.width, Math.ceil(Math.max(...edges.map(edge => edge.right))));
    for (let y = top; y < bottom; y++) {
      this.#coverage.fill(0, left, right);
      for (let line = 0; line < LINES; line++) this.#cover(edges, y + (line + 0.5) / LINES);
      this.#blend(y, left, right, colorAt(paint, y, this.height), opacity);
    }
  }

  png(): Buffer {
    return png(this.width, this.height, this.#pixels);
  }

  /** Adds what one thin line through the shape covers of each pixel: exact across, one of `LINES` samples down. */
  #cover(edges: readonly Edge[], y: number): void {
    const crossings = edges
      .filter(edge => edge.top <= y && y < edge.bottom)
      .map(edge => Math.min(this.width, Math.max(0, edge.x + (y - edge.top) * edge.slope)))
      .sort((one, other) => one - other);
    for (let index = 0; index + 1 < crossings.length; index += 2) this.#span(crossings[index] ?? 0, crossings[index + 1] ?? 0);
  }

  #span(from: number, to: number): void {
    for (let x = Math.floor(from); x < to; x++) {
      this.#coverage[x] = (this.#coverage[x] ?? 0) + (Math.min(to, x + 1) - Math.max(from, x)) / LINES;
    }
  }

  #blend(y: number, left: number, right: number, color: readonly [number, number, number], opacity: number): void {
    for (let x = left; x < right; x++) {
      const share = Math.min(1, this.#coverage[x] ?? 0) * opacity;
      if (share === 0) continue;
      const at = (y * this.width + x) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const old = this.#pixels[at + channel] ?? 0;
        this.#pixels[at + channel] = Math.round(old + ((color[channel] ?? 0) - old) * share);
      }
    }
  }
}

/** Into how many lines a line of pixels is split. */
const LINES = 5;

interface Edge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  /** Where it is at its top, and how far it goes aside on one pixel down. */
  readonly x: number;
  readonly slope: number;
}

function edgesOf(outline: Outline): readonly Edge[] {
  return outline.flatMap((from, index) => {
    const to = outline[(index + 1) % outline.length] ?? from;
    const [[x, top], [endX, bottom]] = from[1] < to[1] ? [from, to] : [to, from];
    return top === bottom
      ? []
      : [{ top, bottom, left: Math.min(x, endX), right: Math.max(x, endX), x, slope: (endX - x) / (bottom - top) }];
  });
}

function colorAt(paint: Paint, y: number, height: number): readonly [number, number, number] {
  if (typeof paint === 'number') return channels(paint);
  const { top, bottom, from = 0, to = height } = paint;
  return channels(mixed(top, bottom, Math.min(1, Math.max(0, (y - from) / (to - from)))));
}

/** The colour that lies between two; 0 is the first, 1 the second. */
export function mixed(one: Rgb, other: Rgb, part: number): Rgb {
  const [first, second] = [channels(one), channels(other)];
  const mix = (channel: 0 | 1 | 2) => Math.round(first[channel] + (second[channel] - first[channel]) * part);
  return (mix(0) << 16) | (mix(1) << 8) | mix(2);
}

function channels(color: Rgb): readonly [number, number, number] {
  return [(color >> 16) & 0xff, (color >> 8) & 0xff, color & 0xff];
}
