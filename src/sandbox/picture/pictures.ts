import { draw, mix } from './drawing';

/** What a picture shows. */
export type Subject = keyof typeof scenes;

/** The colour that the thing in it has. */
export type Color = keyof typeof colors;

/** Draws the pictures of the library when they are first asked for, and keeps them: files that look alike share one. */
export class Pictures {
  private readonly kept = new Map<string, Buffer>();

  /** A PNG. `variant` tells apart files with the same subject and colour. */
  picture(subject: Subject, color: Color, variant: number): Buffer {
    const key = `${subject} ${color} ${variant % 4}`;
    const picture = this.kept.get(key) ?? drawScene(subject, color, variant % 4);
    this.kept.set(key, picture);
    return picture;
  }
}

function drawScene(subject: Subject, color: Color, variant: number): Buffer {
  const [main, around] = colors[color];
  const [dark, light] = [mix(main, 0x1b1f3b, 0.4), mix(main, 0xffffff, 0.4)];
  const [wall, wallLow, floor] = [mix(around, 0xffffff, 0.25), mix(around, 0xffffff, 0.8), mix(around, 0xc9a98c, 0.45)];
  const paints = {
    ...named,
    main,
    dark,
    light,
    wall,
    wallLow,
    floor,
    mid: mix(main, wall, 0.45),
    green: mix(main, 0x3f8a5a, 0.6),
  };
  const back = ['wall/wallLow = box', `white 0.3 = disc ${[170, 120, 205, 150][variant] ?? 160} 108 92`];
  return draw([...back, ...scenes[subject].trim().split(/\s*\n\s*/)], paints);
}

const named = {
  white: 0xffffff,
  paper: 0xfffdf8,
  shade: 0x2a2140,
  wood: 0xa8754b,
  coffee: 0x5f3a29,
  glow: 0xffe9a8,
  leaf: 0x8fc26a,
  shadow: 0x2f6f50,
  forest: 0x2a5a48,
  ink: 0x23263a,
};

// the thing's colour, and that of what is around it, which lets it stand out
const colors = {
  blue: [0x3d7fd9, 0xf5cfa0],
  red: [0xd8483e, 0xa9d3d6],
  green: [0x4a9d6e, 0xf3d7b4],
  black: [0x353a47, 0xc3cad6],
  white: [0xf7f4ee, 0x8fb7c9],
  yellow: [0xf2b83a, 0xa6c1e4],
  navy: [0x2b4478, 0xf0c3ae],
  coral: [0xf47e68, 0xa8d8cf],
  mint: [0x79c7ac, 0xf2bfb3],
  sand: [0xd9b98a, 0xa3b9d4],
  grey: [0x8d96a5, 0xe9d6c0],
  plum: [0x8a528f, 0xf1ce9f],
} as const;

const table = `
  floor = box 0 186 320 54
  shade 0.1 = disc 160 206 76 11
  shade 0.12 = disc 160 206 58 7`;

