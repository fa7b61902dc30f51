import type { Edit } from '../../core/model/edit';
import { cancellation } from '../../core/model/abortSignals';
import { derivedTagsOf } from '../../core/service/derivedTags';
import { derivedTagsPrompt, derivedTagsStayText, derivedTagsTitle, noDerivedTagsText } from '../text/tagging/targetText';
import type { JobPart } from '../jobs/jobs';
import type { TellingPorts } from './pickSelections';
import { readSelectedTags } from './readSelectedTags';
import type { OpenedSelection, SelectedFile, Selection } from './selection';
import { openSelections, targetOf, type TagSelectionsPorts } from './tagSelections';

/** What is done with tags that a service has made: files get them as their own, or lose them. */
export type DerivedTagAction = 'adopt' | 'remove';

export interface DerivedTagsWanted {
  readonly title: string;
  readonly prompt: string;
  /** With the number of files that have each, the most frequent first. */
  readonly tags: readonly { readonly tag: string; readonly files: number }[];
}

export interface DerivedTagsPorts
  extends Pick<TagSelectionsPorts, 'sessions' | 'services' | 'runs' | 'questions' | 'carryOut'>, TellingPorts {
  /** Which of them are meant; rejects with a cancellation where the person leaves. */
  readonly pickDerivedTags: (wanted: DerivedTagsWanted) => Promise<readonly string[]>;
}

/**
 * Asks which of the files' derived tags are meant, and gives them to those files as their own or takes them away.
 * @throws ConnectionFault, Fault; a cancellation where nothing but that happened
 */
export async function derivedTagSelections(
  action: DerivedTagAction,
  selections: readonly Selection[],
  ports: DerivedTagsPorts,
): Promise<void> {
  const opened = await openSelections(selections, ports);
  const fixed = opened.find(({ session }) => session.service.limits.derivedTagsFiles === undefined);
  if (action === 'remove' && fixed) {
    ports.tell(derivedTagsStayText(ports.services.of(fixed.session.connection.service).label));
    throw cancellation();
  }
  const read = await readDerivedTags(opened, ports);
  const counts = new Map<string, number>();
  for (const { files } of read)
    for (const { tags = [] } of files) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  if (counts.size === 0) {
    ports.tell(noDerivedTagsText());
    throw cancellation();
  }
  const files = read.reduce((sum, selection) => sum + selection.files.filter(({ tags }) => tags?.length).length, 0);
  const picked = await ports.pickDerivedTags({
    title: derivedTagsTitle(action, files),
    prompt: derivedTagsPrompt(action),
    tags: Array.from(counts, ([tag, count]) => ({ tag, files: count })).sort((left, right) => right.files - left.files),
  });
  const parts = read.map((selection, index) => partOf(action, picked, selection, opened[index] ?? selection));
  await ports.carryOut(parts.filter(({ job }) => job.targets.length > 0));
}

/** The selections as if the files' derived tags were all that they have. */
function readDerivedTags(opened: readonly OpenedSelection[], ports: DerivedTagsPorts): Promise<readonly OpenedSelection[]> {
  const derived = opened.map(selection => ({
    ...selection,
    session: derivedTagsOf(selection.session),
    files: selection.files.map(({ id, path }) => ({ id, ...(path !== undefined && { path }) })),
  }));
  return readSelectedTags(derived, { ...ports, tree: { applyTags: () => undefined } }, Infinity);
}

function partOf(action: DerivedTagAction, picked: readonly string[], derived: OpenedSelection, own: OpenedSelection): JobPart {
  const chosen = new Set(picked);
  const files = derived.files.filter(({ tags }) => tags?.some(tag => chosen.has(tag)));
  const tagsOf = ({ tags = [] }: SelectedFile) => tags.filter(tag => chosen.has(tag));
  const isOne = new Set(files.map(file => JSON.stringify(tagsOf(file)))).size === 1;
  const one: Edit = { kind: action === 'adopt' ? 'add' : 'remove', tags: files[0] && isOne ? tagsOf(files[0]) : picked };
  const editOf = (file: SelectedFile): Edit => ({ kind: 'patch', add: tagsOf(file), remove: [] });
  // each file gets what it was given, no more; what it does not have can be taken from it all the same
  const targets = files.map(file => targetOf(file, isOne || action === 'remove' ? one : editOf(file)));
  const { session } = action === 'adopt' ? own : derived;
  return { job: { session, targets, origin: { kind: 'edit' } } };
}
