/** The text with every secret in it blotted out, also as base64 or as part of a URL. For words of others: a page in between may echo a request. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter(secret => secret.length > 0)
    .flatMap(secret => [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length)
    .reduce((rest, form) => rest.replaceAll(form, '•••'), text);
}
