import { assertNever } from '../../result.ts';
import type { Check } from './checks-file.ts';

/** The single files that a check names, folders and "all" left out: relative to where `checks.json` lies. */
export function namedFiles(check: Check): readonly string[] {
  return pathsOf(check).filter((path) => !path.endsWith('/'));
}

function pathsOf(check: Check): readonly string[] {
  switch (check.type) {
    case 'rollback-proof':
      return check.legs.flatMap(({ before, afterApply, afterRollback, rows }) => [
        ...[before, afterApply, afterRollback],
        ...(rows === undefined ? [] : [rows.before, rows.afterApply, rows.afterRollback]),
      ]);
    case 'entry-exit':
      return [check.entry, check.exit];
    case 'probe-results':
      return [check.file];
    case 'forbidden-tokens':
      return check.files === 'all' ? [] : check.files;
    case 'seal':
      return [check.seal, check.covers];
    default:
      return assertNever(check, 'check type');
  }
}