const scenes = {
  mug: `${table}
    main/dark = ring 204 134 26 8
    light/dark = polygon 6 116 80 202 80 195 198 123 198
    white 0.2 = polygon 3 122 92 134 92 138 192 128 192
    white 0.65 = disc 149 132 13 + disc 171 132 13 + polygon 1 138 138 182 138 160 164
    light = disc 159 80 50 12
    coffee = disc 159 81 43 8
    wood = disc 152 81 27 4`,
  shirt: `
    shade 0.14 = disc 160 214 84 8
    light/dark = polygon 4 130 52 100 62 58 104 86 134 104 118 104 204 216 204 216 118 234 134 262 104 220 62 190 52 - disc 160 46 30 22
    dark 0.5 = line 107 118 112 98 1 + line 213 118 208 98 1 + line 108 196 212 196 1
    white 0.75 = disc 160 130 25
    dark = polygon 1 142 141 155 117 163 129 167 123 178 141`,
  poster: `
    shade 0.15 = box 102 28 126 192 3
    paper = box 98 22 124 194 2
    light/wall = box 108 32 104 156
    main = disc 170 86 28
    mid = wave 122 9 70 0 & box 108 32 104 156
    main = wave 142 10 90 2 & box 108 32 104 156
    dark = wave 164 8 110 4 & box 108 32 104 156
    dark = box 108 195 64 6 2 + box 108 205 40 4 2`,
  chair: `${table}
    wood = line 122 152 108 214 4 + line 198 152 212 214 4 + line 138 150 134 202 3 + line 182 150 186 202 3
    main/dark = box 112 34 96 112 36
    light 0.45 = box 124 46 72 86 28
    dark = box 98 136 124 28 13
    light/main = box 98 130 124 26 12`,
  plant: `${table}
    shadow = leaf 150 150 68 106 15 + leaf 170 150 252 106 15 + leaf 156 150 104 34 17 + leaf 164 150 216 34 17
    forest = leaf 152 150 80 66 16 + leaf 168 150 240 66 16
    leaf/shadow = leaf 160 150 160 20 19 + leaf 156 150 128 46 15 + leaf 164 150 192 46 15
    main/dark = polygon 4 116 146 204 146 193 204 127 204
    light = box 108 136 104 18 6`,
  lamp: `${table}
    glow 0.25 = disc 160 112 118 92
    glow 0.3 = disc 160 114 84 64
    wood = line 160 100 160 206 3 + box 124 200 72 11 5
    main/light = polygon 5 128 44 192 44 224 114 96 114
    glow = disc 160 117 68 8
    dark = line 198 124 198 152 0.8 + disc 198 155 4`,
  landscape: `
    paper = disc 226 62 28
    white 0.6 = box 38 48 58 10 5 + box 60 57 66 9 4 + box 246 36 48 9 4
    mid = polygon 0 -40 220 92 60 212 220
    white 0.9 = polygon 1 67 90 92 60 118 92 104 87 94 100 82 88
    main/dark = polygon 0 110 230 236 92 356 230
    green = wave 164 10 150 1
    forest 0.7 = wave 186 9 190 3
    forest = polygon 2 34 214 48 162 62 214 + polygon 2 60 220 80 152 100 220 + polygon 2 254 216 272 150 290 216 + polygon 2 284 222 300 166 316 222
    shadow = wave 214 6 260 1`,
  city: `
    paper = disc 232 62 30
    mid 0.6 = skyline 108 30 7
    mid = skyline 140 38 3
    glow 0.5 = skyline 150 38 3 & grid 9.5 15 4 7
    main/dark = skyline 176 46 5
    glow 0.9 = skyline 186 46 5 & grid 11.5 16 5 8`,
  logo: `
    shade 0.1 = box 106 42 112 112 28
    light/main = box 104 36 112 112 28
    white 0.92 = ring 145 92 22 6 + ring 175 92 22 6
    dark = box 88 172 144 14 7 + box 118 196 84 8 4`,
  banner: `
    shade 0.12 = box 20 58 284 134 12
    main/dark = box 18 52 284 134 12
    light 0.5 = disc 250 60 76 + disc 292 186 56 & box 18 52 284 134 12
    white 0.92 = box 42 80 118 16 8 + box 42 106 88 9 4 + box 42 121 100 9 4
    glow = box 42 144 74 22 11
    paper = disc 238 116 38
    dark = line 225 134 251 98 3 + ring 224 104 6 2.5 + ring 252 128 6 2.5`,
  document: `
    shade 0.15 = polygon 4 98 26 188 26 228 66 228 222 98 222
    paper = polygon 4 94 20 184 20 224 60 224 216 94 216
    light = polygon 2 185 21 223 59 185 59
    main = box 110 40 56 14 4
    shade 0.2 = box 110 72 98 5 2 + box 110 86 72 5 2 + box 110 100 98 5 2 + box 110 114 60 5 2
    main/dark = box 112 172 18 28 2 + box 138 156 18 44 2 + box 164 140 18 60 2 + box 190 162 18 38 2`,
  film: `
    ink = box 40 40 240 160 12
    light/main = box 50 66 220 108 4
    dark 0.6 = wave 146 8 120 1 & box 50 66 220 108 4
    paper 0.92 = disc 160 120 32
    dark = polygon 3 152 106 152 134 176 120`,
};
