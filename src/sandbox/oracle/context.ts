import type { SampleFile } from '../library/file';
import type { Library } from '../library/library';
import type { Media } from '../media';

/** What Oracle Content's side of the sandbox works with. */
export interface OracleContext {
  readonly library: Library;
  readonly media: Media;
  readonly user: string;
  readonly password: string;
  readonly tokenSeconds: number;
  readonly now: () => number;
  readonly refuses: (file: SampleFile) => boolean;
  /** Called after the library was changed. */
  readonly changed: () => void;
}
