/** The tags of all files that were seen, by connection: what is suggested. */
export class SeenTags {
  private readonly connections = new Map<string, Map<string, readonly string[]>>();

  see(connectionId: string, fileId: string, tags: readonly string[]): void {
    let files = this.connections.get(connectionId);
    if (!files) this.connections.set(connectionId, (files = new Map<string, readonly string[]>()));
    files.set(fileId, tags);
  }

  forget(connectionId: string): void {
    this.connections.delete(connectionId);
  }

  /** Each tag and how many of the seen files have it, the most frequent first. */
  of(connectionId: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const tags of this.connections.get(connectionId)?.values() ?? []) {
      for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
    return new Map([...counts].sort(([, left], [, right]) => right - left));
  }
}
