import type { Picture } from '../core/model/file';
import type { HttpResponse } from '../net/transport';

/** VS Code cuts a hover's Markdown at 100,000 characters, and a picture goes into it as base64: four characters for three bytes. */
export const pictureSizeLimit = 72_000;

/** The picture in an answer, told by its bytes: a service may call it `application/octet-stream`. Undefined where it is none that a browser shows. */
export function pictureOf(response: HttpResponse): Picture | undefined {
  if (response.status !== 200) return undefined;
  const mime = mimeOfBytes(response.body) ?? vectorMime(response);
  return mime === undefined ? undefined : { mime, bytes: response.body };
}

/** How the formats begin, after so many bytes that may be anything. */
const signatures: readonly { readonly mime: string; readonly at: number; readonly bytes: string }[] = [
  { mime: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { mime: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { mime: 'image/gif', at: 0, bytes: 'GIF87a' },
  { mime: 'image/gif', at: 0, bytes: 'GIF89a' },
  { mime: 'image/webp', at: 8, bytes: 'WEBP' },
  { mime: 'image/avif', at: 4, bytes: 'ftypavif' },
  { mime: 'image/bmp', at: 0, bytes: 'BM' },
];

function mimeOfBytes(body: Uint8Array): string | undefined {
  const start = Buffer.from(body.subarray(0, 16)).toString('latin1');
  return signatures.find(({ at, bytes }) => start.startsWith(bytes, at))?.mime;
}

/** Text begins in many ways: what draws by lines is told by its name. */
function vectorMime({ headers }: HttpResponse): string | undefined {
  const mime = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return mime === 'image/svg+xml' ? mime : undefined;
}
