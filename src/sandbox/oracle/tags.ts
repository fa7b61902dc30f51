import { badRequest } from './refusal';

type Fields = Readonly<Record<string, unknown>>;

/** `tags` with what the body of Set Tags says: they are replaced. Without `setTags`, which is not required, they stay (a choice). */
export function set(tags: readonly string[], body: Fields): readonly string[] {
  return list(body, 'setTags') ?? tags;
}

/** `tags` with what the body of Edit Tags says. A tag that is both removed and added is there in the end (a choice). */
export function edit(tags: readonly string[], body: Fields): readonly string[] {
  const removed = list(body, 'removeTags') ?? [];
  const added = list(body, 'addTags') ?? [];
  return distinct([...tags.filter(tag => !removed.includes(tag)), ...added]);
}

export function distinct(tags: readonly string[]): readonly string[] {
  return Array.from(new Set(tags));
}

/** A comma-separated list, with the blanks around its parts dropped. */
function list(body: Fields, name: string): readonly string[] | undefined {
  const { [name]: value } = body;
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw badRequest(`Request parameters are not formatted correctly: ${name} must be a text.`);
  return distinct(
    value
      .split(',')
      .map(tag => tag.trim())
      .filter(Boolean),
  );
}
