import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Presence } from '../../../../../electron/desktop/windows/lock-unattended.ts';

function pointerAt(x: number, y: number) {
  const pointer = { x, y };
  const presence = new Presence(() => ({ ...pointer }));
  const moveTo = (toX: number, toY: number) => Object.assign(pointer, { x: toX, y: toY });
  return { presence, moveTo };
}

test('keys, clicks, the wheel and touches are a person', () => {
  const { presence } = pointerAt(10, 10);
  for (const type of ['rawKeyDown', 'keyDown', 'mouseDown', 'mouseWheel', 'touchStart', 'pointerDown'] as const) {
    assert.ok(presence.isShownBy(type), type);
  }
});

test('the pointer is a person while it moves on the screen', () => {
  const { presence, moveTo } = pointerAt(10, 10);
  moveTo(11, 10);
  assert.ok(presence.isShownBy('mouseMove'));
  assert.ok(!presence.isShownBy('mouseMove'));
  moveTo(11, 9);
  assert.ok(presence.isShownBy('mouseMove'));
});

test('a window that opens or closes over ours is nobody', () => {
  const { presence } = pointerAt(10, 10);
  for (const type of ['mouseLeave', 'mouseEnter', 'mouseMove', 'gestureScrollUpdate', 'undefined'] as const) {
    assert.ok(!presence.isShownBy(type), type);
  }
});

test('where the pointer went over other windows does not count when ours comes under it', () => {
  const { presence, moveTo } = pointerAt(10, 10);
  moveTo(500, 500);
  assert.ok(!presence.isShownBy('mouseEnter'));
  assert.ok(!presence.isShownBy('mouseMove'));
  moveTo(600, 600);
  presence.lookAtPointer();
  assert.ok(!presence.isShownBy('mouseMove'));
});

test('where the pointer is nobody asks before it can be told, and its first place is no movement', () => {
  let place: { x: number; y: number } | null = null;
  const presence = new Presence(() => place);
  assert.equal(presence.isShownBy('mouseMove'), false);
  assert.equal(presence.isShownBy('keyDown'), true);
  place = { x: 5, y: 5 };
  assert.equal(presence.isShownBy('mouseMove'), false);
  place = { x: 6, y: 5 };
  assert.equal(presence.isShownBy('mouseMove'), true);
});
