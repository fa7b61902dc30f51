import type { ServiceCatalog } from '../core/model/descriptor';
import * as services from '.';
import { ServiceRegistry } from './registry';

/** For what is not handed the services yet. */
export const serviceCatalog: ServiceCatalog = new ServiceRegistry(services, {
  settings: () => ({ noProxy: [], strictSSL: true, environment: {} }),
  now: Date.now,
  userAgent: 'Tagwright',
});
