import assert from 'node:assert/strict';
import type { Result } from '../../shared/result.ts';

/** The value of a result that has to be one. */
export function must<T, E>(result: Result<T, E>): T {
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.error));
  return result.value;
}
