import type { ServiceDescriptor } from '../../core/service/descriptor';

/** How many ids and addresses of files a text holds. */
export function countReferences(text: string, service: ServiceDescriptor): number {
  return service.findIds(text).length + service.findAddresses(text).length;
}

/** Pure: a text in one line, each of its lines by itself: an input of one line would glue them together. */
export function inOneLine(text: string): string {
  return text
    .split(/[\r\n\u2028\u2029]+/)
    .map(line => line.trim())
    .filter(line => line !== '')
    .join(' ');
}

/**
 * Pure: the words of a text that are neither an id nor an address of a file. In code and data, most words are something else altogether:
 * there just those that look as if they were meant as an id.
 */
export function wordsWithoutReference(text: string, service: ServiceDescriptor): readonly string[] {
  const words = text.split(/[\s,;"'`<>()[\]{}]+/).filter(word => word !== '' && countReferences(word, service) === 0);
  const isList = !/[{}<>=:]/.test(text.replaceAll('://', ''));
  const meant = isList
    ? words.filter(word => /[\p{L}\p{N}]/u.test(word))
    : words.filter(word => /^(?=.*\d)[\w-]{12,}$/.test(word));
  return [...new Set(meant)];
}
