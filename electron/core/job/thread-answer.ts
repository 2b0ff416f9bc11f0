import type { Worker } from 'node:worker_threads';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { faultLine } from '../fault-line.ts';
import { errnoOf, type FileFailure, systemFailure } from '../files/file-failure.ts';

/** Why a thread ended without an answer: an error of the system, or another one, which `params.fault` tells as `faultLine` does. */
export type ThreadFailure = Failure<'thread/ended'> | FileFailure;

/**
 * The one answer that a thread is started for. A thread that runs out of memory, or meets an error that nothing handles,
 * gives none. That ends what it worked on, and nothing else.
 *
 * @param where what an error of the system is about
 */
export function answerOf<T>(worker: Worker, where: string): Promise<Result<T, ThreadFailure>> {
  return new Promise((resolve) => {
    worker.once('message', (answer: T) => resolve(ok(answer)));
    worker.on('error', (thrown) => {
      resolve(err(errnoOf(thrown) === null ? ended(faultLine(thrown)) : systemFailure(thrown, where)));
    });
    worker.once('exit', (code) => resolve(err(ended(`exit ${code}`))));
  });
}

function ended(fault: string): ThreadFailure {
  return failure('thread/ended', { params: { fault } });
}
