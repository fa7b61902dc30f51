import { type Disposable, workspace } from 'vscode';
import type { NetworkSettings } from '../core/service/endpoint';
import type { Connection } from '../core/service/connection';
import { settings } from './ids';

/** The way to the network, as VS Code's own settings and the environment have it. A workspace has no say in it. */
export function networkSettings(): NetworkSettings {
  const proxy = ownValue('http.proxy');
  const noProxy = ownValue('http.noProxy');
  return {
    ...(typeof proxy === 'string' && proxy !== '' ? { proxy } : {}),
    noProxy: Array.isArray(noProxy) ? noProxy.filter(entry => typeof entry === 'string') : [],
    strictSSL: ownValue('http.proxyStrictSSL') !== false,
    environment: process.env,
  };
}

/** Calls the listener when one of them changed. */
export function onDidChangeNetworkSettings(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration('http')) listener();
  });
}

/** When a person wants to be asked before files are changed, as it is written in the settings. */
export function confirmSetting(): unknown {
  return workspace.getConfiguration().get<unknown>(settings.confirm);
}

/** Whether a person wants to be asked before anything is changed on the connection. */
export function isProduction({ name }: Pick<Connection, 'name'>): boolean {
  const value = workspace.getConfiguration().get<unknown>(settings.productionConnections);
  return Array.isArray(value) && value.some(one => typeof one === 'string' && one.toLowerCase() === name.toLowerCase());
}

/** Calls the listener when other connections are marked. */
export function onDidChangeProduction(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(settings.productionConnections)) listener();
  });
}

/** How much of the history of runs is kept. */
export function historyLimits(): { readonly runs: number; readonly days: number } {
  return { runs: positive(settings.historyRuns, 200), days: positive(settings.historyDays, 90) };
}

function positive(name: string, otherwise: number): number {
  const value = workspace.getConfiguration().get<unknown>(name);
  return typeof value === 'number' && value >= 1 ? value : otherwise;
}

/** A setting's value in the user's settings, else its default. */
function ownValue(name: string): unknown {
  const found = workspace.getConfiguration().inspect(name);
  return found?.globalValue ?? found?.defaultValue;
}
