import type { FileAddress } from '../../core/model/descriptor';
import type { ServiceDefinition } from '../definition';

export const imagekit: ServiceDefinition = {
  id: 'imagekit',
  label: 'ImageKit',
  // the server that ImageKit's OpenAPI description names
  defaultEndpoint: 'https://api.imagekit.io',
  credentials: [
    {
      name: 'auth',
      prompt: 'How do you sign in?',
      forms: [
        {
          id: 'privateKey',
          label: 'Private key',
          fields: [
            {
              name: 'privateKey',
              label: 'Private key',
              secret: true,
              placeholder: 'private_…',
              help: {
                sentence: "It is in ImageKit's dashboard, under Developer options.",
                url: 'https://imagekit.io/docs/api-keys',
              },
            },
          ],
          suspect: 'privateKey',
        },
      ],
    },
  ],
  load: async () => (await import('./imagekitAdapter')).imagekitAdapter,
  findIds,
  findAddresses,
};

/**
 * ImageKit's documentation shows ids of 24 hexadecimal digits, and once one with another letter at its end; no rule is
 * given. What holds no digit is a word.
 */
function findIds(text: string): readonly string[] {
  return unique(text.match(/(?<![\w-])(?=[a-z]*\d)[0-9a-z]{24}(?![\w-])/g) ?? []);
}

function findAddresses(text: string): readonly FileAddress[] {
  const urls = unique(text.match(addressPattern) ?? []);
  return urls.flatMap(url => addressOf(url) ?? []);
}

/** A comma parts two addresses, or two parameters of a transformation: then a slash comes before the next address. */
const addressPattern = /https?:\/\/(?:[^\s"'`<>()[\]{}\\,;]|,(?=(?:(?!https?:)[^\s"'`<>()[\]{}\\;])+\/))+/g;

function addressOf(text: string): FileAddress | undefined {
  const url = untransformed(text);
  const name = url?.slice(url.lastIndexOf('/') + 1);
  // a file is told from a page by its extension
  if (url === undefined || name === undefined || !/[^.]\.\w+$/.test(name)) return undefined;
  return { url: text, name, leadsTo: file => file.facts.url !== undefined && untransformed(file.facts.url) === url };
}

/** ImageKit's URLs carry transformations as a query or as a path segment `tr:…`; the file is the same without them. */
function untransformed(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, pathname } = new URL(text);
  const path = pathname
    .split('/')
    .filter(segment => !/^tr(:|%3a)/i.test(segment))
    .join('/');
  try {
    return origin + decodeURIComponent(path);
  } catch {
    return origin + path;
  }
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
