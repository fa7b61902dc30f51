let listening = false;

/**
 * Ends this process in order on Ctrl-C and its like: without a listener the `exit` event, at which servers, browsers and
 * temporary folders are put away, never comes.
 */
export function exitOnSignals() {
  if (listening) return;
  listening = true;
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  process.once('SIGHUP', () => process.exit(129));
}
