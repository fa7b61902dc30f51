import * as z from 'zod/mini';

// The shapes of ImageKit's OpenAPI description, as far as they are used. Facts that are only shown may be absent or null.

const optionalText = z.nullish(z.string());
const optionalNumber = z.nullish(z.number());

const fileFields = {
  fileId: z.string(),
  name: z.string(),
  filePath: z.string(),
  // null: none
  tags: z.optional(z.nullable(z.array(z.string()))),
  AITags: z.nullish(z.array(z.object({ name: z.string(), confidence: optionalNumber, source: optionalText }))),
  isPrivateFile: z.nullish(z.boolean()),
  url: optionalText,
  thumbnail: optionalText,
  mime: optionalText,
  size: optionalNumber,
  width: optionalNumber,
  height: optionalNumber,
  createdAt: optionalText,
  updatedAt: optionalText,
};

export const fileSchema = z.object(fileFields);
export type FileAnswer = z.infer<typeof fileSchema>;

export const listSchema = z.array(
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('file'), ...fileFields }),
    z.object({ type: z.literal('file-version') }),
    z.object({ type: z.literal('folder'), name: z.string() }),
  ]),
);
export type ListAnswer = z.infer<typeof listSchema>;

/** Of `addTags` and `removeTags`, with 200 and 207. */
export const bulkSchema = z.object({
  successfullyUpdatedFileIds: z.array(z.string()),
  errors: z.optional(z.array(z.object({ fileId: z.string(), error: z.string() }))),
});
export type BulkAnswer = z.infer<typeof bulkSchema>;

/** Of an update, as far as it matters: which file it was. */
export const updateSchema = z.object({ fileId: z.string() });

export const errorSchema = z.object({
  message: z.string(),
  missingFileIds: z.optional(z.array(z.string())),
});
