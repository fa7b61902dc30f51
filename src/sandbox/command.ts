import type { SandboxOptions } from './options';

/** What a command line asks for. */
export type Command =
  | { readonly kind: 'start'; readonly options: SandboxOptions }
  | { readonly kind: 'help' }
  /** It can't be understood, for a reason that is a whole sentence. */
  | { readonly kind: 'problem'; readonly message: string };

export const HELP = `Usage: node sandbox.js [options]

A sample library that speaks ImageKit's media API and Oracle Content's REST API for Documents
on 127.0.0.1. Prints one line of JSON when it is ready: both addresses, and how to sign in.

  --port N           the port; any free one unless told
  --key KEY          ImageKit's private API key
  --user NAME        Oracle Content's user
  --password WORD    and the password
  --files N          how many files the library has; 240 unless told
  --state FILE       keep what is changed in FILE
  --latency MS       delay every answer
  --rate N           let N writes through in a second
  --burst N          and N at once after a pause; as many as --rate unless told
  --help             show this
`;

export function parseCommand(words: readonly string[]): Command {
  const options: Record<string, string | number> = {};
  for (let index = 0; index < words.length; index += 2) {
    const [name = '', word] = words.slice(index, index + 2);
    if (name === '--help') return { kind: 'help' };
    const [, glued, inline] = /^(--[^=]+)=([^]*)$/.exec(name) ?? [];
    const known = OPTIONS.get(glued ?? name);
    if (known === undefined) return problem(`There is no option ${glued ?? name}.`);
    const value = inline ?? word;
    if (inline !== undefined) index--;
    if (value === undefined || value === '') return problem(`The option ${glued ?? name} needs a value.`);
    const fault = known.check?.(value);
    if (fault !== undefined) return problem(`The option ${glued ?? name} must be ${fault}, not ${value}.`);
    options[known.name] = known.check === undefined ? value : Number(value);
  }
  if ('burst' in options && !('rate' in options)) return problem('The option --burst needs --rate.');
  if ('user' in options !== 'password' in options) return problem('The options --user and --password need each other.');
  return { kind: 'start', options };
}

interface Option {
  readonly name: keyof SandboxOptions;
  /** What a number must be like, where the text isn't; texts have no check. */
  readonly check?: (text: string) => string | undefined;
}

const OPTIONS: ReadonlyMap<string, Option> = new Map<string, Option>([
  ['--port', { name: 'port', check: whole(0, 65_535) }],
  ['--key', { name: 'key' }],
  ['--user', { name: 'user' }],
  ['--password', { name: 'password' }],
  ['--files', { name: 'files', check: whole(0, 1_000_000) }],
  ['--state', { name: 'state' }],
  ['--latency', { name: 'latencyMs', check: whole(0, 600_000) }],
  ['--rate', { name: 'rate', check: positive }],
  ['--burst', { name: 'burst', check: whole(1, 1_000_000) }],
]);

function whole(low: number, high: number): (text: string) => string | undefined {
  return text =>
    /^\d+$/.test(text) && Number(text) >= low && Number(text) <= high ? undefined : `a whole number from ${low} to ${high}`;
}

function positive(text: string): string | undefined {
  return /^\d+(?:\.\d+)?$/.test(text) && Number(text) > 0 ? undefined : 'a number above 0';
}

function problem(message: string): Command {
  return { kind: 'problem', message };
}
