import type { Session } from '../../core/service/service';
import type { PrepareOptions } from '../../core/plan/job';
import type { Runs } from '../../core/run/runs';
import { faultOn } from '../connections/connectionFault';
import type { SelectedFile } from './selection';

/** A file with the tags it has. */
export interface FileWithTags {
  readonly id: string;
  readonly path?: string;
  readonly tags: readonly string[];
}

export interface FilesWithTags {
  readonly files: readonly FileWithTags[];
  /** Files that the library does not have, or does not show. */
  readonly left: readonly SelectedFile[];
}

/**
 * Files with their tags: those that a listing showed as they are, the others read.
 * @throws ConnectionFault where nothing can be read; the signal's reason when aborted
 */
export async function filesWithTags(
  session: Session,
  files: readonly SelectedFile[],
  runs: Pick<Runs, 'read'>,
  options: PrepareOptions,
): Promise<FilesWithTags> {
  const unread = files.filter(({ tags }) => tags === undefined).map(({ id }) => id);
  try {
    const findings = unread.length === 0 ? undefined : await runs.read(session, unread, options);
    const left: SelectedFile[] = [];
    const found = files.flatMap((file): FileWithTags[] => {
      const { id, path, tags } = file;
      if (tags) return [{ id, ...(path !== undefined && { path }), tags }];
      const finding = findings?.get(id);
      if (finding?.kind === 'present') {
        const place = path ?? finding.path;
        return [{ id, ...(place !== undefined && { path: place }), tags: finding.image.tags }];
      }
      left.push(file);
      return [];
    });
    return { files: found, left };
  } catch (error) {
    throw faultOn(session.connection, error);
  }
}
