/** Something that is said and is not so, or was done and not asked for. */
export interface Disagreement {
  /** The same words for all of its kind. */
  readonly kind: string;
  /** What about: a run and a file. */
  readonly about: string;
  readonly facts: string;
}

export function disagreement(kind: string, about: string, facts: Facts = {}): Disagreement {
  return { kind, about, facts: describe(facts) };
}

export type Facts = Readonly<Record<string, unknown>>;

function describe(facts: Facts): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value, shortened)}`)
    .join(', ');
}

function shortened(_name: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > 40 ? `${value.slice(0, 12)}…(${value.length})` : value;
}

export function textOf({ kind, about, facts }: Disagreement): string {
  return `${kind} · ${about}${facts === '' ? '' : ` · ${facts}`}`;
}
