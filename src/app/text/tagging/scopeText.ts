import type { Scope } from '../../selection/selection';
import { number, t } from '../l10n';
import { plainText } from '../message';

/** What was pointed at, without its library: whole library · /blog and all below · /products/mug.jpg · 3 folders */
export function scopeText(scope: Scope): string | undefined {
  switch (scope.kind) {
    case 'library':
      return scope.reach === 'below' ? t('whole library') : t('top of the library');
    case 'folders': {
      const [path, ...others] = scope.paths;
      if (path === undefined) return undefined;
      const what = others.length === 0 ? plainText(path) : t('{0} and {1} more', plainText(path), number(others.length));
      return scope.reach === 'below' ? t('{0} and all below', what) : what;
    }
    case 'marked':
      return t('marked files');
    case 'files': {
      const [path, ...others] = scope.paths;
      if (path === undefined) return undefined;
      return others.length === 0 ? plainText(path) : t('{0} and {1} more', plainText(path), number(others.length));
    }
  }
}

/** A library and what service it is on, where its name does not say so. */
export function libraryText(name: string, serviceLabel: string): string {
  return name.includes(serviceLabel) ? plainText(name) : t('{0} ({1})', plainText(name), serviceLabel);
}
