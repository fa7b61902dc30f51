import type { Write } from '../service/service';
import { sameTags, union, without } from '../model/tags';

/** A file's tags once the write has been carried out. */
export function applyWrite(write: Write, tags: readonly string[]): readonly string[] {
  switch (write.kind) {
    case 'add':
      return union(tags, write.tags);
    case 'remove':
      return without(tags, write.tags);
    case 'patch':
      return union(without(tags, write.remove), write.add);
    case 'replace':
      return write.tags;
    case 'clear':
      return [];
  }
}

/** Whether tags that were read back show the write's effect. */
export function hasTakenEffect(write: Write, tags: readonly string[]): boolean {
  return sameTags(applyWrite(write, tags), tags);
}

/** A write on many files as two on fewer; one on a single file as it is. */
export function halvesOf(write: Write): readonly Write[] {
  if (write.fileIds.length < 2) return [write];
  const middle = Math.ceil(write.fileIds.length / 2);
  return [write.fileIds.slice(0, middle), write.fileIds.slice(middle)].map(fileIds => ({ ...write, fileIds }));
}
