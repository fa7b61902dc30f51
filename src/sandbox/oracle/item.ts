import type { Owner, SampleFile, SampleFolder } from '../library/file';
import type { Library } from '../library/library';

/** A file or folder as Oracle's REST API for Documents describes it: every number is a text. */
export function describe(library: Library, item: SampleFile | SampleFolder): Readonly<Record<string, unknown>> {
  const common = {
    id: item.oracleId,
    parentID: item.path === '/' ? '' : (library.folder(item.folder)?.oracleId ?? 'self'),
    name: item.name,
    type: item.kind,
    createdTime: time(item.createdAt),
    modifiedTime: time(item.updatedAt),
    createdBy: PEOPLE[item.owner],
    ownedBy: PEOPLE[item.owner],
    modifiedBy: PEOPLE[item.owner],
  };
  if (item.kind === 'file') return { ...common, size: String(item.size), version: '1', mimeType: item.mime };
  const { folders, files } = library.contents(item.path);
  return { ...common, childItemsCount: String(folders.length + files.length) };
}

export const PEOPLE: Readonly<Record<Owner, Readonly<Record<string, string>>>> = {
  user: { displayName: 'Demo User', id: 'U0EAA20910FAF3052ACB79E4T00000000001', loginName: 'demo', type: 'user' },
  colleague: { displayName: 'Colleague', id: 'U0EAA20910FAF3052ACB79E4T00000000002', loginName: 'colleague', type: 'user' },
};

/** As in the documentation's examples: to the second. */
function time(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}
