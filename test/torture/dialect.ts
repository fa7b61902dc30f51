import type { ServiceKind } from '../world/scenario';
import type { Credentials } from '../../src/core/service/connection';
import type { PagePlace, Seen, Written } from '../world/serviceModel';
import type { WriteOrder } from '../world/serviceRules';
import type { Tags } from '../world/tags';
import type { Refusal } from '../world/trouble';
import { imagekitDialect } from './imagekitDialect';
import { oracleDialect } from './oracleDialect';

/** What a request asks for. */
export type ServiceOrder =
  | { readonly kind: 'read'; readonly ids: Tags }
  | { readonly kind: 'readOne'; readonly id: string }
  | ({ readonly kind: 'search'; readonly tags: Tags } & PagePlace)
  /** All tags that a file shows, those of its folders too; of its own it tells nothing. */
  | { readonly kind: 'inherited'; readonly id: string }
  | { readonly kind: 'write'; readonly write: WriteOrder };

export interface Message {
  readonly method: string;
  readonly url: URL;
  readonly text: string;
}

/** A text is a page for people. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a service says on the wire what it is asked and what it answers, from its documentation. */
export interface Dialect {
  readonly credentials: Credentials;
  fileId(index: number): string;
  orderOf(message: Message): ServiceOrder;
  /** @param files none where the file that was asked for is not there */
  seen(order: ServiceOrder, files: readonly Seen[]): Answer;
  written(write: WriteOrder, files: readonly Written[]): Answer;
  refused(refusal: Refusal, now: number): Answer;
}

export const dialects: Readonly<Partial<Record<ServiceKind, Dialect>>> = { bulk: imagekitDialect, single: oracleDialect };

export function dialectOf(service: ServiceKind): Dialect {
  const dialect = dialects[service];
  if (!dialect) throw new RangeError(`no service of the kind ${service} is spoken to over a network`);
  return dialect;
}
