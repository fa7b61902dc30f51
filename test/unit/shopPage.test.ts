import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { globSync } from 'glob';
import { shopPage } from '../../shopPage.mjs';

describe("the package's page", () => {
  const readme = readFileSync('README.md', 'utf8');
  const address = 'https://pictures.example/tagwright/';
  const pages = [shopPage(readme), shopPage(readme, address)];
  const headings = (text: string) => text.match(/^##+ .*$/gm);
  const pictures = (text: string) => Array.from(text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g), ([, path = '']) => path);

  it('is for who installs it: what README says, without what is for who builds it', () => {
    const common = headings(readme)?.filter(heading => heading !== '## More');
    for (const page of pages) {
      assert.match(page, /^# Tagwright\n\nTag the files of your media library/);
      assert.doesNotMatch(page, /\bnpm\b|<!--|fresh clone/);
      assert.deepEqual(headings(page), common);
    }
    assert.match(readme, /\bnpm start\b/);
  });

  it('shows all pictures of README where they are public, and else none, nor a sentence that leads to one', () => {
    const [without = '', having = ''] = pages;
    assert.deepEqual(
      pictures(having),
      pictures(readme).map(path => address + path),
    );
    assert.ok(pictures(readme).length > 10);
    assert.deepEqual(pictures(without), []);
    assert.doesNotMatch(without, /!\[|media\/|:\n\n(?!```|\|)/);
  });

  it('leads nowhere within the repository', () => {
    const links = pages.flatMap(page => Array.from(page.matchAll(/\]\(([^)]+)\)/g), ([, target = '']) => target));
    assert.deepEqual(
      links.filter(target => !/^(?:https:|#)/.test(target)),
      [],
    );
  });
});

describe('the pictures of README', () => {
  it('are all that is kept of screenshots', () => {
    const shown = Array.from(readFileSync('README.md', 'utf8').matchAll(/\((media\/screenshots\/[^)]+)\)/g), ([, path]) => path);
    assert.deepEqual(globSync('media/screenshots/*', { posix: true }).sort(), shown.sort());
  });
});
