/**
 * The text with every secret in it blotted out, also as base64 or as part of a URL, and no longer than a person reads. For words of
 * others: a page in between may echo a request, and whatever they say is kept with each file that they say it of.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const redacted = secrets
    .filter(secret => secret.length > 0)
    .flatMap(secret => [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length)
    .reduce((rest, form) => rest.replaceAll(form, '•••'), text);
  return redacted.length > longest ? `${redacted.slice(0, longest)}…` : redacted;
}

const longest = 1_000;
