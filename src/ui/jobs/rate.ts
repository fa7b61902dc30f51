/** How many files a second, over the last seconds. */
export class Rate {
  private readonly seen: { readonly files: number; readonly at: number }[] = [];

  /** @param at ms since 1970 */
  see(files: number, at: number): void {
    this.seen.push({ files, at });
    while (at - (this.seen[0]?.at ?? at) > windowMs) this.seen.shift();
  }

  /** Undefined until there is something to go by. */
  get perSecond(): number | undefined {
    const first = this.seen[0];
    const last = this.seen.at(-1);
    if (!first || !last || last.at - first.at < shortestMs) return undefined;
    return ((last.files - first.files) * 1000) / (last.at - first.at);
  }
}

const windowMs = 10_000;
const shortestMs = 1_000;
