import { type HttpAnswer, type Api, type Request, type RequestClass, pathSegments, textAnswer } from './http/exchange';
import type { MediaLibrary } from './library/mediaLibrary';
import type { SampleFile } from './library/sampleFile';
import { hash } from './library/seededRandom';
import { Pictures } from './picture/pictures';

/** What files look like, at `/media/<path>`. Pictures are drawn small whatever size a file is said to have. */
export class Media implements Api {
  private readonly pictures = new Pictures();

  constructor(private readonly library: MediaLibrary) {}

  owns(path: string): boolean {
    return path.startsWith('/media/');
  }

  classOf(): RequestClass {
    return 'other';
  }

  answer({ path }: Request): HttpAnswer {
    const [, ...names] = pathSegments(path) ?? [];
    const file = this.library.fileByPath(`/${names.join('/')}`);
    if (file === undefined) return textAnswer(404, 'Not Found');
    return { status: 200, headers: { 'content-type': 'image/png', 'cache-control': 'no-cache' }, body: this.picture(file) };
  }

  refusal(_: Request, status: number): HttpAnswer {
    return textAnswer(status, String(status));
  }

  /** A PNG of 320 by 240 pixels. */
  picture({ path, picture: { subject, color } }: SampleFile): Buffer {
    return this.pictures.picture(subject, color, hash(path));
  }
}
