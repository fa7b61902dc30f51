import { type Disposable, workspace } from 'vscode';
import type { NetworkSettings } from '../core/model/networkSettings';
import { settings } from './ids';
import { type ConfirmPolicy, confirmPolicies } from '../app/jobs/confirmPolicy';

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

/** When a person is asked before files are changed. */
export function confirmRuns(): ConfirmPolicy {
  const value = workspace.getConfiguration().get<unknown>(settings.confirm);
  return confirmPolicies.find(time => time === value) ?? 'large';
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
