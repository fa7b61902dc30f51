import type { Answer } from '../exchange';
import { isRecord, isTexts, json } from '../exchange';
import type { FileFacts, MetadataValue, SampleFile } from '../library/file';
import { refusal } from './answer';
import { describe } from './asset';
import type { ImageKitContext } from './context';
import { ownFile } from './context';
import { distinct, tagsProblem } from './tags';

/** `GET /v1/files/{fileId}/details`. */
export function readDetails(context: ImageKitContext, id: string): Answer {
  const file = ownFile(context, id);
  return file === undefined ? noFile(id) : json(200, describe(file, context.address()));
}

/** `DELETE /v1/files/{fileId}`. */
export function deleteFile(context: ImageKitContext, id: string): Answer {
  if (ownFile(context, id) === undefined) return noFile(id);
  context.library.remove(id);
  context.changed();
  return { status: 204, headers: {}, body: '' };
}

/**
 * `PATCH /v1/files/{fileId}/details`: what the body names is set, the rest stays as it is. The body is either of the two
 * forms of UpdateFileRequest in ImageKit's OpenAPI description: details, or a change of publication.
 */
export function updateDetails(context: ImageKitContext, id: string, body: unknown): Answer {
  const file = ownFile(context, id);
  if (file === undefined) return noFile(id);
  if (!isRecord(body)) return refusal(400, 'Your request body is invalid.');
  const problem = detailsProblem(body);
  if (problem !== undefined) return refusal(400, problem);
  // how a single update is refused is not documented; as in bulk, it must not look like a failed sign-in
  if ('tags' in body && context.refuses(file)) return refusal(400, 'Error in updating tags');
  context.library.edit(id, { ...changes(file, body), updatedAt: context.now() });
  context.changed();
  return readDetails(context, id);
}

/** All ids in the documentation's examples have 24 hex digits: anything else is taken for malformed. */
function noFile(id: string): Answer {
  if (!/^[0-9a-f]{24}$/i.test(id)) return refusal(400, 'Your request contains invalid fileId parameter.');
  return refusal(404, 'The requested file does not exist.');
}

type Body = Readonly<Record<string, unknown>>;

function detailsProblem({
  tags,
  removeAITags,
  description,
  customCoordinates,
  customMetadata,
  publish,
}: Body): string | undefined {
  const tagProblem = tags === undefined || tags === null ? undefined : tagsProblem(tags);
  if (tagProblem !== undefined) return tagProblem;
  if (removeAITags !== undefined && removeAITags !== 'all' && !isTexts(removeAITags))
    return 'Your request contains invalid value for removeAITags parameter.';
  if (description !== undefined && typeof description !== 'string')
    return 'Your request contains invalid value for description parameter.';
  if (typeof customCoordinates === 'string' ? !/^\d+,\d+,\d+,\d+$/.test(customCoordinates) : (customCoordinates ?? null) !== null)
    return 'Your request contains invalid value for customCoordinates parameter.';
  if (customMetadata !== undefined && !isMetadata(customMetadata)) return 'Invalid custom metadata.';
  if (publish !== undefined && !(isRecord(publish) && typeof publish['isPublished'] === 'boolean'))
    return 'Your request contains invalid value for publish parameter.';
  return undefined;
}

/** The account's custom metadata fields are those that the sample files use. */
const METADATA_FIELDS: readonly string[] = ['brand', 'color', 'season'];

function isMetadata(value: unknown): value is Readonly<Record<string, MetadataValue | null>> {
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([field, entry]) =>
        METADATA_FIELDS.includes(field) && (entry === null || ['string', 'number', 'boolean'].includes(typeof entry)),
    )
  );
}

function changes(
  file: SampleFile,
  { tags, removeAITags, description, customCoordinates, customMetadata, publish }: Body,
): Partial<FileFacts> {
  return {
    // an empty array is not documented; it is taken for what it says
    ...(tags === null ? { tags: [] } : isTexts(tags) ? { tags: distinct(tags) } : {}),
    ...(removeAITags === 'all'
      ? { aiTags: [] }
      : isTexts(removeAITags)
        ? { aiTags: file.aiTags.filter(({ name }) => !removeAITags.includes(name)) }
        : {}),
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof customCoordinates === 'string' || customCoordinates === null ? { customCoordinates } : {}),
    ...(isMetadata(customMetadata) ? { customMetadata: merged(file.customMetadata, customMetadata) } : {}),
    ...(isRecord(publish) ? { isPublished: publish['isPublished'] === true } : {}),
  };
}

function merged(
  old: SampleFile['customMetadata'],
  changed: Readonly<Record<string, MetadataValue | null>>,
): SampleFile['customMetadata'] {
  const entries = Object.entries({ ...old, ...changed }).filter((entry): entry is [string, MetadataValue] => entry[1] !== null);
  return Object.fromEntries(entries);
}
