import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml';
import { Fault } from '../../core/model/fault';
import type { HttpResponse } from '../../net/transport';
import type { Answer } from '../answer';

/** A page of 1,000 items is about 1 MB with 40,000 tags; far more would take a second to read. */
const sizeLimit = 2 * 1024 * 1024;
const partLimit = 100_000;

/**
 * An answer with its body in XML as what it would be in JSON; undefined where it is no XML, or a page. Oracle's documentation offers
 * both and shows JSON alone: that elements are named as JSON's fields, and a list's parts are elements of one name, is our choice of
 * reading. Loaded by the first answer that begins like XML. @throws Fault `tooLarge`
 */
export function readXml(response: HttpResponse): Answer {
  const { body } = response;
  if (body.length > sizeLimit || countParts(body) > partLimit) throw new Fault('tooLarge', { limit: sizeLimit });
  return { ...response, content: contentOf(new TextDecoder().decode(response.body)) };
}

function contentOf(text: string): unknown {
  try {
    // the parser would do it in quadratic time
    const { root } = parseXml(text.replace(/\r\n?/g, '\n'));
    return root && localName(root) !== 'html' ? valueOf(root) : undefined;
  } catch {
    // no XML, or elements within elements as deep as no answer has them
    return undefined;
  }
}

/** Tags and attributes. */
function countParts(body: Uint8Array): number {
  let count = 0;
  for (const byte of body) if (byte === 0x3c || byte === 0x3d) count++;
  return count;
}

function valueOf(element: XmlElement): unknown {
  const parts = element.children.filter(child => child instanceof XmlElement);
  if (parts.length === 0) {
    const texts = element.children.filter(child => child instanceof XmlText);
    return texts
      .map(({ text }) => text)
      .join('')
      .trim();
  }
  const fields = new Map<string, unknown[]>();
  for (const part of parts) {
    const name = localName(part);
    const values = fields.get(name) ?? [];
    values.push(name === 'items' ? listOf(part) : valueOf(part));
    fields.set(name, values);
  }
  return Object.fromEntries(Array.from(fields, ([name, values]) => [name, name === 'items' ? values.flat() : values[0]]));
}

/** `items` may hold the list's parts, be one of them, or be empty. */
function listOf(element: XmlElement): readonly unknown[] {
  const parts = element.children.filter(child => child instanceof XmlElement);
  const isPart = parts.some(part => localName(part) === 'id');
  return isPart ? [valueOf(element)] : parts.map(valueOf);
}

function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1);
}
