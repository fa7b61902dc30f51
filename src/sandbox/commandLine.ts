import { parseBehavior } from './behaviorInput';
import { parsedJson } from './http/exchange';
import type { SandboxOptions } from './options';

/** What a command line asks for. */
export type CommandLine =
  | { readonly kind: 'start'; readonly options: SandboxOptions }
  | { readonly kind: 'help' }
  /** It can't be understood, for a reason that is a whole sentence. */
  | { readonly kind: 'problem'; readonly message: string };

export function parseCommandLine(words: readonly string[]): CommandLine {
  let options: SandboxOptions = {};
  for (let index = 0; index < words.length; index += 2) {
    const [name = '', word] = words.slice(index, index + 2);
    if (name === '--help') return { kind: 'help' };
    const [, glued, inline] = /^(--[^=]+)=([^]*)$/.exec(name) ?? [];
    const flag = flags.find(known => known.name === (glued ?? name));
    if (flag === undefined) return problem(`There is no option ${glued ?? name}.`);
    const value = inline ?? word;
    if (inline !== undefined) index--;
    if (value === undefined || value === '') return problem(`The option ${flag.name} needs a value.`);
    const read = flag.read(value);
    if (typeof read === 'string') return problem(`The option ${flag.name} must be ${read}, not ${value}.`);
    options = { ...options, ...read };
  }
  if (options.burst !== undefined && options.rate === undefined) return problem('The option --burst needs --rate.');
  return { kind: 'start', options };
}

interface Flag {
  readonly name: string;
  readonly value: string;
  readonly help: string;
  /** What the value means, or what it must be. */
  readonly read: (value: string) => SandboxOptions | string;
}

const flags: readonly Flag[] = [
  flag('--port N', 'the port; any free one unless told', whole('port', 0, 65_535)),
  flag('--key KEY', "ImageKit's private API key; a random one unless told", text('key')),
  flag('--user NAME', "Oracle Content's user; demo unless told", text('user')),
  flag('--password WORD', 'and the password; a random one unless told', text('password')),
  flag('--files N', 'how many files the library has; 240 unless told', whole('files', 0, 1_000_000)),
  flag('--folders N', 'how many folders hold those beyond 240; one for 500 unless told', whole('folders', 1, 100_000)),
  flag('--distinct-tags N', 'how many tags those have together, beside what they show', whole('distinctTags', 0, 100_000)),
  flag('--state FILE', 'keep what is changed in FILE', text('state')),
  flag('--latency MS', 'delay every answer', whole('latencyMs', 0, 600_000)),
  flag('--lag MS', 'listings and searches show edits so much later', whole('searchLagMs', 0, 3_600_000)),
  flag('--rate N', 'let N writes through in a second', value =>
    isPositive(value) ? { rate: Number(value) } : 'a number above 0',
  ),
  flag('--burst N', 'and N at once after a pause; as many as --rate unless told', whole('burst', 1, 1_000_000)),
  flag('--behavior JSON', 'limits and faults: see below', readBehavior),
];

export const help = `Usage: node sandbox.js [options]

A sample library that speaks ImageKit's media API and Oracle Content's REST API for Documents
on 127.0.0.1. Prints one line of JSON when it is ready: both addresses, and how to sign in.

${flags.map(({ name, value, help: sentence }) => `  ${`${name} ${value}`.padEnd(18)} ${sentence}\n`).join('')}  --help             show this

What the services are like is told as JSON, all of it optional. It can be changed while the
sandbox runs: PATCH /sandbox/behavior, with the key as user name. GET shows it.

  latencyMs, searchLagMs   as --latency and --lag
  readLimit, writeLimit    {"allows":[{"requests":100,"intervalMs":1000}, …],   all of them hold
                            "named":"always" | "refusals" | "never",            in X-RateLimit-*
                            "granted":0.5,                                      of what is named
                            "refill":"steadily" | "atOnce",
                            "retryAfter":"seconds" | "zero" | "past"}
  faults                   [{"kind": …, "requests":"reads" | "writes" | "all", "path":"…",
                             "skip":0, "times":1, "share":0.1}, …]              which requests
    kinds                  lost, serverError, gatewayPage, notFound, signedOut, answer:
                             "status", "headers", "body", "names":"some" | "all" | "none",
                             "carriedOut":"no" | "yes" | "late", "afterMs":1000
                           partial, unmentioned, tagless: "files":0.5, "carriedOut":"no" | "yes"
  forbidden                "documented" | "empty" | "text" | "page" | "signIn"  Oracle's 403
  oracleAnswers            "asAsked" | "xml"
  oraclePictures           "octetStream" | "named"

  GET /sandbox/counts      how many reads, writes, refusals and faults there were
  POST /sandbox/tags       {"id":"…","set":[…],"add":[…],"remove":[…]}: a colleague's edit
`;

function flag(usage: string, help: string, read: Flag['read']): Flag {
  const [name = '', value = ''] = usage.split(' ');
  return { name, value, help, read };
}

function text(option: 'key' | 'user' | 'password' | 'state'): Flag['read'] {
  return value => ({ [option]: value });
}

function whole(
  option: 'port' | 'files' | 'folders' | 'distinctTags' | 'latencyMs' | 'searchLagMs' | 'burst',
  low: number,
  high: number,
): Flag['read'] {
  return value =>
    /^\d+$/.test(value) && Number(value) >= low && Number(value) <= high
      ? { [option]: Number(value) }
      : `a whole number from ${low} to ${high}`;
}

function isPositive(value: string): boolean {
  return /^\d+(?:\.\d+)?$/.test(value) && Number(value) > 0;
}

function readBehavior(value: string): SandboxOptions | string {
  try {
    return parseBehavior(parsedJson(value));
  } catch (error) {
    return `a behavior as JSON (${error instanceof Error ? error.message : String(error)})`;
  }
}

function problem(message: string): CommandLine {
  return { kind: 'problem', message };
}
