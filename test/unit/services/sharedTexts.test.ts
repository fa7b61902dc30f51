import { deepEqual } from 'node:assert/strict';
import { SharedTexts } from '../../../src/services/sharedTexts';

describe('shared texts', () => {
  it('are what they were', () => {
    const shared = new SharedTexts();
    const path = '/a/mug.jpg';
    const url = `https://ik.example/demo${path}`;
    const addresses = [url, `${url}?tr=thumbnail`, 'https://elsewhere.example/x', path, ''];
    deepEqual(
      [addresses.map(address => shared.joined(address, path)), shared.joined(`${url}?tr=thumbnail`, url), shared.joined(url, '')],
      [addresses, `${url}?tr=thumbnail`, url],
    );
    deepEqual([shared.one('sale'), shared.all(['sale', 'mug']), shared.all([])], ['sale', ['sale', 'mug'], []]);
  });
});
