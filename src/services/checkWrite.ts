import { Fault } from '../core/model/fault';
import type { InputProblem } from '../core/model/invalidInput';
import type { Limits, Write } from '../core/model/service';

/** Refuses a write that the service would refuse. @throws Fault `invalidInput` */
export function checkWrite(write: Write, limits: Limits): void {
  const most = limits.writes[write.kind];
  if (most === undefined) throw new Fault('internal', { subject: write.kind, detail: 'the service has no such write' });
  checkIds(write.fileIds, most, limits);
  const lists = tagListsOf(write);
  // to replace by nothing is to clear
  if (write.kind !== 'clear' && write.kind !== 'replace' && lists.every(tags => tags.length === 0)) {
    throw refused('tags', { kind: 'noTags' });
  }
  checkGiven(tagsGivenBy(write), limits);
  for (const tags of lists) checkList(tags, limits);
}

export function checkIds(ids: readonly string[], most: number, { fileId }: Limits): void {
  if (ids.length === 0) throw refused('fileIds', { kind: 'noFiles' });
  if (ids.length > most) throw refused('fileIds', { kind: 'tooManyFiles', files: ids.length, limit: most });
  const wrong = ids.find(id => !fileId.test(id));
  if (wrong !== undefined) throw refused('fileIds', { kind: 'noId', id: wrong });
}

/** A tag that a file carries can be taken from it, whatever it holds. */
function checkGiven(tags: readonly string[], { tags: rules }: Limits): void {
  for (const tag of tags) {
    const character = rules.forbidden.find(forbidden => tag.includes(forbidden));
    if (character !== undefined) throw refused('tags', { kind: 'forbiddenCharacter', tag, character });
  }
}

function checkList(tags: readonly string[], { tags: rules }: Limits): void {
  if (tags.some(tag => tag.trim() === '')) throw refused('tags', { kind: 'empty' });
  const characters = tags.reduce((sum, tag) => sum + tag.length, 0);
  const limit = rules.charactersPerWrite ?? Infinity;
  if (characters > limit) throw refused('tags', { kind: 'tooManyCharacters', characters, limit });
}

function refused(subject: string, problem: InputProblem): Fault {
  return new Fault('invalidInput', { subject, problem });
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
