/** What can't be seen, or changes how its neighbours are seen: controls, line separators, marks of direction, halves of pairs. */
const hidden =
  /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** Text from elsewhere on one line, with everything in sight that would have an effect unseen: `↵`, `⟨202E⟩`. */
export function visibleText(text: string): string {
  return text.replace(hidden, mark =>
    mark === '\n' ? '↵' : `⟨${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
