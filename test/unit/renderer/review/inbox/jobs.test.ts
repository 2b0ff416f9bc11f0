import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noJobs, reduceJobs, underWay } from '../../../../../renderer/review/inbox/jobs.ts';
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
  assert.equal(underWay(changed.list), 1);
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
