import { assertNever } from '../../result.ts';
import type { CheckResult } from '../types.ts';
import type { Check } from './checks-file.ts';

/** One file that a check names. */
export interface CheckPlace {
  readonly path: string;
  /** The byte that is meant, and how many; without it the file as a whole. */
  readonly offset?: number;
  /** The path of the file that it is compared with. */
  readonly against?: string;
}

export interface CheckPlaces {
  /** The check's id. */
  readonly id: string;
  readonly places: readonly CheckPlace[];
}

/** Of a check that names very many files, the first. */
const MOST_PLACES = 50;
const TOKEN_FOUND = /^[0-9]+, first in (.+), byte ([0-9]+)$/s;

/**
 * The single files that a check names and what in them, relative to where `checks.json` lies: of tokens that were found the
 * byte, of states that were compared the state before. Folders are left out.
 */
export function checkPlaces(check: Check, observed: CheckResult['observed']): readonly CheckPlace[] {
  return placesOf(check, observed)
    .filter(({ path }) => !path.endsWith('/'))
    .slice(0, MOST_PLACES);
}

function placesOf(check: Check, observed: CheckResult['observed']): readonly CheckPlace[] {
  switch (check.type) {
    case 'rollback-proof':
      return check.legs.flatMap((leg) => [leg, ...(leg.rows === undefined ? [] : [leg.rows])]).flatMap(statesOf);
    case 'entry-exit':
      return [{ path: check.entry }, { path: check.exit, against: check.entry }];
    case 'probe-results':
      return [{ path: check.file }];
    case 'forbidden-tokens':
      return Object.values(observed).flatMap((value) => {
        const [, path, offset] = TOKEN_FOUND.exec(value) ?? [];
        return path === undefined ? [] : [{ path, offset: Number(offset) }];
      });
    case 'seal':
      return [{ path: check.seal }, { path: check.covers }];
    default:
      return assertNever(check, 'check type');
  }
}

interface States {
  readonly before: string;
  readonly afterApply: string;
  readonly afterRollback: string;
}

function statesOf({ before, afterApply, afterRollback }: States): readonly CheckPlace[] {
  return [{ path: before }, { path: afterApply, against: before }, { path: afterRollback, against: before }];
}
