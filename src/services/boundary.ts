import { Fault } from '../core/model/fault';
import type { Limits, Write } from '../core/model/service';

/** Refuses a write that the service would refuse; the subject is what is wrong, the detail names the limit. */
export function checkWrite(write: Write, limits: Limits): void {
  checkIds(write.fileIds, limits.filesPerWrite, limits);
  const lists = tagListsOf(write);
  // to replace by nothing is to clear
  if (write.kind !== 'clear' && write.kind !== 'replace' && lists.every(tags => tags.length === 0)) {
    throw new Fault('invalidInput', { subject: 'tags', detail: 'at least 1 tag' });
  }
  checkGiven(tagsGivenBy(write), limits);
  for (const tags of lists) checkList(tags, limits);
}

export function checkIds(ids: readonly string[], most: number, { fileId }: Limits): void {
  if (ids.length === 0) throw new Fault('invalidInput', { subject: 'fileIds', detail: 'at least 1 file' });
  if (ids.length > most)
    throw new Fault('invalidInput', {
      subject: 'fileIds',
      detail: `at most ${most} ${most === 1 ? 'file' : 'files'} in one request`,
    });
  const wrong = ids.find(id => !fileId.test(id));
  if (wrong !== undefined) throw new Fault('invalidInput', { subject: wrong, detail: 'not a file id' });
}

/** A tag that a file carries can be taken from it, whatever it holds. */
function checkGiven(tags: readonly string[], { tags: rules }: Limits): void {
  for (const tag of tags) {
    const character = rules.forbidden.find(forbidden => tag.includes(forbidden));
    if (character !== undefined) throw new Fault('invalidInput', { subject: tag, detail: `no ${character} in a tag` });
  }
}

function checkList(tags: readonly string[], { tags: rules }: Limits): void {
  if (tags.some(tag => tag.trim() === '')) throw new Fault('invalidInput', { subject: 'tags', detail: 'empty tag' });
  const characters = tags.reduce((sum, tag) => sum + tag.length, 0);
  const most = rules.charactersPerWrite ?? Infinity;
  if (characters > most) {
    throw new Fault('invalidInput', { subject: 'tags', detail: `at most ${most} characters in all tags of one request` });
  }
}

function tagListsOf(write: Write): readonly (readonly string[])[] {
  switch (write.kind) {
    case 'add':
    case 'remove':
    case 'replace':
      return [write.tags];
    case 'patch':
      return [write.add, write.remove];
    case 'clear':
      return [];
  }
}

function tagsGivenBy(write: Write): readonly string[] {
  switch (write.kind) {
    case 'add':
    case 'replace':
      return write.tags;
    case 'patch':
      return write.add;
    case 'remove':
    case 'clear':
      return [];
  }
}
