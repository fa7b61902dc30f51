import { deepEqual, throws } from 'node:assert/strict';
import { searchAssets } from '../../../../src/sandbox/imagekit/assetSearch';
import { sampleLibrary } from '../../../../src/sandbox/library/sampleData';
import type { FileFixture } from '../../../../src/sandbox/library/sampleFile';

const now = Date.UTC(2026, 10, 2);
const day = 24 * 3_600_000;

function fixture(path: string, tags: readonly string[], more: Partial<FileFixture> = {}): FileFixture {
  return { path, tags, subject: 'mug', color: 'blue', createdAt: now - 100 * day, ...more };
}

const library = sampleLibrary({
  count: 0,
  also: [
    fixture('/a/red-dress.jpg', ['sale', 'summer'], {
      createdAt: now - day,
      customMetadata: { brand: 'nike', rating: 4.5 },
      embeddedMetadata: { ISO: 200, 'Lens Make': 'Zeiss' },
    }),
    fixture('/a/b/Red Dress.png', ['red "hot" dress', "it's"], { aiTags: ['Clothing'] }),
    fixture('/a/c.pdf', [], { isPrivate: true }),
    fixture('/ab/spot.mp4', ['back\\slash']),
    fixture('/ab/plain.svg', ['עברית', 'Sale']),
  ],
});

function found(query: string): string {
  const wanted = searchAssets(query, now);
  const files = Array.from(Array(library.size).keys()).flatMap(position => library.listed(position) ?? []);
  const names = [...library.folders(), ...files].filter(
    asset => asset.owner === 'user' && asset.path !== '/' && wanted.matches(asset),
  );
  return names
    .map(({ path }) => path)
    .toSorted()
    .join(' ');
}

describe('a search query', () => {
  const [dress, other, document, video, plain] = [
    '/a/red-dress.jpg',
    '/a/b/Red Dress.png',
    '/a/c.pdf',
    '/ab/spot.mp4',
    '/ab/plain.svg',
  ];
  for (const [query, expected] of [
    ['tags IN ["sale"]', [dress]],
    ['"tags" IN ["sale", "Sale"]', [dress, plain]],
    ["tags in ['sale','it\\'s']", [other, dress]],
    ['tags IN ["red \\"hot\\" dress"]', [other]],
    ['tags IN ["back\\\\slash"]', [video]],
    ['tags IN ["עברית"]', [plain]],
    ['tags IN ["Clothing"]', [other]],
    ['tags NOT IN ["sale"] AND path = "/a"', [document]],
    ['tags HAS "hot dre"', [other]],
    ['tags EXISTS AND path : "/a"', [other, dress]],
    ['tags NOT EXISTS', [document]],
    ['name = "red-dress.jpg"', [dress]],
    ['name = "RED-DRESS.JPG"', []],
    ['name : "Red"', [other]],
    ['name HAS "red dr"', [other, dress]],
    ['name HAS "re dress"', []],
    ['name NOT = "c.pdf" AND path = "a/"', [dress]],
    ['path : "/a"', [other, document, dress]],
    ['path : "/"', [other, document, dress, plain, video]],
    ['path IN ["/ab", "/a/b"]', [other, plain, video]],
    ['type = "folder"', ['/a', '/a/b', '/ab']],
    ['type IN ["file", "file-version"] AND format = "pdf"', [document]],
    ['type NOT = "file" AND path = "/"', ['/a', '/ab']],
    ['createdAt > "7d"', [dress]],
    ['createdAt >= "2026-11-01" AND createdAt < "2026-11-01T00:00:01Z"', [dress]],
    ['createdAt < "1w" AND format IN ["png", "svg"]', [other, plain]],
    ['size > "1gb" OR size < 1', []],
    ['size > "3mb" AND size < "100mb" AND width EXISTS', "The operator EXISTS can't be used with width."],
    ['width > 100 AND format = "mp4"', []],
    ['videoDuration > "5sec" AND videoDuration < "1hr"', [video]],
    ['private = true', [document]],
    ['published = false', []],
    ['transparency = true', [other, plain]],
    ['"customMetadata.brand" = "nike"', [dress]],
    ['"customMetadata.rating" > 4.3', [dress]],
    ['"customMetadata.brand" NOT EXISTS AND path = "/ab"', [plain, video]],
    ['format = "pdf" OR format = "mp4" AND tags EXISTS', [document, video]],
    ['(format = "pdf" OR format = "mp4") AND tags EXISTS', [video]],
    ['NOT (path : "/a" OR format = "mp4")', [plain]],
    ['createdAt < 2d AND format = "pdf"', [document]],
    ['createdAt >= 2026-11-01 AND createdAt < 2026-11-01T00:00:01Z', [dress]],
    ['createdAt = 2026-11-01T00:00:00.000+00:00 OR createdAt IN [2026-11-01T00:00]', [dress]],
    ['updatedAt > 1y AND updatedAt <= "2027-01-01T00:00:00" AND size < 2gb AND path = "/a"', [document, dress]],
    ['"embeddedMetadata.ISO" >= 100', [dress]],
    ['"embeddedMetadata.Lens Make" : "Ze"', [dress]],
    ['id IN ["none"] OR id = "none"', []],
    ['path : "ab/" AND id NOT IN ["none"]', [plain, video]],
    ['(size < "1mb" AND width > 500) OR (tags IN ["summer-sale", "banner"])', undefined],
    ['', 'The query ends too early.'],
    ['tags', 'The query ends too early.'],
    ['tags IN ["a"', 'The query ends where ] is needed.'],
    ['tags IN ["a]', 'The text that begins at position 9 has no closing quote.'],
    ['tags = "a"', "The operator = can't be used with tags."],
    ['tag IN ["a"]', 'There is no field tag.'],
    ['name = "a" "b"', 'Unexpected b at position 11.'],
    ['name = a', 'Unexpected a at position 7.'],
    ['(name = "a"', 'The query ends where ) is needed.'],
    ['createdAt > "soon"', 'soon is not a date such as "2024-01-31" or "7d".'],
    ['createdAt > 2026-13-01', '2026-13-01 is not a date such as "2024-01-31" or "7d".'],
    ['createdAt > 5', '5 is not a date such as "2024-01-31" or "7d".'],
    ['createdAt > yesterday', 'yesterday is not a date such as "2024-01-31" or "7d".'],
    ['customMetadata.brand = "nike"', 'The field customMetadata.brand must be in double quotes.'],
    ['path = /a', 'Unexpected /a at position 7.'],
    ['width > 1e3', '1e3 is not a number.'],
    [`${'('.repeat(60)}name = "a"${')'.repeat(60)}`, 'The query is nested more than 50 levels deep.'],
    ['size > "1pb"', '1pb is not a size such as 1024, "10kb" or "1mb".'],
  ] as const) {
    it(query, () => {
      if (typeof expected === 'string') throws(() => found(query), { message: expected });
      else if (expected === undefined) found(query);
      else deepEqual(found(query), expected.toSorted().join(' '));
    });
  }
});
