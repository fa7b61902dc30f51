import type { HttpAnswer, Request } from '../http/exchange';
import { isRecord, json, parsedJson } from '../http/exchange';
import { badRequest } from './oracleRefusal';

/** The fields of a request's body, which may be JSON or XML; none where it is empty. */
export function fieldsOf({ headers, body }: Request): Readonly<Record<string, unknown>> {
  if (body.trim() === '') return {};
  if (isXml(headers['content-type'])) return xmlFields(body);
  const value = parsedJson(body);
  if (value === undefined) throw badRequest('the body is not JSON.');
  if (!isRecord(value)) throw badRequest('the body is not an object.');
  return value;
}

/**
 * The value in the media type that the request prefers. Oracle's documentation offers both and shows JSON alone: how the
 * elements are named, and that JSON is what is sent where nothing is said, are choices.
 */
export function inMediaType(
  { headers }: Pick<Request, 'headers'>,
  status: number,
  value: Readonly<Record<string, unknown>>,
): HttpAnswer {
  const accept = headers.accept ?? '';
  const [xml, plain] = [quality(accept, 'application/xml'), quality(accept, 'application/json')];
  const asXml = xml === 0 && plain === 0 ? isXml(headers['content-type']) : xml > plain;
  if (!asXml) return json(status, value);
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${element('response', value)}\n`;
  return { status, headers: { 'content-type': 'application/xml; charset=utf-8' }, body };
}

function isXml(mediaType: string | undefined): boolean {
  return /^\s*(?:application|text)\/xml\b/i.test(mediaType ?? '');
}

function quality(accept: string, mediaType: string): number {
  const [, weight = '1'] = new RegExp(`(?:^|,)\\s*${mediaType}\\s*(?:;\\s*q=([\\d.]+))?`, 'i').exec(accept) ?? [undefined, '0'];
  return Number(weight);
}

function element(name: string, value: unknown): string {
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: unknown): string {
  if (Array.isArray(value)) return value.map(item => element('item', item)).join('');
  if (isRecord(value))
    return Object.entries(value)
      .map(([name, part]) => element(name, part))
      .join('');
  return String(value).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

function xmlFields(xml: string): Readonly<Record<string, string>> {
  const leaves = Array.from(xml.matchAll(/<([A-Za-z][\w.-]*)>([^<]*)<\/\1>/g));
  if (leaves.length === 0 && !/^\s*(?:<\?[^>]*\?>\s*)?<[A-Za-z][^>]*>/.test(xml)) throw badRequest('the body is not XML.');
  return Object.fromEntries(leaves.map(([, name = '', text = '']) => [name, text.replace(/&(#x?[\da-f]+|\w+);/gi, character)]));
}

function character(whole: string, name: string): string {
  if (!name.startsWith('#')) return entities.get(name) ?? whole;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
