import type { Answer, Api, Request } from './exchange';
import { segments } from './exchange';
import { hash } from './library/random';
import type { SampleFile } from './library/file';
import type { Library } from './library/library';
import { Pictures } from './picture/pictures';

/** What files look like, at `/media/<path>`. Pictures are drawn small whatever size a file is said to have. */
export class Media implements Api {
  readonly #pictures = new Pictures();
  readonly #ids = new Map<string, string>();

  constructor(private readonly library: Library) {
    for (const { path, id } of library.files()) this.#ids.set(path, id);
  }

  owns(path: string): boolean {
    return path.startsWith('/media/');
  }

  writes(): boolean {
    return false;
  }

  answer({ path }: Request): Answer {
    const [, ...names] = segments(path) ?? [];
    const file = this.library.file(this.#ids.get(`/${names.join('/')}`) ?? '');
    return file === undefined
      ? plain(404, 'Not Found')
      : { status: 200, headers: { 'content-type': 'image/png', 'cache-control': 'no-cache' }, body: this.picture(file) };
  }

  /** A PNG of 320 by 240 pixels. */
  picture({ path, picture: { subject, color } }: SampleFile): Buffer {
    return this.#pictures.picture(subject, color, hash(path));
  }

  tooLarge(): Answer {
    return plain(413, 'Payload Too Large');
  }

  tooMany(): Answer {
    return plain(429, 'Too Many Requests');
  }
}

function plain(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
