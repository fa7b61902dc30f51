import { Uri } from 'vscode';
import { visibleText } from '../../core/model/visibleText';

/** A remote file within VS Code, which takes no half of a pair: its name's ending gives the icon, and decorations hang on it. `RemoteFileSystem` reads it. */
export function fileUri(connectionId: string, { id, name }: { readonly id: string; readonly name: string }): Uri {
  return Uri.from({ scheme: fileScheme, path: `/${connectionId}/${id}/${visibleText(name).replaceAll('/', '_')}` });
}

/** Undefined for any other address. */
export function parseFileUri(uri: Uri): { readonly connectionId: string; readonly fileId: string } | undefined {
  const [, connectionId, fileId] = uri.path.split('/');
  return uri.scheme === fileScheme && connectionId && fileId ? { connectionId, fileId } : undefined;
}

export const fileScheme = 'tagwright';
