import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JobControl, type Lane } from '../../../../../electron/core/job/control.ts';
import { type ImportProgress, Waits, watchProgress } from '../../../../../electron/core/job/progress.ts';

const lane = (waitsFor: Lane['waitsFor'], turn: number): Lane => ({ waitsFor, turn });

test('a call that one look after the other finds is told once it lasts a second, with how long it lasts', () => {
  const waits = new Waits();
  assert.deepEqual(waits.look([lane('medium', 1)], 0), { waitsFor: null, isAtRest: false });
  assert.deepEqual(waits.look([lane('medium', 1)], 900), { waitsFor: null, isAtRest: false });
  assert.deepEqual(waits.look([lane('medium', 1)], 12_000).waitsFor, { what: 'medium', seconds: 12 });
  assert.deepEqual(waits.look([lane('medium', 2)], 12_100).waitsFor, null, 'it has answered');
});

test('nothing is silent while any thread goes on, or while all of them compute', () => {
  const waits = new Waits();
  waits.look([lane('medium', 1), lane('medium', 1), lane(null, 1)], 0);
  assert.equal(waits.look([lane('medium', 1), lane('medium', 5), lane(null, 1)], 5000).waitsFor, null);
  assert.deepEqual(waits.look([lane(null, 2), lane(null, 6), lane(null, 1)], 20_000), {
    waitsFor: null,
    isAtRest: true,
  });
});

test('of several that wait, the one that has waited longest is told', () => {
  const waits = new Waits();
  waits.look([lane('vault', 1), lane('medium', 1)], 0);
  waits.look([lane('vault', 1), lane('medium', 2)], 3000);
  assert.deepEqual(waits.look([lane('vault', 1), lane('medium', 2)], 5000).waitsFor, { what: 'vault', seconds: 5 });
});

test('what a thread turns to is seen by the others, each call as another one, and past sixteen threads not at all', () => {
  const watching = JobControl.fresh();
  const reading = new JobControl(watching.shared, 'medium');
  assert.deepEqual(watching.lanes(), []);
  assert.ok(reading.mayProceed());
  const [first] = watching.lanes();
  assert.ok(reading.mayProceed());
  const [second] = watching.lanes();
  assert.deepEqual([first?.waitsFor, second?.waitsFor], ['medium', 'medium']);
  assert.notEqual(first?.turn, second?.turn);
  reading.during('vault', () => assert.equal(watching.lanes()[0]?.waitsFor, 'vault'));
  assert.equal(watching.lanes()[0]?.waitsFor, 'medium');
  const others = Array.from({ length: 20 }, () => new JobControl(watching.shared));
  for (const other of others) other.waitFor('vault');
  assert.equal(watching.lanes().length, 16);
});

test('what is passed over says nothing of how fast the rest is read, and once all is read no time is foretold', async () => {
  const control = JobControl.fresh();
  control.setTotals({ files: 10, bytes: 1000 });
  const told: ImportProgress[] = [];
  const next = (): Promise<ImportProgress> =>
    new Promise((resolve) => {
      const before = told.length;
      const poll = setInterval(() => {
        const last = told.at(-1);
        if (told.length < before + 2 || last === undefined) return;
        clearInterval(poll);
        resolve(last);
      }, 10);
    });
  const stop = watchProgress(control, (progress) => told.push(progress));
  control.setPhase('catching-up');
  control.addBytes(800);
  control.addPassedOver(1, 800);
  const passing = await next();
  assert.deepEqual([passing.bytesPerSecond, passing.secondsLeft], [0, null]);
  control.setPhase('reading');
  const reading = await next();
  assert.equal(reading.bytesPerSecond, 0, 'nothing has been read yet');
  control.addBytes(200);
  control.setPhase('checking');
  assert.equal((await next()).secondsLeft, null);
  stop();
});
