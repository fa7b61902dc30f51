import { isRecord } from './http/exchange';
import type { Behavior } from './options';

/**
 * A behaviour that came as JSON.
 * @throws Error in one sentence that names what can't be understood
 */
export function parseBehavior(value: unknown): Partial<Behavior> {
  behavior(value, 'The behavior');
  return value as Partial<Behavior>;
}

/** Throws where a value isn't what it should be; `name` is what the sentence calls it. */
type Check = (value: unknown, name: string) => void;

function whole(low: number, high: number): Check {
  return (value, name) => {
    const isIt = typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;
    if (!isIt) throw new Error(`${name} must be a whole number from ${low} to ${high}.`);
  };
}

const part: Check = (value, name) => {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) throw new Error(`${name} must be a number from 0 to 1.`);
};

const text: Check = (value, name) => {
  if (typeof value !== 'string') throw new Error(`${name} must be a text.`);
};

function oneOf(...words: readonly string[]): Check {
  return (value, name) => {
    if (!words.some(word => word === value)) throw new Error(`${name} must be one of ${words.join(', ')}.`);
  };
}

function listOf(check: Check): Check {
  return (value, name) => {
    if (!Array.isArray(value)) throw new Error(`${name} must be a list.`);
    value.forEach((item, index) => {
      check(item, `${name}[${index}]`);
    });
  };
}

function record(fields: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  return (value, name) => {
    if (!isRecord(value)) throw new Error(`${name} must be an object.`);
    for (const field of required) if (value[field] === undefined) throw new Error(`${name} needs ${field}.`);
    for (const [field, entry] of Object.entries(value)) {
      const check = Object.hasOwn(fields, field) ? fields[field] : undefined;
      if (check === undefined) throw new Error(`${name} has no ${field}.`);
      if (entry !== undefined) check(entry, `${name}.${field}`);
    }
  };
}

function orNull(check: Check): Check {
  return (value, name) => {
    if (value !== null) check(value, name);
  };
}

const anything: Check = () => undefined;

const day = 24 * 3_600_000;

const requestLimit = record(
  {
    allows: listOf(record({ requests: whole(1, 1_000_000), intervalMs: whole(1, day) }, ['requests', 'intervalMs'])),
    named: oneOf('always', 'refusals', 'never'),
    granted: part,
    refill: oneOf('steadily', 'atOnce'),
    retryAfter: oneOf('seconds', 'zero', 'past'),
  },
  ['allows'],
);

const faultRule = record(
  {
    kind: oneOf(
      ...['lost', 'serverError', 'gatewayPage', 'notFound', 'signedOut', 'answer'],
      ...['partial', 'unmentioned', 'tagless'],
    ),
    status: whole(200, 599),
    headers: anything,
    body: anything,
    names: oneOf('some', 'all', 'none'),
    carriedOut: oneOf('no', 'yes', 'late'),
    afterMs: whole(0, day),
    files: part,
    requests: oneOf('all', 'reads', 'writes'),
    path: text,
    skip: whole(0, 1_000_000_000),
    times: whole(0, 1_000_000_000),
    share: part,
  },
  ['kind'],
);

const behavior = record({
  latencyMs: whole(0, 600_000),
  searchLagMs: whole(0, 3_600_000),
  readLimit: orNull(requestLimit),
  writeLimit: orNull(requestLimit),
  faults: listOf(faultRule),
  forbidden: oneOf('documented', 'empty', 'text', 'page', 'signIn'),
  oracleAnswers: oneOf('asAsked', 'xml'),
  oraclePictures: oneOf('named', 'octetStream'),
} satisfies Record<keyof Behavior, Check>);
