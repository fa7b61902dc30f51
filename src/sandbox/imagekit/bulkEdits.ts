import type { HttpAnswer, FileFault } from '../http/exchange';
import { isRecord, isTexts, json } from '../http/exchange';
import type { EditableFacts, SampleFile } from '../library/sampleFile';
import { distinct } from '../library/sampleFile';
import type { ImageKitContext } from './imagekitAssets';
import { missingFiles, ownFile, refused } from './imagekitAssets';

/** An endpoint that edits the tags of many files: `POST /v1/files/<name>`. */
export interface BulkEdit {
  /** The name of the list in the request's body. */
  readonly parameter: 'tags' | 'AITags';
  /** What is said of a file that refuses. */
  readonly error: string;
  /** What is wrong with the list, which isn't empty. */
  readonly problem: (values: unknown) => string | undefined;
  readonly apply: (file: SampleFile, values: readonly string[]) => Partial<EditableFacts>;
}

/** The endpoints by name. */
export const bulkEdits: ReadonlyMap<string, BulkEdit> = new Map<string, BulkEdit>([
  [
    'addTags',
    {
      parameter: 'tags',
      error: 'Error in adding tags',
      problem: tagsProblem,
      apply: (file, values) => ({ tags: distinct([...file.tags, ...values]) }),
    },
  ],
  [
    'removeTags',
    {
      parameter: 'tags',
      error: 'Error in removing tags',
      problem: values => (isTexts(values) ? lengthProblem(values) : tagsProblem(values)),
      apply: (file, values) => ({ tags: file.tags.filter(tag => !values.includes(tag)) }),
    },
  ],
  [
    'removeAITags',
    {
      parameter: 'AITags',
      error: 'Error in removing AITags',
      problem: values =>
        isTexts(values)
          ? undefined
          : "Your request contains invalid value for AITags. Please provide an array of strings. Example - ['t-shirt','summer-sale'].",
      apply: (file, values) => ({ aiTags: file.aiTags.filter(({ name }) => !values.includes(name)) }),
    },
  ],
]);

/**
 * Edits the tags of up to 50 files. Where one of them isn't there, none is edited (404); where some refuse, the others are
 * edited (207), as in ImageKit's documentation of Add tags (bulk). Messages: ImageKit's OpenAPI description.
 */
export function editInBulk(context: ImageKitContext, edit: BulkEdit, body: unknown, fault?: FileFault): HttpAnswer {
  const { fileIds, [edit.parameter]: values } = isRecord(body) ? body : {};
  const problem = idsProblem(fileIds, 50, 'A maximum of 50 files can be edited at a time.') ?? valuesProblem(edit, values);
  if (problem !== undefined || !isTexts(fileIds) || !isTexts(values))
    return refused(400, problem ?? 'fileIds should be an Array of strings.');
  const missing = fileIds.filter(id => ownFile(context, id) === undefined);
  if (missing.length > 0) return missingFiles(missing);
  const files = distinct(fileIds).flatMap(id => ownFile(context, id) ?? []);
  const isHit = ({ id }: SampleFile) => fault?.happensTo(id) === true;
  const isRefused = (file: SampleFile) => context.refuses(file) || (fault?.kind === 'partial' && isHit(file));
  const edited = files.filter(file => !context.refuses(file) && (!isHit(file) || fault?.isCarriedOut === true));
  for (const file of edited) context.library.edit(file.id, { ...edit.apply(file, values), updatedAt: context.now() });
  context.changed();
  const mentioned = files.filter(file => !(fault?.kind === 'unmentioned' && isHit(file)));
  const successfullyUpdatedFileIds = mentioned.filter(file => !isRefused(file)).map(({ id }) => id);
  const errors = mentioned.filter(isRefused).map(({ id }) => ({ fileId: id, error: edit.error }));
  return errors.length === 0 ? json(200, { successfullyUpdatedFileIds }) : json(207, { successfullyUpdatedFileIds, errors });
}

/** `POST /v1/files/batch/deleteByFileIds`. */
export function deleteInBulk(context: ImageKitContext, body: unknown): HttpAnswer {
  const { fileIds } = isRecord(body) ? body : {};
  const problem = idsProblem(fileIds, 100, 'fileIds cannot have more than 100 items.');
  if (problem !== undefined || !isTexts(fileIds)) return refused(400, problem ?? 'fileIds should be an Array of strings.');
  const missing = fileIds.filter(id => ownFile(context, id) === undefined);
  if (missing.length > 0) return missingFiles(missing);
  for (const id of fileIds) context.library.remove(id);
  context.changed();
  return json(200, { successfullyDeletedFileIds: distinct(fileIds) });
}

/** What ImageKit has against tags that are to be set or added; `undefined` where it takes them. */
export function tagsProblem(tags: unknown): string | undefined {
  if (!isTexts(tags) || tags.includes(''))
    return "Your request contains invalid value for tags parameter. Please provide an array of strings. Example - ['t-shirt','summer-sale'].";
  // documented for uploads; that the other endpoints refuse it too is a choice
  if (tags.some(tag => tag.includes('%')))
    return 'Your request contains invalid value for tags parameter. % is not allowed in tags.';
  return lengthProblem(tags);
}

/** Whether the limit counts the request's tags or those that a file would have is not documented; its message speaks of the request's. */
function lengthProblem(tags: readonly string[]): string | undefined {
  if (tags.join('').length <= 500) return undefined;
  return 'Your request contains invalid value for tags parameter. Combined length of all tags should be less than or equal to 500.';
}

function idsProblem(fileIds: unknown, maximum: number, tooMany: string): string | undefined {
  if (fileIds === undefined) return 'fileIds parameter is missing.';
  if (!Array.isArray(fileIds)) return 'fileIds should be an Array.';
  if (fileIds.length === 0) return 'fileIds is empty.';
  return fileIds.length > maximum ? tooMany : undefined;
}

function valuesProblem({ parameter, problem }: BulkEdit, values: unknown): string | undefined {
  if (values === undefined) return `${parameter} parameter is missing.`;
  if (Array.isArray(values) && values.length === 0) return `${parameter} array cannot be empty.`;
  return problem(values);
}
