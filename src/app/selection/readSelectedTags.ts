import { faultOn } from '../../core/model/fault';
import type { PrepareOptions } from '../../core/plan/plan';
import type { Runs } from '../../core/run/runs';
import type { Session } from '../../core/service/service';
import type { LibraryTree } from '../library/libraryTree';
import { readingTagsText, readTagsText } from '../text/tagging/targetText';
import type { TargetQuestions } from './chooseTargets';
import type { OpenedSelection, SelectedFile } from './selection';

export interface ReadSelectedPorts {
  readonly tree: Pick<LibraryTree, 'applyTags'>;
  /** Knows what was written lately. */
  readonly runs: Pick<Runs, 'read'>;
  readonly questions: Pick<TargetQuestions, 'progress'>;
}

/**
 * The selections with the tags of files that were chosen by their ids alone, or whose tags no listing told; of very many such
 * files, those of the first ones, as far as so many requests take it. Nothing is asked of a service where all are known.
 * @throws ConnectionFault where a service can't be read; the signal's reason where the person calls it off
 */
export async function readSelectedTags<Opened extends OpenedSelection>(
  selections: readonly Opened[],
  { tree, runs, questions }: ReadSelectedPorts,
  most = requestsAtMost,
): Promise<readonly Opened[]> {
  const unknown = selections.map(({ files, session }) => {
    return files.filter(({ tags }) => tags === undefined).slice(0, most * session.service.limits.filesPerRead);
  });
  const total = unknown.reduce((sum, files) => sum + files.length, 0);
  if (total === 0) return selections;
  return questions.progress(readingTagsText(), async (signal, report) => {
    const counts = new Map<string, number>();
    return Promise.all(
      selections.map(async (selection, index) => {
        const { connectionId, session } = selection;
        const ids = (unknown[index] ?? []).map(({ id }) => id);
        if (ids.length === 0) return selection;
        try {
          const findings = await runs.read(session, ids, {
            signal,
            onProgress: read => {
              counts.set(connectionId, read);
              report(
                readTagsText(
                  [...counts.values()].reduce((sum, count) => sum + count, 0),
                  total,
                ),
              );
            },
          });
          const files = selection.files.map((file): SelectedFile => {
            const finding = findings.get(file.id);
            if (finding?.kind !== 'present') return file;
            const path = file.path ?? finding.path;
            return { id: file.id, ...(path !== undefined && { path }), tags: finding.image.tags };
          });
          tree.applyTags(
            connectionId,
            files.flatMap(({ id, tags }) => (tags && findings.has(id) ? [{ id, tags }] : [])),
          );
          return { ...selection, files };
        } catch (error) {
          throw faultOn(session.connection, error);
        }
      }),
    );
  });
}

/** Suggestions are not worth more of a service's time. */
const requestsAtMost = 40;

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
