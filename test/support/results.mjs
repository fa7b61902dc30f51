import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: string, milliseconds: number } | { failed: string, reason: string } | { end: true }} Line */

/**
 * What a run wrote with `runMocha`.
 * @param {string} file
 * @returns {Line[]}
 */
export function readResults(file) {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // what stands after the last line feed is still being written
  return lines.slice(0, -1).map(line => JSON.parse(line));
}

/** @param {readonly Line[]} lines */
export function countResults(lines) {
  return {
    passed: lines.filter(line => 'passed' in line).length,
    failed: lines.filter(line => 'failed' in line).length,
    ends: lines.filter(line => 'end' in line).length,
  };
}
