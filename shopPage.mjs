// Makes the package's page, dist/README.md, of README.md: it is for who installs Tagwright, and what is for who builds it is left
// out. An extension's page in VS Code shows pictures from the web alone, none of the package and none that is in the page itself:
// TAGWRIGHT_PICTURES is the https: address where this repository's files are public. Without it the page has no pictures.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const forBuilders = /<!-- for builders -->.*?<!-- for all -->\n*/gs;
const picture = /(!\[[^\]]*\]\()([^):]+\))/g;

/**
 * Pure.
 * @param {string} readme
 * @param {string} [address] where the pictures are, with a slash at its end
 */
export function shopPage(readme, address) {
  const page = readme.replace(forBuilders, '');
  if (address !== undefined) return page.replace(picture, (_, before, path) => before + address + path);
  const paragraphs = page.split(/\n{2,}/);
  return paragraphs.filter(paragraph => paragraph.search(picture) < 0).join('\n\n');
}

if (basename(process.argv[1] ?? '') === 'shopPage.mjs') {
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/README.md', shopPage(readFileSync('README.md', 'utf8'), process.env.TAGWRIGHT_PICTURES));
}
