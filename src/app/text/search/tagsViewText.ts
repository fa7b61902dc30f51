import type { IndexStatus } from '../../tagIndex/libraryIndex';
import { filesInWords } from '../counts';
import { number, t } from '../l10n';
import type { TagNode } from '../../library/libraryNode';

/** How an index stands, beside its connection. @param now ms since 1970 */
export function indexStatusText(status: IndexStatus, now: number): string {
  const { state, files, refreshedAt, fault } = status;
  switch (state) {
    case 'unread':
      return '';
    case 'absent':
      return fault ? t('no index · it could not be built') : t('no index');
    case 'building':
      return t('{0} so far…', filesInWords(files));
    case 'partial':
      return fault ? t('{0} so far · stopped', filesInWords(files)) : t('{0} so far', filesInWords(files));
    case 'refreshing':
      return t('{0} · updating…', filesInWords(files));
    case 'ready':
      return fault
        ? t('{0} · {1}, could not be updated', filesInWords(files), ageText(refreshedAt, now))
        : t('{0} · {1}', filesInWords(files), ageText(refreshedAt, now));
  }
}

/** How long ago, in the largest whole unit. */
export function ageText(at: number | undefined, now: number): string {
  const minutes = Math.floor(Math.max(0, now - (at ?? now)) / 60_000);
  if (minutes < 1) return t('just now');
  if (minutes < 60) return t('{0} min ago', minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('{0} h ago', hours);
  const days = Math.floor(hours / 24);
  return days === 1 ? t('1 day ago') : t('{0} days ago', number(days));
}

export function twinsLabel(): string {
  return t('Probable twins');
}

export function twinsDescription(groups: number): string {
  return groups === 1 ? t('1 group') : t('{0} groups', number(groups));
}

export function twinsHover(): string {
  return t('Tags that differ in case, blanks, hyphens or a plural alone');
}

export function moreTagsLabel(): string {
  return t('Show more…');
}

/** Over the tree while it is filtered. */
export function filterMessage(text: string): string {
  return t('Tags with "{0}"', text);
}

export function filterTitle(): string {
  return t('Filter Tags');
}

export function filterPrompt(): string {
  return t('Shows the tags that have this text in them');
}

export function whichIndexText(): string {
  return t('Which library?');
}

/** Before the index of a service is built that shows tags file by file. */
export function slowIndexQuestion(service: string): {
  readonly message: string;
  readonly detail: string;
  readonly button: string;
} {
  return {
    message: t('Build the index file by file?'),
    detail: t(
      '{0} shows the tags of one file at a time: the index takes one request for each file. It is built in the background and can be stopped.',
      service,
    ),
    button: t('Build Index'),
  };
}

export function buildingText(name: string): string {
  return t('Building the index of {0}', name);
}

export function tagLabel({ tag }: Pick<TagNode, 'tag'>): string {
  if (tag === undefined) return t('Untagged');
  // blanks at an end are what tells a tag from its twin, and can't be seen
  return tag.trim() === tag && tag !== '' ? tag : `"${tag}"`;
}

/** 312 · like "Sale", "sales" */
export function tagDescription({ files, twins }: Pick<TagNode, 'files' | 'twins'>): string {
  return twins.length === 0 ? number(files) : t('{0} · like {1}', number(files), namesOf(twins));
}

export function tagHover(node: Pick<TagNode, 'tag' | 'files' | 'twins'>): string {
  const { tag, files, twins } = node;
  const count = filesInWords(files);
  if (tag === undefined) return t('{0} without tags', count);
  const lines = [t('{0} with the tag "{1}"', count, tag)];
  if (twins.length > 0) lines.push(t('Probably the same as {0}', namesOf(twins)));
  return lines.join('\n');
}

function namesOf(tags: readonly string[]): string {
  const shown = tags.slice(0, 3).map(tag => `"${tag}"`);
  return tags.length > shown.length ? t('{0} and {1} more', shown.join(', '), tags.length - shown.length) : shown.join(', ');
}
