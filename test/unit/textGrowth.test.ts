import { parseSearch, searchTokens } from '../../src/app/search/parseSearch';
import { inOneLine } from '../../src/app/selection/references';
import { similarityKey } from '../../src/app/suggestions/nearTwins';
import { parseTypedTags } from '../../src/app/suggestions/typedTags';
import { guardedCell, readCsv, tagSeparatorOf, tagsOfCell, unguardedCell } from '../../src/app/tables/csvTable';
import { readJsonTable } from '../../src/app/tables/jsonTable';
import { tableFormatOf } from '../../src/app/tables/tagImport';
import { codeSpan, escapeMarkdown } from '../../src/app/text/markdown';
import { rowText } from '../../src/app/text/message';
import { reportCsv } from '../../src/app/runs/runReport';
import { proxyFor } from '../../src/net/proxy';
import { escapeIcons } from '../../src/ui/icons';
import { expectLinear } from '../support/growth';

/** What is repeated: where a pattern tries each beginning again, or goes back over what it has read, one of these shows it. */
const units = [
  ...[
    'a',
    ' ',
    '"',
    '""',
    "'",
    '\\',
    '\\"',
    ',',
    ';',
    ' ,',
    ';=',
    '; ',
    ':',
    '::1',
    'a:',
    '#',
    '# "',
    '-',
    '-a',
    '(',
    '$(a',
    '|',
    '\t',
    '=',
  ],
  ...[
    '1',
    '1.',
    '1-',
    'Mar ',
    '\r',
    '\n',
    '\r\n',
    '"\n',
    '{"',
    '[',
    '\ud800',
    '\u202e',
    '\u0301',
    '<a',
    '&#',
    '*.',
    '@',
    '_',
    '`',
  ],
] as const;

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'typed tags': parseTypedTags,
  'a search': parseSearch,
  'the parts of a search': text => [...searchTokens(text)],
  'ids in one line': inOneLine,
  'a tag beside its twins': similarityKey,
  'a CSV file': text => readCsv(`id,tags\n${text}`),
  'JSON Lines': readJsonTable,
  'a table of any format': text => tableFormatOf(text),
  'the cell of a spreadsheet': text => [guardedCell(text), unguardedCell(text), tagsOfCell(text), tagSeparatorOf([text])],
  'a report as CSV': text => reportCsv({ files: [{ id: text, outcome: 'failed', edit: { kind: 'clear' } }] }),
  'text in Markdown': text => [escapeMarkdown(text), codeSpan(text)],
  'text in a row': text => [rowText(text), escapeIcons(text)],
  'hosts that need no proxy': text =>
    proxyFor(new URL('https://a.example'), {
      noProxy: [text],
      strictSSL: true,
      environment: { HTTPS_PROXY: 'http://proxy.example' },
    }),
};

describe('reading text of any kind', () => {
  for (const [what, read] of Object.entries(readers)) {
    it(`takes no more time than its length: ${what}`, function () {
      this.timeout(30_000);
      for (const unit of units) {
        // with an end that fits nothing before it
        expectLinear(size => read(`${unit.repeat(size)}\u0001`), 1_000);
      }
    });
  }
});
