import type { ExtensionContext } from 'vscode';
import type { MakeService } from './ui/connections/probe';
import { networkSettings } from './ui/settings';

/** Makes the services of connections, each with the network settings of its time. */
export function serviceMaker(context: ExtensionContext): MakeService {
  const agent = userAgent(context);
  return async (connection, credentials, saveCredentials) => {
    const settings = networkSettings();
    const { makeService } = await import('./network');
    return makeService(connection, credentials, { settings, now: Date.now, saveCredentials, userAgent: agent });
  };
}

function userAgent({ extension }: ExtensionContext): string {
  return `Tagwright/${(extension.packageJSON as { readonly version: string }).version}`;
}
