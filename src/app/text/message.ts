import { visibleText } from '../../core/model/visibleText';

/** What a person is told. */
export interface Message {
  /** What happened, and to what: one sentence. */
  readonly what: string;
  /** What to do next. */
  readonly advice?: string;
  readonly button?: MessageButton;
}

/** What can be done about a message, as data: each face draws it in its own way. */
export interface MessageButton {
  readonly title: string;
  /** The id of a command; a button without one only closes the message. */
  readonly command?: string;
  readonly arguments?: readonly unknown[];
}

/** All of a message, without its button. */
export function sentence({ what, advice }: Message): string {
  return joined(what, advice);
}

/** Sentences, those that there are, one after the other. */
export function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter(part => part !== undefined).join(' ');
}

/** Text from elsewhere within a message, with nothing hidden in it: VS Code's notifications would make a link of `[…](command:…)`. */
export function plainText(text: string): string {
  return visibleText(text).replaceAll('](', '] (');
}

/** A name or tags from elsewhere in a row of a tree or list: nothing hidden, and no longer than a row could ever show. */
export function rowText(text: string): string {
  const shown = visibleText(text.slice(0, longestRow));
  return text.length > longestRow ? `${shown}…` : shown;
}

const longestRow = 300;

/** So much of a title that there is room for something beside it. */
export function shortened(title: string): string {
  const characters = Array.from(title.slice(0, 2 * longestTitle + 2));
  return characters.length > longestTitle ? `${characters.slice(0, longestTitle - 1).join('')}…` : title;
}

const longestTitle = 40;

/** A name from elsewhere, between quotation marks. */
export function quoted(name: string): string {
  return isolated(`"${plainText(name)}"`);
}

/** What runs from right to left keeps to its place among its neighbours. */
export function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
