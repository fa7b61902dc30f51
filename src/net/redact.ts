import { visibleText } from '../core/model/visibleText';

/** As much as a person reads; whatever a service says is kept with each file that it says it of. */
const longest = 1_000;
/** What comes after so much is not looked at. */
const longestRead = 20_000;

/**
 * Makes others' words harmless: every secret in them is blotted out, in whatever form a page in between may echo a request; they
 * are no longer than a person reads, on one line, and nothing is hidden in them.
 */
export function makeRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.filter(secret => secret !== '').flatMap(secret => [secret, ...base64Forms(secret)]);
  // longest first: a shorter secret may be a part of a longer one
  const patterns = [...new Set(forms)].sort((left, right) => right.length - left.length).map(patternOf);
  const secret = patterns.length === 0 ? undefined : new RegExp(patterns.join('|'), 'g');
  // a secret that is cut in two at the end would not be known
  const longestForm = 12 * Math.max(0, ...forms.map(({ length }) => length));
  return text => {
    const isLong = text.length > longestRead;
    const read = isLong ? text.slice(0, longestRead) : text;
    const redacted = secret ? read.replace(secret, '•••') : read;
    const whole = isLong ? redacted.slice(0, Math.max(0, redacted.length - longestForm)) : redacted;
    // what is made visible is longer
    const visible = visibleText(whole.slice(0, longest));
    return whole.length > longest || visible.length > longest ? `${visible.slice(0, longest)}…` : visible;
  };
}

/** A secret may be base64 itself, as the pair of a Basic sign-in is. */
function base64Forms(secret: string): readonly string[] {
  return [secret, Buffer.from(secret).toString('base64')].flatMap(base64 => {
    const bare = base64.replace(/=+$/, '');
    return bare === '' ? [] : [base64, bare, bare.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function patternOf(secret: string): string {
  return Array.from(secret, character => (/[\w.-]/.test(character) ? escaped(character) : anyFormOf(character))).join('');
}

/** A character as it is, in a URL or a form, in HTML, and in JSON. */
function anyFormOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  const bytes = Array.from(Buffer.from(character), byte => `%${anyCase(byte.toString(16).padStart(2, '0'))}`);
  const units = character.split('').map(unit => `\\\\u${anyCase(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`);
  const named = names.get(character);
  const forms = [
    units.join(''),
    `&#0*${parseInt(code, 16)};`,
    `&#[xX]0*${anyCase(code)};`,
    bytes.join(''),
    ...(named === undefined ? [] : [`&${named};`]),
    ...('"\\/'.includes(character) ? [`\\\\${escaped(character)}`] : []),
    ...(character === ' ' ? ['\\+'] : []),
    escaped(character),
  ];
  return `(?:${forms.join('|')})`;
}

const names = new Map([
  ['&', 'amp'],
  ['<', 'lt'],
  ['>', 'gt'],
  ['"', 'quot'],
  ["'", 'apos'],
]);

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, digit => `[${digit}${digit.toUpperCase()}]`);
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
