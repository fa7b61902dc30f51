import type { FileAddress } from '../../core/service/descriptor';
import type { RemoteFile } from '../../core/model/file';

/**
 * ImageKit's documentation shows ids of 24 hexadecimal digits, and once one with another letter at its end; no rule is
 * given. What holds no digit is a word.
 */
export function findIds(text: string): readonly string[] {
  return unique(text.match(/(?<![\w-])(?=[a-z]*\d)[0-9a-z]{24}(?![\w-])/g) ?? []);
}

/** Addresses of files under the account's own address, a custom domain or a further URL endpoint, however they are transformed. */
export function findAddresses(text: string): readonly FileAddress[] {
  const runs = text.match(/https?:\/\/[^\s"'`<>()[\]{}\\;]+/g) ?? [];
  return unique(runs.flatMap(addressesIn)).flatMap(url => addressOf(url) ?? []);
}

/** A comma parts two addresses, or two parameters of a transformation within one: then a slash comes after it. */
function addressesIn(run: string): readonly string[] {
  return run.split(/,(?=https?:)/).map(part => {
    const end = part.indexOf(',', part.lastIndexOf('/'));
    return end < 0 ? part : part.slice(0, end);
  });
}

/** Where something can be had: the host, and the path's segments, decoded and without transformations. */
interface Place {
  readonly host: string;
  readonly segments: readonly string[];
}

function addressOf(url: string): FileAddress | undefined {
  const place = placeOf(url);
  const name = place?.segments.at(-1);
  // a file is told from a page by its extension
  if (!place || name === undefined || !hasExtension(name)) return undefined;
  return { url, name, leadsTo: file => leads(place, file) };
}

/**
 * An account's address names the account, then perhaps a URL endpoint, then the file's path; a custom domain stands for the
 * account, perhaps with the endpoint. Which domains and endpoints an account has, the API does not tell.
 */
function leads({ host, segments }: Place, { path, facts }: RemoteFile): 'surely' | 'perhaps' | undefined {
  const own = facts.url === undefined ? undefined : placeOf(facts.url);
  const parts = path.split('/').filter(part => part !== '');
  const before = segments.length - parts.length;
  if (parts.length === 0 || before < 0 || !isSame(segments.slice(before), parts)) return undefined;
  if (own?.host !== host) return before <= 1 ? 'perhaps' : undefined;
  const account = own.segments.slice(0, own.segments.length - parts.length);
  if (!isSame(segments.slice(0, account.length), account)) return undefined;
  const endpoints = before - account.length;
  if (endpoints === 0) return 'surely';
  return endpoints === 1 ? 'perhaps' : undefined;
}

/** http and https lead to the same; so does an address with its transformations left out, in its path or in its query. */
function placeOf(text: string): Place | undefined {
  if (!URL.canParse(text)) return undefined;
  const { host, pathname } = new URL(text);
  const segments = pathname.split('/').filter(segment => segment !== '' && !/^tr(:|%3a)/i.test(segment));
  return { host, segments: withoutSeoName(withoutDerivative(segments.map(decoded))) };
}

/** A video's still, `…/film.mp4/ik-thumbnail.jpg`, and other forms of a file that are made of it, `ik-video.mp4` and `ik-master.m3u8`, follow its name. */
function withoutDerivative(segments: readonly string[]): readonly string[] {
  const [file = '', derivative = ''] = segments.slice(-2);
  return derivative.startsWith('ik-') && hasExtension(derivative) && hasExtension(file) ? segments.slice(0, -1) : segments;
}

/** `ik-seo/a/mug/blue-mug-of-clay.jpg` is the file `a/mug.jpg` by a name for search engines. */
function withoutSeoName(segments: readonly string[]): readonly string[] {
  const at = segments.indexOf('ik-seo');
  if (at < 0) return segments;
  const [stem, seoName = ''] = segments.slice(-2);
  const extension = seoName.slice(seoName.lastIndexOf('.'));
  if (segments.length - at < 3 || !hasExtension(seoName)) return segments.toSpliced(at, 1);
  return [...segments.slice(0, at), ...segments.slice(at + 1, -2), `${stem}${extension}`];
}

function hasExtension(name: string): boolean {
  return /[^.]\.\w+$/.test(name);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((part, index) => part === right[index]);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
