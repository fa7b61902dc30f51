import type { ServiceId } from '../core/model/connection';
import { imagekit } from './imagekit';
import type { ServiceKind } from './kind';
import { oracle } from './oracle';

export type { CredentialField, CredentialForm, FileAddress, ServiceKind } from './kind';

export const serviceKinds: Readonly<Record<ServiceId, ServiceKind>> = { imagekit, oracle };
