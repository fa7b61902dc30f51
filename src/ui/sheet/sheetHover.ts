import { type CancellationToken, Hover, type Position } from 'vscode';
import type { SessionSource } from '../../app/connections/ports';
import { placesOfTag, tagAt } from '../../app/drafts/sheet';
import type { FileLine } from '../../app/drafts/sheetLine';
import type { LibraryTree } from '../../app/library/libraryTree';
import { failedLineText, openedTagsText, tagHoverText } from '../../app/text/drafts/sheetText';
import type { RemoteFile } from '../../core/model/file';
import type { TagService } from '../../core/service/service';
import { requestWithRetry, type Timing } from '../../core/run/retryPolicy';
import { signalOf } from '../abortSignal';
import { hasOwnPicture, hoverOf, pictureOfFile } from '../library/fileHover';
import { rangeOf } from './sheetDiagnostics';
import type { OpenSheet } from './sheets';

export interface SheetHoverOptions {
  readonly sessions: SessionSource;
  readonly tree: Pick<LibraryTree, 'fileNode'>;
  readonly timing: Timing;
}

/** On a tag, where else it is; elsewhere on a line, its file with picture, derived tags, and what it had. */
export async function sheetHover(
  open: OpenSheet,
  position: Position,
  token: CancellationToken,
  options: SheetHoverOptions,
): Promise<Hover | undefined> {
  const { sheet, state } = open;
  const line = state.sheet.lines[position.line];
  if (line?.kind !== 'file') return undefined;
  const tag = tagAt(state.sheet, position);
  if (tag) {
    const lines = placesOfTag(state.sheet, tag.value).length;
    const text = tagHoverText(tag.value, lines, sheet.knownTags.get(tag.value) ?? 0);
    return new Hover(text, rangeOf(position.line, tag));
  }
  return fileHover(open, line, signalOf(token), options);
}

async function fileHover(
  { sheet, state }: OpenSheet,
  line: FileLine,
  signal: AbortSignal,
  options: SheetHoverOptions,
): Promise<Hover | undefined> {
  const { connectionId, files, failures } = sheet.record;
  const id = line.id?.value;
  const opened = files.find(file => file.id === id);
  if (id === undefined || !opened) return undefined;
  const file = await remoteFile(connectionId, id, signal, options);
  if (!file) return undefined;
  const picture = hasOwnPicture(file.facts)
    ? undefined
    : await pictureOfFile(file, await serviceOf(connectionId, options), signal);
  const isChanged = state.changed.some(one => one.id === id);
  const failure = failures[id];
  const note = !isChanged ? undefined : failure === undefined ? openedTagsText(opened.tags) : failedLineText(failure);
  return new Hover(hoverOf({ ...file, tags: state.draft.wanted.get(id) ?? opened.tags }, picture, note));
}

async function serviceOf(connectionId: string, { sessions }: SheetHoverOptions): Promise<TagService | undefined> {
  try {
    return (await sessions.of(connectionId)).service;
  } catch {
    return undefined;
  }
}

async function remoteFile(
  connectionId: string,
  id: string,
  signal: AbortSignal,
  { tree, sessions, timing }: SheetHoverOptions,
): Promise<RemoteFile | undefined> {
  const known = tree.fileNode(connectionId, id)?.file;
  if (known) return known;
  try {
    const session = await sessions.of(connectionId);
    return await requestWithRetry(session, inner => session.service.readOne(id, inner), timing, signal);
  } catch {
    // a sheet can be edited without a look at its files
    return undefined;
  }
}
