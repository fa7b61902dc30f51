import type { Edit } from '../../core/model/edit';
import { cancellation } from '../../core/model/abortSignals';
import { union } from '../../core/model/tags';
import { TagPicker } from '../suggestions/tagPicker';
import { parseTypedTags, writeTypedTags } from '../suggestions/typedTags';
import { copiedTagsText, noLastEditText, noTagsToCopyText, noTagsToPasteText } from '../text/tagging/targetText';
import { tagsTitle } from '../text/tagging/tagInputText';
import { readSelectedTags } from './readSelectedTags';
import type { Selection } from './selection';
import { editOpened, openSelections, placesOf, refusalOf, type TagSelectionsPorts, tagsKnown } from './tagSelections';

export interface PickWanted {
  readonly title: string;
  readonly picker: TagPicker;
}

export interface PickSelectionsPorts extends Omit<TagSelectionsPorts, 'askTags'> {
  /** What a person wants of the tags; rejects with a cancellation where they leave. */
  readonly pickTags: (wanted: PickWanted) => Promise<Edit>;
  /** Used lately, the latest first. */
  readonly recentTags: () => Promise<readonly string[]>;
}

/** Shows all tags of the files, and adds and removes just what was changed. @throws as `tagSelections` */
export async function pickSelections(selections: readonly Selection[], ports: PickSelectionsPorts): Promise<void> {
  const [opened, recent] = await Promise.all([openSelections(selections, ports), ports.recentTags()]);
  const read = await readSelectedTags(opened, ports);
  const files = read.flatMap(selection => selection.files);
  const picker = new TagPicker({
    files: files.map(({ tags }) => tags),
    seen: tagsKnown(read, ports.tree),
    recent,
    check: tags => refusalOf(tags, read, ports.services),
  });
  const edit = await ports.pickTags({ title: tagsTitle('change', files, placesOf(read)), picker });
  await editOpened(edit, read, ports);
}

export interface TellingPorts {
  readonly tell: (text: string) => void;
}

/** Does once more what was done last, to these files. @param edit undefined where nothing was done */
export async function repeatEdit(
  edit: Edit | undefined,
  selections: readonly Selection[],
  ports: Pick<TagSelectionsPorts, 'sessions' | 'carryOut'> & TellingPorts,
): Promise<void> {
  if (!edit) return tellAndEnd(noLastEditText(), ports);
  await editOpened(edit, await openSelections(selections, ports), ports);
}

export interface CopyTagsPorts extends Pick<TagSelectionsPorts, 'sessions' | 'tree' | 'runs' | 'questions'>, TellingPorts {
  readonly writeText: (text: string) => PromiseLike<void>;
}

/** Copies every tag that one of the files has, as they would be typed. @throws ConnectionFault */
export async function copyTags(selections: readonly Selection[], ports: CopyTagsPorts): Promise<void> {
  const read = await readSelectedTags(await openSelections(selections, ports), ports);
  const files = read.flatMap(selection => selection.files);
  const tags = files.reduce<readonly string[]>((all, file) => union(all, file.tags ?? []), []);
  if (tags.length === 0) return tellAndEnd(noTagsToCopyText(), ports);
  await ports.writeText(writeTypedTags(tags).replace(/, $/, ''));
  ports.tell(copiedTagsText(tags));
}

/** Adds the tags in the text, or puts them in place of all. @throws as `tagSelections` */
export async function pasteTags(
  kind: 'add' | 'replace',
  text: string,
  selections: readonly Selection[],
  ports: Pick<TagSelectionsPorts, 'sessions' | 'services' | 'carryOut'> & TellingPorts,
): Promise<void> {
  const { tags, strayQuote } = parseTypedTags(text);
  if (tags.length === 0 || strayQuote) return tellAndEnd(noTagsToPasteText(), ports);
  const opened = await openSelections(selections, ports);
  const refusal = refusalOf(tags, opened, ports.services);
  if (refusal !== undefined) return tellAndEnd(refusal, ports);
  await editOpened({ kind, tags }, opened, ports);
}

function tellAndEnd(text: string, { tell }: TellingPorts): never {
  tell(text);
  throw cancellation();
}
