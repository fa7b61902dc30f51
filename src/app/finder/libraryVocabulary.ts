import { foldName } from '../search/foldedName';
import type { Connection } from '../../core/service/connection';
import type { LibraryTree } from '../library/libraryTree';
import type { TagIndexes } from '../tagIndex/tagIndexes';
import type { SearchVocabulary } from '../search/searchCompletions';

/** What is known of these connections' libraries: by their indexes, or by what was seen of them. */
export function libraryVocabulary(
  connections: readonly Pick<Connection, 'id'>[],
  tree: Pick<LibraryTree, 'tagsSeen' | 'foldersSeen'>,
  indexes: Pick<TagIndexes, 'of'>,
): SearchVocabulary {
  return {
    tags: (text, most) => {
      const counts = new Map<string, number>();
      for (const { id } of connections)
        for (const { tag, files } of tagsOf(id, text, most, tree, indexes)) counts.set(tag, (counts.get(tag) ?? 0) + files);
      const found = Array.from(counts, ([tag, files]) => ({ tag, files }));
      // of one library they come in order
      if (connections.length > 1) found.sort((left, right) => compareTags(left, right, foldName(text)));
      return found.slice(0, most);
    },
    folders: (text, most) => {
      const folded = foldName(text);
      const paths = new Set<string>();
      for (const { id } of connections)
        for (const path of indexes.of(id).opened?.folderPaths() ?? tree.foldersSeen(id))
          if (foldName(path).includes(folded)) paths.add(path);
      return [...paths].sort((left, right) => left.length - right.length || (left < right ? -1 : 1)).slice(0, most);
    },
  };
}

function tagsOf(
  connectionId: string,
  text: string,
  most: number,
  tree: Pick<LibraryTree, 'tagsSeen'>,
  indexes: Pick<TagIndexes, 'of'>,
): readonly { readonly tag: string; readonly files: number }[] {
  const index = indexes.of(connectionId).opened;
  if (index) return index.vocabulary.matching(text, most);
  const folded = foldName(text);
  return Array.from(tree.tagsSeen(connectionId), ([tag, files]) => ({ tag, files }))
    .filter(({ tag }) => foldName(tag).includes(folded))
    .sort((left, right) => compareTags(left, right, folded))
    .slice(0, most);
}

interface CountedTag {
  readonly tag: string;
  readonly files: number;
}

/** Those that begin with the text first, then the most frequent. */
function compareTags(left: CountedTag, right: CountedTag, folded: string): number {
  const begins = ({ tag }: CountedTag) => Number(foldName(tag).startsWith(folded));
  return begins(right) - begins(left) || right.files - left.files || (left.tag < right.tag ? -1 : 1);
}
