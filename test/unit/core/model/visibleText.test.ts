import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { visibleText } from '../../../../src/core/model/visibleText';
import { expectLinear } from '../../../support/growth';
import { hostileText } from '../../../support/hostileText';

describe('text in sight', () => {
  for (const [text, expected] of [
    ['mug 😀 שלום é', 'mug 😀 שלום é'],
    ['a\nb\tc\r\0', 'a↵b⟨0009⟩c⟨000D⟩⟨0000⟩'],
    ['\u202egpj.exe\u2066', '⟨202E⟩gpj.exe⟨2066⟩'],
    ['\ud83d 😀 \ude00', '⟨D83D⟩ 😀 ⟨DE00⟩'],
    ['\u0085\u2028\ufeff', '⟨0085⟩⟨2028⟩⟨FEFF⟩'],
  ] as const) {
    it(JSON.stringify(text), () => {
      deepEqual(visibleText(text), expected);
    });
  }

  it('has no control, no mark of direction and no half of a pair, whatever it was', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const visible = visibleText(text);
        return !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(visible) && Buffer.from(visible).toString() === visible;
      }),
    );
  });

  it('takes linear time', () => {
    expectLinear(size => visibleText('\ud800'.repeat(size)));
  });
});
