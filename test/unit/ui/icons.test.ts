import { equal } from 'node:assert/strict';
import { escapeIcons } from '../../../src/ui/icons';

describe('text that must not become an icon', () => {
  for (const [text, escaped] of [
    ['$(sync~spin) sale', '\\$(sync~spin) sale'],
    ['$(a)$(b)', '\\$(a)\\$(b)'],
    ['$5 (new) $( )', '$5 (new) $( )'],
  ] as const) {
    it(text, () => {
      equal(escapeIcons(text), escaped);
    });
  }
});
