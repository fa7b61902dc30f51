/** What is the matter with something that a person or a call gave; sentences are made from it. */
export type InputProblem =
  | TagProblem
  | FilesProblem
  | { readonly kind: EndpointProblem }
  | SearchProblem
  | { readonly kind: 'noConnection'; readonly given: string }
  | { readonly kind: 'nameTaken'; readonly name: string }
  | { readonly kind: 'notOneOf'; readonly choices: readonly string[] }
  /** Something else was given, or nothing. */
  | { readonly kind: 'wrongType'; readonly wanted: 'text' | 'texts' | 'count' | 'object' }
  | RunProblem;

/** Why a service would refuse a tag. */
export type TagProblem =
  | { readonly kind: 'empty' }
  /** The service alone gives such tags. */
  | { readonly kind: 'derived'; readonly tag: string }
  | { readonly kind: 'forbiddenCharacter'; readonly tag: string; readonly character: string }
  | { readonly kind: 'tooLong'; readonly tag: string; readonly characters: number; readonly limit: number };

/** What keeps these tags or ids from being sent together. */
export type FilesProblem =
  | { readonly kind: 'noTags' }
  /** All tags together. */
  | { readonly kind: 'tooManyCharacters'; readonly characters: number; readonly limit: number }
  /** On one file. */
  | { readonly kind: 'tooManyTags'; readonly tags: number; readonly limit: number }
  | { readonly kind: 'noFiles' }
  | { readonly kind: 'tooManyFiles'; readonly files: number; readonly limit: number }
  | { readonly kind: 'noId'; readonly id: string };

export type EndpointProblem =
  /** Not an absolute URL. */
  | 'notUrl'
  /** Neither https nor http. */
  | 'scheme'
  /** http to somewhere else than this machine. */
  | 'insecure'
  /** A name or password within the URL. */
  | 'userInfo'
  /** A query or a fragment. */
  | 'query';

/** What a service can't look for. */
export type SearchProblem =
  | { readonly kind: 'noSearchBy'; readonly field: string }
  | { readonly kind: 'noSearchWithoutWords' }
  /** The service can't answer it, and an index of its library is not there. */
  | { readonly kind: 'needsIndex' }
  | { readonly kind: 'noNativeSearch' }
  /** A part of the search can't be read. */
  | { readonly kind: 'unreadableSearch'; readonly part: string };

/** Why a run that exists, or did, can't be taken up. */
export type RunProblem =
  | { readonly kind: 'noRun'; readonly runId: string }
  /** It is good for other things. */
  | { readonly kind: 'unfitRun'; readonly ability: string; readonly isUndone?: true; readonly isTriedAgain?: true }
  /** Another window carries it out, or none does. */
  | { readonly kind: 'runElsewhere' }
  /** Its connection signs in to another account by now. */
  | { readonly kind: 'otherAccount' }
  /** Its connection was removed, or is of a sample library that is closed. */
  | { readonly kind: 'connectionGone' }
  | { readonly kind: 'sampleClosed' };

/** A place within something given or answered, as people write it: `[3].fileId`; `body` is the whole. */
export function fieldAt(path: readonly PropertyKey[]): string {
  const text = path.map(key => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text === '' ? 'body' : text.replace(/^\./, '');
}
