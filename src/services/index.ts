import type { ServiceId } from '../core/model/connection';
import { imagekit } from './imagekit';
import type { ServiceCatalog, ServiceDescriptor } from '../core/model/descriptor';
import { oracle } from './oracle';

export type { CredentialField, CredentialForm, FileAddress, ServiceDescriptor } from '../core/model/descriptor';

export const serviceDescriptors: Readonly<Record<ServiceId, ServiceDescriptor>> = { imagekit, oracle };

export const serviceCatalog: ServiceCatalog = {
  all: Object.values(serviceDescriptors),
  of: id => serviceDescriptors[id],
};
