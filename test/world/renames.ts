import type { Account } from './account';
import { type Disagreement, disagreement } from './disagreement';
import { type Deed, type FileHistory, storyOf } from './history';
import type { RunTruth } from './runTruth';
import type { Span } from './scenario';
import { type Edit, isMeant, minus, none } from './tags';

/** Of more files a search has several pages, and what comes or goes meanwhile shifts them. */
const filesPerPage = 1_000;

/** Files that had one of the old names all the while, or got it from a run of ours, and that the rename does not think of. */
export function* leftOutOfRename(rename: RunTruth, edit: Edit, { files }: Account, { from, to }: Span): Generator<Disagreement> {
  if (files.size > filesPerPage) return;
  for (const [id, file] of files) {
    if (rename.ids.has(id) || (rename.doings.get(id)?.blindReads ?? 0) > 0) continue;
    const hadSince = (since: number) =>
      !file.everHad(undefined, since, to) && !file.ever(tags => !isMeant(edit, tags), since, to);
    const word = ownWord(file, edit, rename.preparedAt);
    if (!hadSince(from) && !(word && hadSince(word.at))) continue;
    yield disagreement('a rename leaves out a file that has the tag', `${rename.label} ${id}`, { edit, story: storyOf(file) });
  }
}

/** What a rename gives to a file that, as far back as can be looked, had none of the old names. */
export function* renameBreaches(deed: Deed, run: RunTruth, file: FileHistory, sinceMs: number): Generator<Disagreement> {
  const edit = run.kind === 'undo' ? undefined : run.editOf(file.id);
  if (edit?.kind !== 'rename') return;
  const { before = none, after = none, at, late } = deed;
  if (!minus(after, before).includes(edit.to) || file.ever(tags => isMeant(edit, tags), sinceMs, at)) return;
  yield disagreement(`${run.kind} renames a file that did not have the tag`, `${run.label} ${file.id}`, {
    ...{ edit, before, after, late, story: storyOf(file) },
  });
}

/** The deed by which a run of ours, that had ended by then, has given the file one of the old names. */
function ownWord({ deeds }: FileHistory, edit: Edit, before: number): Deed | undefined {
  const last = deeds.findLast(deed => isMeant(edit, deed.after ?? none) && !isMeant(edit, deed.before ?? none));
  if (!last || last.late || last.by === 'colleague' || last.by.endedAt > before) return undefined;
  return last;
}
