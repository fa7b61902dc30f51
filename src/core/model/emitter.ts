/** Listeners of one event; the returned function ends a subscription. */
export class Emitter<Event> {
  private readonly listeners = new Set<(event: Event) => void>();

  add(listener: (event: Event) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  tell(event: Event): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}
