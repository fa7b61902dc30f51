/** A name as it is searched: neither case nor the way in which an accent is written counts. */
export function foldName(name: string): string {
  // most names are plain, and there is nothing to normalize in them
  return (/^[ -~]*$/.test(name) ? name : name.normalize('NFC')).toLowerCase();
}

/** Whether the text is in the name where a word begins: `mug` is in `blue-mug.jpg` and not in `smug.jpg`. Both are folded. */
export function hasAtWordStart(name: string, text: string): boolean {
  for (let at = name.indexOf(text); at >= 0; at = name.indexOf(text, at + 1)) if (isWordStart(name, at)) return true;
  return false;
}

/** Whether a word begins at this place, or something that is no word. */
export function isWordStart(text: string, at: number): boolean {
  return at === 0 || !wordCharacter.test(text[at - 1] ?? '') || !wordCharacter.test(text[at] ?? '');
}

const wordCharacter = /[\p{L}\p{N}]/u;
