import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { noJobs, reduceJobs, workOf } from '../../../../../renderer/review/inbox/jobs.ts';
import type { JobView } from '../../../../../shared/contract/views.ts';
import { failure } from '../../../../../shared/failure/failure.ts';

const running: JobView = {
  id: 'job_1',
  name: 'bundle',
  kind: 'bundle',
  state: 'running',
  progress: {
    phase: 'reading',
    files: 1,
    totalFiles: 2,
    bytes: 10,
    totalBytes: 20,
    checkedBytes: 0,
    bytesPerSecond: 5,
    secondsLeft: 2,
    current: 'a',
    waitsFor: null,
    isAtRest: false,
  },
  outcome: null,
};
const ended: JobView = { ...running, state: 'ended', outcome: { kind: 'cancelled', isHeldUp: false } };
const second: JobView = { ...running, id: 'job_2' };
const why = failure('import/running');

test('a job is listed once, the newest first, and changes in place', () => {
  const two = reduceJobs(reduceJobs(noJobs, { kind: 'listed', jobs: [running] }), { kind: 'changed', job: second });
  assert.deepEqual(
    two.list.map((job) => job.id),
    ['job_2', 'job_1'],
  );
  const changed = reduceJobs(two, { kind: 'changed', job: ended });
  assert.deepEqual(changed.list, [second, ended]);
  assert.equal(workOf(changed.list).count, 1);
});

test('progress that arrives after the end does not bring a job back', () => {
  const done = reduceJobs(noJobs, { kind: 'changed', job: ended });
  assert.deepEqual(reduceJobs(done, { kind: 'changed', job: running }).list, [ended]);
});

test('an interrupted job that is taken up again runs in its old place of the list', () => {
  const both = reduceJobs(noJobs, { kind: 'listed', jobs: [second, ended] });
  assert.deepEqual(reduceJobs(both, { kind: 'started', jobs: [running] }).list, [running, second]);
});

test('a refusal stays until the next command succeeds, and changes no job', () => {
  const refused = reduceJobs(reduceJobs(noJobs, { kind: 'listed', jobs: [ended] }), { kind: 'failed', failure: why });
  assert.deepEqual(refused, { list: [ended], failure: why });
  assert.deepEqual(reduceJobs(refused, { kind: 'dismissed', job: 'job_1' }), noJobs);
});

test('the work of all imports is the sum of what is known, and what is not known of one is not known of all', () => {
  const known = fc.nat(1000);
  const anyProgress = fc.record({ bytes: known, totalBytes: fc.option(known), secondsLeft: fc.option(known) });
  fc.assert(
    fc.property(fc.array(anyProgress), fc.nat(3), (each, over) => {
      const list = each.map((one, at) => ({ ...running, id: `job_${at}`, progress: { ...running.progress, ...one } }));
      const work = workOf([...list, ...Array.from({ length: over }, () => ended)]);
      const sum = (all: readonly (number | null)[]) =>
        all.includes(null) ? null : all.reduce<number>((total, one) => total + (one ?? 0), 0);
      assert.equal(work.count, each.length);
      assert.equal(work.bytes, sum(each.map(({ bytes }) => bytes)));
      assert.equal(work.totalBytes, sum(each.map(({ totalBytes }) => totalBytes)));
      assert.equal(work.secondsLeft, sum(each.map(({ secondsLeft }) => secondsLeft)));
      assert.equal(work.bytesPerSecond, each.length * running.progress.bytesPerSecond);
      assert.equal(work.waitsFor, null);
    }),
  );
});

test('the work waits for something only where every import under way does', () => {
  const waiting: JobView = { ...second, progress: { ...second.progress, waitsFor: { what: 'medium', seconds: 3 } } };
  assert.deepEqual(workOf([waiting]).waitsFor, { what: 'medium', seconds: 3 });
  assert.deepEqual(workOf([waiting, ended]).waitsFor, { what: 'medium', seconds: 3 });
  assert.equal(workOf([waiting, running]).waitsFor, null);
});
