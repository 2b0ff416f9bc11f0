import type { z } from 'zod';
import { type Finding, finding } from '../finding/index.ts';

/** What a schema refused, as findings at JSON pointers (RFC 6901) below `root`. */
export function shapeFindings(error: z.ZodError, root: readonly string[] = []): readonly Finding[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => finding('statement.unknown-field', pointer([...root, ...issue.path, key])));
    }
    return [finding('statement.shape', pointer([...root, ...issue.path]), { expected: issue.message })];
  });
}

function pointer(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the whole document';
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
