import type { Picture } from '../core/model/file';
import type { HttpResponse } from '../net/transport';

/** VS Code cuts a hover's Markdown at 100,000 characters, and a picture goes into it as base64: four characters for three bytes. */
export const pictureSizeLimit = 72_000;

/** The picture in an answer; undefined where it is none. */
export function pictureOf(response: HttpResponse): Picture | undefined {
  const mime = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (response.status !== 200 || !/^image\/[\w.+-]+$/.test(mime)) return undefined;
  return { mime, bytes: response.body };
}
