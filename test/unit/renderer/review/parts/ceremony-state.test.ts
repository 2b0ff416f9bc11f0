import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { stateAfter } from '../../../../../renderer/review/hooks/use-ceremony.ts';
import { CeremonyState } from '../../../../../renderer/review/parts/CeremonyState.tsx';
import { strings } from '../../../../../renderer/strings/index.ts';
import { type Failure, failure } from '../../../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../../../shared/result.ts';

const shown = (answer: Result<string | null, Failure>) =>
  renderToStaticMarkup(createElement(CeremonyState<string>, { ceremony: stateAfter(answer) }));

const NOTHING = strings.authority.cancelled;
const UNKNOWN = strings.shell.unknownOutcome;

test('only a ceremony that came to nothing is said to have been cancelled', () => {
  const why = failure('journal/unknown', { cause: failure('file/medium-full') });
  const unknown = shown(err({ ...why, outcome: 'unknown' }));
  assert.ok(unknown.includes(UNKNOWN) && unknown.includes('It may have been done') && !unknown.includes(NOTHING));
  const refused = shown(err(failure('sign/not-typed')));
  assert.ok(refused.includes('Type it again.') && !refused.includes(UNKNOWN) && !refused.includes(NOTHING));
  assert.ok(shown(ok(null)).includes(NOTHING));
  const signed = shown(ok('signed'));
  assert.ok(!signed.includes(NOTHING) && !signed.includes(UNKNOWN));
});
