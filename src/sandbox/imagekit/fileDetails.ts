import type { HttpAnswer, FileFault } from '../http/exchange';
import { isRecord, isTexts, json } from '../http/exchange';
import type { EditableFacts, Metadata, MetadataValue, SampleFile } from '../library/sampleFile';
import { distinct } from '../library/sampleFile';
import { tagsProblem } from './bulkEdits';
import type { ImageKitContext } from './imagekitAssets';
import { describeAsset, ownFile, refused } from './imagekitAssets';

/** `GET /v1/files/{fileId}/details`. */
export function readDetails(context: ImageKitContext, id: string, fault?: FileFault): HttpAnswer {
  const file = ownFile(context, id);
  if (file === undefined) return noFile(id);
  const described = describeAsset(file, context.address());
  return json(200, fault?.kind === 'tagless' && fault.happensTo(id) ? { ...described, tags: undefined } : described);
}

/** `DELETE /v1/files/{fileId}`. */
export function deleteFile(context: ImageKitContext, id: string): HttpAnswer {
  if (ownFile(context, id) === undefined) return noFile(id);
  context.library.remove(id);
  context.changed();
  return { status: 204, headers: {}, body: '' };
}

/**
 * `PATCH /v1/files/{fileId}/details`: what the body names is set, the rest stays as it is. The body is either of the two
 * forms of UpdateFileRequest in ImageKit's OpenAPI description: details, or a change of publication.
 */
export function updateDetails(context: ImageKitContext, id: string, body: unknown, fault?: FileFault): HttpAnswer {
  const file = ownFile(context, id);
  if (file === undefined) return noFile(id);
  if (!isRecord(body)) return refused(400, 'Your request body is invalid.');
  const problem = detailsProblem(body);
  if (problem !== undefined) return refused(400, problem);
  const isFaulty = fault?.kind === 'partial' && fault.happensTo(id);
  const isRefused = 'tags' in body && context.refuses(file);
  if (!isRefused && (!isFaulty || fault.isCarriedOut)) {
    context.library.edit(id, { ...changes(file, body), updatedAt: context.now() });
    context.changed();
  }
  // how a single update is refused is not documented; as in bulk, it must not look like a failed sign-in
  return isRefused || isFaulty ? refused(400, 'Error in updating tags') : readDetails(context, id, fault);
}

/** All ids in the documentation's examples have 24 hex digits: anything else is taken for malformed. */
function noFile(id: string): HttpAnswer {
  if (!/^[0-9a-f]{24}$/i.test(id)) return refused(400, 'Your request contains invalid fileId parameter.');
  return refused(404, 'The requested file does not exist.');
}

type Body = Readonly<Record<string, unknown>>;

function detailsProblem(body: Body): string | undefined {
  const { tags, removeAITags, description, customCoordinates, customMetadata, publish } = body;
  const tagProblem = tags === undefined || tags === null ? undefined : tagsProblem(tags);
  if (tagProblem !== undefined) return tagProblem;
  if (removeAITags !== undefined && removeAITags !== 'all' && !isTexts(removeAITags)) return invalid('removeAITags');
  if (description !== undefined && typeof description !== 'string') return invalid('description');
  if (!isCoordinates(customCoordinates)) return invalid('customCoordinates');
  if (customMetadata !== undefined && !isMetadata(customMetadata)) return 'Invalid custom metadata.';
  if (publish !== undefined && !(isRecord(publish) && typeof publish['isPublished'] === 'boolean')) return invalid('publish');
  return undefined;
}

function invalid(parameter: string): string {
  return `Your request contains invalid value for ${parameter} parameter.`;
}

function isCoordinates(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && /^\d+,\d+,\d+,\d+$/.test(value));
}

/** The account's custom metadata fields are those that the sample files use. */
const metadataFields: readonly string[] = ['brand', 'color', 'season'];

function isMetadata(value: unknown): value is Readonly<Record<string, MetadataValue | null>> {
  const isValue = (entry: unknown) => entry === null || ['string', 'number', 'boolean'].includes(typeof entry);
  return isRecord(value) && Object.entries(value).every(([field, entry]) => metadataFields.includes(field) && isValue(entry));
}

function changes(file: SampleFile, body: Body): Partial<EditableFacts> {
  const { tags, removeAITags, description, customCoordinates, customMetadata, publish } = body;
  return {
    // an empty array is not documented; it is taken for what it says
    ...(tags === null ? { tags: [] } : isTexts(tags) ? { tags: distinct(tags) } : {}),
    ...(removeAITags === 'all' ? { aiTags: [] } : {}),
    ...(isTexts(removeAITags) ? { aiTags: file.aiTags.filter(({ name }) => !removeAITags.includes(name)) } : {}),
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof customCoordinates === 'string' || customCoordinates === null ? { customCoordinates } : {}),
    ...(isMetadata(customMetadata) ? { customMetadata: merged(file.customMetadata, customMetadata) } : {}),
    ...(isRecord(publish) ? { isPublished: publish['isPublished'] === true } : {}),
  };
}

function merged(old: Metadata, changed: Readonly<Record<string, MetadataValue | null>>): Metadata {
  const entries = Object.entries({ ...old, ...changed }).filter((entry): entry is [string, MetadataValue] => entry[1] !== null);
  return Object.fromEntries(entries);
}
