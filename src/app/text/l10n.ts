import * as l10n from '@vscode/l10n';

/** What the host knows of the person's language. */
export interface Language {
  /** BCP 47, for numbers and dates. */
  readonly locale: string;
  /** The translated sentences, by the English ones; none where the language is English. */
  readonly bundle?: Readonly<Record<string, string>>;
}

let locale = 'en';

/** Once, before the first sentence. Like VS Code's own library for sentences, this is kept for the whole process. */
export function speak({ locale: given, bundle }: Language): void {
  locale = given;
  if (bundle !== undefined) l10n.config({ contents: bundle });
}

/** A sentence in the person's language. The first argument is a literal: VS Code's tools collect it for translators. */
export const { t } = l10n;

/** 1,240 */
export function number(count: number): string {
  return count.toLocaleString(locale);
}

/** The locale, for dates and units. */
export function language(): string {
  return locale;
}
