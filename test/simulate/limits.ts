import type { Limits } from '../../src/core/service/service';
import type { ServiceKind } from '../world/scenario';
import { rulesOf } from '../world/serviceRules';

const bulk: Limits = {
  ...rulesOf.bulk,
  concurrency: 10,
  tagsInListing: true,
  searches: { fields: ['words', 'tags'], everything: true, shows: ['tags', 'path'] },
  tags: { ...rulesOf.bulk.tags, unwise: [','] },
  fileId: /^f\d+$/,
};

/** What each kind of service says that it can do. */
export const limitsOf: Readonly<Record<ServiceKind, Limits>> = {
  bulk,
  single: {
    ...bulk,
    ...rulesOf.single,
    concurrency: 6,
    tagsInListing: false,
    searches: { fields: ['words'], everything: false, shows: [] },
    tags: { ...rulesOf.single.tags, unwise: [] },
  },
  product: {
    ...bulk,
    ...rulesOf.product,
    tags: { ...rulesOf.product.tags, unwise: [], tagsPerFile: 1_000 },
    fileId: /^(image|video)\/f\d+$/,
  },
};

export function fileId(service: ServiceKind, index: number): string {
  return service === 'product' ? `${index % 5 === 0 ? 'video' : 'image'}/f${index}` : `f${index}`;
}
