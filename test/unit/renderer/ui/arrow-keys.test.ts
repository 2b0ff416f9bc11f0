import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movedTo } from '../../../../renderer/ui/arrow-keys.ts';

test('arrow keys move by one and stop at the ends', () => {
  assert.equal(movedTo('ArrowDown', 0, 3), 1);
  assert.equal(movedTo('ArrowDown', 2, 3), 2);
  assert.equal(movedTo('ArrowUp', 0, 3), 0);
  assert.equal(movedTo('ArrowLeft', 2, 3), 1);
  assert.equal(movedTo('ArrowRight', 0, 3), 1);
});

test('Home and End lead to the ends, and other keys nowhere', () => {
  assert.equal(movedTo('Home', 2, 3), 0);
  assert.equal(movedTo('End', 0, 3), 2);
  assert.equal(movedTo('Enter', 0, 3), null);
  assert.equal(movedTo('ArrowDown', 0, 0), null);
});
