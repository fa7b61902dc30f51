import { Uri } from 'vscode';

/** A remote file within VS Code: its name's ending gives the icon, and decorations hang on it. Nothing can be read from it. */
export function fileUri(connectionId: string, { id, name }: { readonly id: string; readonly name: string }): Uri {
  return Uri.from({ scheme, path: `/${connectionId}/${id}/${name.replaceAll('/', '_')}` });
}

/** Undefined for any other address. */
export function parseFileUri(uri: Uri): { readonly connectionId: string; readonly fileId: string } | undefined {
  const [, connectionId, fileId] = uri.path.split('/');
  return uri.scheme === scheme && connectionId && fileId ? { connectionId, fileId } : undefined;
}

const scheme = 'tagwright';
