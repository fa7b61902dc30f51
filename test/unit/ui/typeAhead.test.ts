import { deepEqual } from 'node:assert/strict';
import { seededRandom } from '../../support/random';
import { TypeAhead } from '../../../src/ui/typeAhead';

const enter = Symbol('Enter');

/** An input that is drawn elsewhere: what is set, and what it tells, arrives when it is let through. */
function open() {
  let drawn = '';
  const sent: string[] = [];
  /** Texts, and an Enter in their midst. */
  const told: (string | typeof enter)[] = [];
  const taken: string[] = [];
  let known = '';
  const now = { ms: 0 };
  const input = {
    get value() {
      return known;
    },
    set value(text: string) {
      known = text;
      sent.push(text);
    },
  };
  const ahead = new TypeAhead(input, () => now.ms);
  const hear = () => {
    for (const event of told.splice(0)) {
      if (event === enter) {
        taken.push(ahead.text);
        ahead.replace('');
      } else {
        known = event;
        ahead.follow(event);
      }
    }
  };
  const draw = () => {
    for (const text of sent.splice(0)) {
      if (text !== drawn) told.push(text);
      drawn = text;
    }
  };
  const type = (text: string) => {
    for (const character of text) told.push((drawn += character));
  };
  const settle = () => {
    while (sent.length + told.length > 0) {
      draw();
      hear();
    }
  };
  const accept = () => told.push(enter);
  return { ahead, now, taken, type, accept, hear, draw, settle, shown: () => [drawn, known, ahead.text] };
}

describe('typing ahead', () => {
  it('goes into what comes next, however late the input is cleared', () => {
    const { ahead, type, hear, settle, shown } = open();
    type('sale');
    hear();
    ahead.replace('');
    type('m');
    hear();
    const between = [ahead.text, ahead.isAhead];
    type('ug');
    settle();
    deepEqual(
      [between, shown()],
      [
        ['m', true],
        ['mug', 'mug', 'mug'],
      ],
    );
  });

  it('loses nothing that is typed while what was typed before is put back', () => {
    const { ahead, type, hear, draw, settle, shown } = open();
    type('sale');
    hear();
    ahead.replace('');
    type('m');
    draw();
    type('u');
    hear();
    type('g');
    settle();
    deepEqual(shown(), ['mug', 'mug', 'mug']);
  });

  it('comes after a text that was completed, and is taken by a second replacement', () => {
    const { ahead, type, hear, settle, shown } = open();
    type('sa');
    hear();
    ahead.replace('sale, ');
    type('mu');
    hear();
    const meant = ahead.text;
    ahead.replace('sale, mug, ');
    type('x');
    settle();
    deepEqual([meant, shown()], ['sale, mu', ['sale, mug, x', 'sale, mug, x', 'sale, mug, x']]);
  });

  it('is taken twice before the input was cleared once', () => {
    const { ahead, type, hear, draw, settle, shown } = open();
    type('red');
    hear();
    ahead.replace('');
    type('kitchen');
    hear();
    const meant = ahead.text;
    ahead.replace('');
    type('two mu');
    draw();
    type('g');
    hear();
    type('s');
    settle();
    deepEqual([meant, shown()], ['kitchen', ['two mugs', 'two mugs', 'two mugs']]);
  });

  it('parts words where Enter was pressed, in whatever order all of it arrives', () => {
    for (let seed = 1; seed <= 2_000; seed++) {
      const random = seededRandom(seed);
      const { taken, type, accept, hear, draw, settle, shown } = open();
      const words = [''];
      for (let step = 0; step < 40; step++) {
        const what = random();
        if (what < 0.5) {
          // no character comes twice: what was typed can be told from what is drawn
          const character = String.fromCharCode(0x4e00 + step);
          type(character);
          words.push((words.pop() ?? '') + character);
        } else if (what < 0.6) {
          accept();
          words.push('');
        } else if (what < 0.8) draw();
        else hear();
      }
      settle();
      const last = words.pop() ?? '';
      deepEqual([seed, taken, shown()], [seed, words, [last, last, last]]);
    }
  });

  it('is nothing special where the person does not type ahead, or the text is changed otherwise meanwhile', () => {
    const { ahead, type, hear, settle, shown } = open();
    type('sale');
    hear();
    ahead.replace('');
    settle();
    type('mug');
    settle();
    const first = shown();
    ahead.replace('mug');
    ahead.replace('');
    ahead.follow('pasted');
    deepEqual(first, ['mug', 'mug', 'mug']);
  });

  it('is about the text until a row is chosen by hand', () => {
    const { ahead, now, type, settle } = open();
    const states: boolean[] = [];
    const note = () => states.push(ahead.isAhead);
    note();
    type('sale');
    settle();
    ahead.followActive();
    note();
    now.ms += 500;
    note();
    ahead.followActive();
    note();
    deepEqual(states, [false, true, true, false]);
  });
});
