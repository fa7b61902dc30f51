import { fileLines, type Sheet } from './sheet';

/** Files of one folder in lines that follow each other. */
export interface FolderGroup {
  /** Ends with a slash; empty where the files' paths have none. */
  readonly folder: string;
  readonly files: readonly {
    readonly line: number;
    readonly path: string;
    readonly tags: readonly string[];
    readonly end: number;
  }[];
}

/** The files of a sheet by folder, as they stand. Comments and blank lines between files of one folder part nothing. */
export function folderGroups(sheet: Sheet): readonly FolderGroup[] {
  const groups: { readonly folder: string; readonly files: FolderGroup['files'][number][] }[] = [];
  for (const { number, line } of fileLines(sheet)) {
    const path = line.path.value;
    const folder = parentPathOf(path);
    const file = { line: number, path, tags: line.tags.map(({ value }) => value), end: (line.id ?? line.tagsSpan).end };
    const last = groups.at(-1);
    if (last?.folder === folder) last.files.push(file);
    else groups.push({ folder, files: [file] });
  }
  return groups;
}

/** From line to line. */
export interface FoldingRegion {
  readonly kind: 'folder' | 'comment';
  readonly start: number;
  readonly end: number;
}

/** What can be folded: each group of files, and comments that follow each other. */
export function foldingRegions(sheet: Sheet): readonly FoldingRegion[] {
  const regions: FoldingRegion[] = folderGroups(sheet).map(({ files }) => ({
    kind: 'folder',
    start: files[0]?.line ?? 0,
    end: files.at(-1)?.line ?? 0,
  }));
  let start: number | undefined;
  for (let line = 0; line <= sheet.lines.length; line++) {
    if (sheet.lines[line]?.kind === 'comment') start ??= line;
    else if (start !== undefined) {
      regions.push({ kind: 'comment', start, end: line - 1 });
      start = undefined;
    }
  }
  return regions.filter(region => region.end > region.start).sort((left, right) => left.start - right.start);
}

export function parentPathOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
