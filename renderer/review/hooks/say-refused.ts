import type { Failure } from '../../../shared/failure/failure.ts';
import { sayFailure } from '../../../shared/failure/say.ts';
import type { Sentence } from '../../../shared/strings/forms/say.ts';
import { strings } from '../../strings/index.ts';

/** What a toast says of a failure: whether that is known, its words, its code. */
export function sayRefused(failure: Failure): Sentence {
  const unknown = failure.outcome === 'unknown' ? [`${strings.shell.unknownOutcome} `] : [];
  return [...unknown, { untrusted: sayFailure(failure) }, ` (${failure.code})`];
}
