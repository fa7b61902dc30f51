/**
 * Texts that come again and again in a service's answers (tags, types, beginnings of addresses), each kept once: of 100,000 files in
 * sight, copies of these would be most of what is held.
 */
export class SharedTexts {
  private texts = new Map<string, string>();

  one(text: string): string {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    if (this.texts.size >= textsAtMost) this.texts = new Map();
    this.texts.set(text, text);
    return text;
  }

  all(texts: readonly string[]): readonly string[] {
    return texts.length === 0 ? none : texts.map(text => this.one(text));
  }

  /** An address that begins or ends with a text that is kept anyway: joined of that and of what others share, so that neither is copied. */
  joined(address: string, part: string): string {
    if (part === '') return address;
    if (address.startsWith(part)) return part + this.one(address.slice(part.length));
    return address.endsWith(part) ? this.one(address.slice(0, -part.length)) + part : address;
  }
}

const none: readonly string[] = [];

/** A library has fewer tags; what is beyond is kept anew. */
const textsAtMost = 50_000;
