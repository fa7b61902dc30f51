import type { Connection, Credentials } from '../../src/core/service/connection';
import type { TagService } from '../../src/core/service/service';
import type { NetworkSettings } from '../../src/core/service/endpoint';
import { definitions, type ServiceAdapter, ServiceRegistry } from '../../src/services/registry';
import { imagekitAdapter } from '../../src/services/imagekit/imagekitAdapter';
import { openAdapter, type OpeningDependencies } from '../../src/services/openAdapter';
import { oracleAdapter } from '../../src/services/oracle/oracleAdapter';

export const noSettings: NetworkSettings = { noProxy: [], strictSSL: true, environment: {} };

/** The services as the extension has them, without any settings. */
export const services = new ServiceRegistry(definitions, {
  settings: () => noSettings,
  now: Date.now,
  userAgent: 'tagwright/test',
  language: 'en',
});

/** A service behind a connection, at once. */
export function makeService(
  connection: Connection,
  credentials: Credentials,
  deps: Omit<OpeningDependencies, 'language'>,
): TagService {
  const adapter = adapters[connection.service];
  if (!adapter) throw new Error(`no service named ${connection.service}`);
  return openAdapter(adapter, connection, credentials, { language: 'en', ...deps }).service;
}

const adapters: Readonly<Record<string, ServiceAdapter>> = { imagekit: imagekitAdapter, oracle: oracleAdapter };
