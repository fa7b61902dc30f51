import assert from 'node:assert/strict';
import { codeSpan, escapeMarkdown } from '../../../../src/app/text/markdown';

describe("a service's text in Markdown", () => {
  const cases: readonly (readonly [what: string, text: string, markdown: string])[] = [
    ['a cell’s border', 'a|b', 'a\\|b'],
    ['a line break', 'a\nb', 'a↵b'],
    ['HTML', '<img src=x>', '\\<img src\\=x\\>'],
    ['a command link', '[x](command:evil)', '\\[x\\]\\(command\\:evil\\)'],
    ['backticks', '`a`', '\\`a\\`'],
    ['an address', 'https://a.example', 'https\\://a\\.example'],
    ['an entity', '&lt;', '\\&lt;'],
    ['a formula', '$a$', '\\$a\\$'],
    ['an image', '![](x)', '\\!\\[\\]\\(x\\)'],
    ['right-to-left script', 'מבצע', '\u2068מבצע\u2069'],
    ['a mark of direction', 'a\u202egpj.exe', 'a⟨202E⟩gpj\\.exe'],
    ['a control character', 'a\u0007b', 'a⟨0007⟩b'],
    ['plain words', 'Größe 42 日本', 'Größe 42 日本'],
  ];
  for (const [what, text, markdown] of cases) {
    it(`shows ${what} as text`, () => {
      assert.equal(escapeMarkdown(text), markdown);
    });
  }

  it('shows an id monospaced, and anything that is none as text', () => {
    assert.deepEqual(['598821f9-a.b_c', 'a`b', ''].map(codeSpan), ['`598821f9-a.b_c`', 'a\\`b', '']);
  });
});
