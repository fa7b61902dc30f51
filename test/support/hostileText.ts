import fc from 'fast-check';

/** Pieces that have broken parsers: quotes, separators, escapes, line ends, directions, halves of pairs, blanks of all kinds. */
const pieces = [
  ...[
    '"',
    '""',
    "'",
    '\\',
    '\\"',
    ',',
    ';',
    ':',
    ' : ',
    '#',
    ' # ',
    '# ',
    '%',
    '/',
    '//',
    '|',
    '\t',
    ' ',
    '  ',
    '\r',
    '\n',
    '\r\n',
  ],
  ...[
    '\0',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u200b',
    '\u200d',
    '\u200f',
    '\u2028',
    '\u2029',
    '\u202e',
    '\u2066',
    '\ufeff',
  ],
  ...['\ud83d', '\ude00', '😀', '👩‍👩‍👧', '🇩🇪', 'é', 'e\u0301', 'שלום', 'مرحبا', '日本', 'ＡＢ', 'ß', 'İ'],
  ...['=1+1', '@SUM(A1)', '+1', '-1', 'null', '__proto__', '\\u0041', '\\n', 'a', 'b', 'C', '1', 'sale', 'summer'],
];

/** Any text at all, with a taste for what is dangerous. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)), maxLength: 12 }),
);

/** Files with different ids, and tags that differ on each file. */
export const hostileFiles = fc.uniqueArray(
  fc.record(
    { id: hostileText, path: hostileText, tags: fc.uniqueArray(hostileText, { maxLength: 5 }) },
    { noNullPrototype: true },
  ),
  { selector: ({ id }) => id, maxLength: 8 },
);
