import type { SampleFile } from '../library/file';
import type { Library } from '../library/library';

/** What ImageKit's side of the sandbox works with. */
export interface ImageKitContext {
  readonly library: Library;
  readonly key: string;
  readonly now: () => number;
  readonly refuses: (file: SampleFile) => boolean;
  /** Where the sandbox itself is reached: files' URLs lead there. */
  readonly address: () => string;
  /** Called after the library was changed. */
  readonly changed: () => void;
}

/** The file, if it's one that ImageKit shows. */
export function ownFile({ library }: ImageKitContext, id: string): SampleFile | undefined {
  const file = library.file(id);
  return file?.owner === 'user' ? file : undefined;
}
