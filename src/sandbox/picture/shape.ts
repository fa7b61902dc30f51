export type Point = readonly [x: number, y: number];

/** A closed outline; the last point leads back to the first. */
export type Outline = readonly Point[];

export function rectangle(x: number, y: number, width: number, height: number, radius = 0): Outline {
  if (radius === 0)
    return [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ];
  return [
    ...arc(x + width - radius, y + radius, radius, -0.25, 0),
    ...arc(x + width - radius, y + height - radius, radius, 0, 0.25),
    ...arc(x + radius, y + height - radius, radius, 0.25, 0.5),
    ...arc(x + radius, y + radius, radius, 0.5, 0.75),
  ];
}

export function ellipse(x: number, y: number, radiusX: number, radiusY = radiusX): Outline {
  return arc(0, 0, 1, 0, 1, 64).map(([dx, dy]) => [x + dx * radiusX, y + dy * radiusY]);
}

/** Points of a circle, from one turn to another: 0 is at the right, a quarter at the bottom. */
export function arc(x: number, y: number, radius: number, from: number, to: number, steps = 16): Outline {
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = (from + ((to - from) * step) / steps) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** The points of a cubic Bézier curve without its first, so that curves can be joined. */
export function curve(from: Point, first: Point, second: Point, to: Point, steps = 20): Outline {
  return Array.from({ length: steps }, (_, step) => {
    const t = (step + 1) / steps;
    const mix = (axis: 0 | 1) =>
      (1 - t) ** 3 * from[axis] + 3 * (1 - t) ** 2 * t * first[axis] + 3 * (1 - t) * t ** 2 * second[axis] + t ** 3 * to[axis];
    return [mix(0), mix(1)];
  });
}

/** A line of a thickness, with square ends. */
export function bar(from: Point, to: Point, thickness: number): Outline {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const dx = ((to[1] - from[1]) / length) * (thickness / 2);
  const dy = ((to[0] - from[0]) / length) * (thickness / 2);
  return [
    [from[0] + dx, from[1] - dy],
    [to[0] + dx, to[1] - dy],
    [to[0] - dx, to[1] + dy],
    [from[0] - dx, from[1] + dy],
  ];
}

/** A pointed leaf from its stem to its tip. */
export function leaf(stem: Point, tip: Point, breadth: number): Outline {
  const across: Point = [(tip[1] - stem[1]) * breadth, (stem[0] - tip[0]) * breadth];
  const between = (part: number, side: number): Point => [
    stem[0] + (tip[0] - stem[0]) * part + across[0] * side,
    stem[1] + (tip[1] - stem[1]) * part + across[1] * side,
  ];
  return [stem, ...curve(stem, between(0.2, 1), between(0.7, 1), tip), ...curve(tip, between(0.7, -1), between(0.2, -1), stem)];
}

export function mirrored(outline: Outline, axis: number): Outline {
  return outline.map(([x, y]) => [2 * axis - x, y]);
}
