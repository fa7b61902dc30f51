import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The folder in which VS Code, and the browser that shows it, keep all that they keep. */
export const profileFolder = process.env['TAGWRIGHT_PROFILE'] ?? '';

/** Which of the texts stands in which file of the profile, as it is or in disguise: `path: text`. */
export function findInProfile(texts: Iterable<string>): readonly string[] {
  const find = finderOf(texts);
  return readdirSync(profileFolder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .flatMap(path => find(contentOf(path)).map(text => `${relative(profileFolder, path)}: ${text}`));
}

/** Makes what finds those of the texts that stand in something, as they are or in disguise. */
export function finderOf(texts: Iterable<string>): (content: Buffer) => readonly string[] {
  const known = [...texts].map(text => ({ text, forms: formsOf(text) }));
  return content => known.filter(({ forms }) => forms.some(form => content.includes(form))).map(({ text }) => text);
}

/** How a text may stand in a file: plain, percent-encoded, in JSON, or in base64 wherever it begins; in UTF-8 or UTF-16. */
function formsOf(text: string): readonly Buffer[] {
  const base64 = [0, 1, 2].map(shift => {
    const encoded = Buffer.from(' '.repeat(shift) + text).toString('base64');
    // the letters at both ends hold bits of what stands before and behind, too
    return encoded.slice(shift === 0 ? 0 : 4).replace(/.?=*$/, '');
  });
  const base64url = base64.map(one => one.replaceAll('+', '-').replaceAll('/', '_'));
  const forms = new Set([text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), ...base64, ...base64url]);
  return [...forms].flatMap(form => [Buffer.from(form), Buffer.from(form, 'utf16le')]);
}

/** Empty where it has gone in the meantime: VS Code and the browser are at work. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
