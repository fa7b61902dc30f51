import type { Folder, Page, RemoteFile } from '../../core/model/file';
import type { Timing } from '../../core/run/retryPolicy';
import type { PageSize } from '../../core/service/service';
import { faultOn } from '../../core/model/fault';
import type { ConnectionList, SessionSource } from '../connections/ports';

export interface ListFolderPorts {
  readonly connections: ConnectionList;
  readonly sessions: SessionSource;
  readonly timing: Timing;
}

/** A page of a folder; without one, of the library's root. */
export interface FolderPage {
  readonly connectionId: string;
  readonly folder: Folder | undefined;
  readonly cursor: string | undefined;
  readonly pageSize: PageSize;
}

/** The page as the service has it now. @throws ConnectionFault */
export async function listFolder(
  { connectionId, folder, cursor, pageSize }: FolderPage,
  { connections, sessions, timing }: ListFolderPorts,
  signal: AbortSignal,
): Promise<Page<Folder | RemoteFile>> {
  const connection = connections.find(connectionId);
  try {
    // a start does not pay for what is done after a failure
    const [session, { requestWithRetry }] = await Promise.all([sessions.of(connectionId), import('../../core/run/retryPolicy')]);
    const request = (inner: AbortSignal) => session.service.list(folder, cursor, inner, pageSize);
    const page = await requestWithRetry(session, request, timing, signal);
    // what comes late may be of a connection that has been changed
    signal.throwIfAborted();
    return page;
  } catch (error) {
    throw faultOn(connection, error);
  }
}
