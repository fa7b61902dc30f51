import * as z from 'zod/mini';

// Oracle's schemas call codes and sizes numbers, its examples show strings: both are read.

const numeral = z.union([z.string(), z.number()]);
const optionalText = z.nullish(z.string());
/** Goes into a header: visible ASCII. */
const token = z.string().check(z.regex(/^[\x20-\x7e]+$/));

/** Every answer has `errorCode`; what has none is no answer of this API. */
const answerFields = { errorCode: numeral };

export const doneSchema = z.object(answerFields);

export const tagsSchema = z.object({
  ...answerFields,
  /** One string, separated by commas; what a file without tags shows is not documented. */
  tags: optionalText,
});

const fileFields = {
  type: z.literal('file'),
  id: z.string(),
  name: z.string(),
  size: z.nullish(numeral),
  mimeType: optionalText,
  createdTime: optionalText,
  modifiedTime: optionalText,
};
const folderFields = { type: z.literal('folder'), id: z.string(), name: z.string() };

/** Of a folder's items and of a search, whose totals are named differently. */
export const itemsSchema = z.object({
  ...answerFields,
  hasMore: z.nullish(z.union([z.string(), z.number(), z.boolean()])),
  totalCount: z.nullish(numeral),
  items: z.optional(z.array(z.discriminatedUnion('type', [z.object(fileFields), z.object(folderFields)]))),
});
export type ItemsAnswer = z.infer<typeof itemsSchema>;
export type ItemAnswer = NonNullable<ItemsAnswer['items']>[number];

export const errorSchema = z.object({
  errorCode: z.optional(numeral),
  errorMessage: optionalText,
  title: optionalText,
});

export const appLinkSchema = z.object({
  ...answerFields,
  appLinkID: z.nullish(token),
  accessToken: token,
  refreshToken: z.nullish(token),
});

/** RFC 6749, 5.1. */
export const tokenSchema = z.object({
  access_token: token,
  expires_in: z.optional(numeral),
});

/** RFC 6749, 5.2. */
export const tokenErrorSchema = z.object({ error: z.string(), error_description: z.optional(z.string()) });
