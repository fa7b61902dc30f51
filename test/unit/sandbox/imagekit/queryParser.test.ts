import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { searchAssets } from '../../../../src/sandbox/imagekit/assetSearch';
import { type Comparison, type Expression, parseQuery, QueryProblem } from '../../../../src/sandbox/imagekit/queryParser';
import { fileOfFixture } from '../../../../src/sandbox/library/fixtureFile';
import { expectLinear } from '../../../support/growth';
import { basic, send, withSandbox } from '../exchange';

const file = fileOfFixture({ path: '/a/b.jpg', tags: ['sale'], subject: 'mug', color: 'blue' });

/** What the grammar is made of, and what is near to it. */
const pieces = fc.oneof(
  fc.constantFrom(
    ...['tags', 'name', 'type', 'id', 'path', 'createdAt', 'size', 'private', '"customMetadata.brand"', '"embeddedMetadata.ISO"'],
    ...['AND', 'OR', 'NOT', 'IN', 'HAS', 'EXISTS', '=', ':', '<', '<=', '>', '>=', '(', ')', '[', ']', ','],
    ...[
      '"sale"',
      "'it\\'s'",
      '""',
      '"',
      "'",
      '\\',
      '2d',
      '2024-01-31',
      '2024-01-31T10:00:00Z',
      '500',
      'true',
      '1mb',
      'tags IN ["a"]',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const noise = fc.array(pieces, { maxLength: 60 }).chain(words => fc.constantFrom(words.join(' '), words.join('')));

const text = fc.string({ unit: 'binary', maxLength: 12 });
const comparison = fc.oneof(
  fc.record({
    kind: fc.constant('comparison' as const),
    field: fc.constant('tags'),
    operator: fc.constant('IN' as const),
    values: fc.array(text, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('comparison' as const),
    field: fc.constantFrom('name', 'path'),
    operator: fc.constantFrom('=' as const, ':' as const),
    values: fc.tuple(text),
  }),
  fc.record({
    kind: fc.constant('comparison' as const),
    field: fc.constantFrom('size', 'width'),
    operator: fc.constantFrom('<' as const, '>=' as const),
    values: fc.tuple(fc.nat()),
  }),
  fc.record({
    kind: fc.constant('comparison' as const),
    field: fc.constant('customMetadata.a "b"'),
    operator: fc.constant('EXISTS' as const),
    values: fc.constant([]),
  }),
);
const { expression } = fc.letrec<{ expression: Expression }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    comparison,
    fc.record({ kind: fc.constant('not' as const), part: tie('expression') }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      parts: fc.array(tie('expression'), { minLength: 2, maxLength: 4 }),
    }),
  ),
}));

describe('the grammar of search queries', () => {
  it('reads back what is written in it', () => {
    fc.assert(
      fc.property(expression, written => {
        // the arbitrary's objects have no prototype
        deepEqual(parseQuery(print(written)), structuredClone(written));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('finds the same as the expression says', () => {
    fc.assert(
      fc.property(expression, written => {
        equal(searchAssets(print(written), 0).matches(file), holds(written));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('takes anything, and says in a sentence what it does not understand', () => {
    fc.assert(
      fc.property(noise, query => {
        try {
          searchAssets(query, 0).matches(file);
        } catch (error) {
          ok(error instanceof QueryProblem, String(error));
          ok(/^[^]*\.$/.test(error.message), error.message);
        }
      }),
      { seed: 3, numRuns: 3000 },
    );
  });

  it('answers 200 or 400 to whatever is sent', () =>
    withSandbox({ files: 20 }, async sandbox => {
      const answers = fc.sample(noise, { seed: 4, numRuns: 200 }).map(async query => {
        // a lone surrogate can't be sent
        const sent = encodeURIComponent(Buffer.from(query).toString());
        return (await send(sandbox, `GET /v1/files?searchQuery=${sent}`, { headers: basic(sandbox.key) })).status;
      });
      deepEqual([...new Set(await Promise.all(answers))].toSorted(), [200, 400]);
    }));

  for (const [name, query] of [
    ['open parentheses', size => '('.repeat(size)],
    ['negations', size => 'NOT '.repeat(size)],
    ['comparisons', size => Array(size).fill('size > 1').join(' AND ')],
    ['groups side by side', size => Array(size).fill('(size > 1 OR size < 1)').join(' OR ')],
    ['a long list', size => `tags IN [${Array(size).fill('"a"').join(',')}]`],
    ['a long text', size => `name = "${'\\"a'.repeat(size)}"`],
    ['a text without an end', size => `name = "${'\\"a'.repeat(size)}`],
    ['quotes', size => `name = ${'"'.repeat(size)}`],
    ['backslashes', size => `name = "${'\\'.repeat(size)}`],
    ['blanks', size => `name${' '.repeat(size)}= "a"`],
    ['digits', size => `size > ${'1'.repeat(size)}x`],
    ['a date without an end', size => `createdAt > 2024-01-31T${'10:'.repeat(size)}`],
    ['a long word', size => 'a'.repeat(size)],
    ['words to look for', size => `name HAS "${'a '.repeat(size)}"`],
    ['marks', size => '<=>'.repeat(size)],
  ] as const satisfies readonly (readonly [string, (size: number) => string])[]) {
    it(`takes no more time than its length for ${name}`, () => {
      expectLinear(size => {
        try {
          searchAssets(query(size), 0).matches(file);
        } catch (error) {
          ok(error instanceof QueryProblem, String(error));
        }
      }, 1000);
    });
  }
});

function print(expression: Expression): string {
  switch (expression.kind) {
    case 'not':
      // a comparison may have its own NOT, which means the same
      return `NOT (${print(expression.part)})`;
    case 'all':
    case 'any':
      return expression.parts.map(part => `(${print(part)})`).join(expression.kind === 'all' ? ' AND ' : ' or ');
    case 'comparison': {
      const { field, operator, values } = expression;
      const texts = values.map(value => (typeof value === 'string' ? quoted(value) : String(value)));
      const right = operator === 'IN' ? `[${texts.join(', ')}]` : texts.join('');
      return `${field.includes('.') ? quoted(field) : field} ${operator} ${right}`;
    }
  }
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function holds(expression: Expression): boolean {
  switch (expression.kind) {
    case 'not':
      return !holds(expression.part);
    case 'all':
      return expression.parts.every(holds);
    case 'any':
      return expression.parts.some(holds);
    case 'comparison':
      return compares(expression);
  }
}

function compares({ field, operator, values: [first = '', ...rest] }: Comparison): boolean {
  if (field === 'tags') return [first, ...rest].includes('sale');
  if (operator === 'EXISTS') return false;
  const fact = field === 'size' ? file.size : (file.dimensions?.width ?? 0);
  if (operator === '<') return fact < Number(first);
  if (operator === '>=') return fact >= Number(first);
  if (field === 'name') return operator === '=' ? first === 'b.jpg' : 'b.jpg'.startsWith(String(first));
  const path = String(first).split('/').filter(Boolean).join('/');
  return path === 'a' || (operator === ':' && path === '');
}
