import type { Asset, Search } from '../query/search';

/** Puts assets in the order that the parameter `sort` names; `undefined` where there is no such order. */
export function sorter(sort: string): ((assets: readonly Asset[], search: Search) => readonly Asset[]) | undefined {
  const [, direction, field = ''] = /^(ASC|DESC)_([A-Z]+)$/.exec(sort) ?? [];
  const key = KEYS[field];
  if (key === undefined) return undefined;
  const sign = direction === 'ASC' ? 1 : -1;
  return (assets, search) => {
    const keyed = assets.map(asset => ({ asset, key: key(asset, search) }));
    return keyed.sort((one, other) => sign * (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ asset }) => asset);
  };
}

const KEYS: Readonly<Record<string, (asset: Asset, search: Search) => string | number>> = {
  NAME: asset => asset.name.toLowerCase(),
  CREATED: asset => asset.createdAt,
  UPDATED: asset => asset.updatedAt,
  SIZE: asset => (asset.kind === 'file' ? asset.size : 0),
  WIDTH: asset => (asset.kind === 'file' ? (asset.dimensions?.width ?? 0) : 0),
  HEIGHT: asset => (asset.kind === 'file' ? (asset.dimensions?.height ?? 0) : 0),
  DURATION: asset => (asset.kind === 'file' ? (asset.duration ?? 0) : 0),
  RELEVANCE: (asset, search) => search.relevance(asset),
};
