import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ToldList, type Volume, volumeList } from '../../../../../electron/core/media/volumes.ts';

const stick = (id: string): Volume => {
  const space = { freeBytes: 1, totalBytes: 2 };
  return { id, path: '/media/STICK', label: 'STICK', filesystem: 'vfat', readOnly: false, health: 'unknown', space };
};

/** A list that gives these, one an asking. */
function listOf(...answers: readonly (readonly Volume[])[]): ToldList<Volume> {
  const left = [...answers];
  return volumeList(async () => left.shift() ?? []);
}

test('whoever is told between two looks that see the same makes the list stale', async () => {
  const list = listOf([stick('1')], [], [stick('1')]);
  assert.equal(await list.isStale(), false, 'nobody was told anything before');
  assert.deepEqual(await list.now(), [], 'told just while it was out');
  assert.equal(await list.isStale(), true);
});

test('a medium that was put back between two looks is another one', async () => {
  const list = listOf([stick('1')], [stick('2')], [stick('2')]);
  assert.deepEqual([await list.isStale(), await list.isStale(), await list.isStale()], [false, true, false]);
});

test('a medium that answers no more makes the list stale, how much is free on it does not', async () => {
  const full = { ...stick('1'), space: { freeBytes: 0, totalBytes: 2 } };
  const list = listOf([stick('1')], [full], [{ ...full, space: null }]);
  assert.deepEqual([await list.isStale(), await list.isStale(), await list.isStale()], [false, false, true]);
});

test('a file system in which an error comes up makes the list stale', async () => {
  const list = listOf([stick('1')], [{ ...stick('1'), health: 'turned-read-only' }]);
  assert.deepEqual([await list.isStale(), await list.isStale()], [false, true]);
});
