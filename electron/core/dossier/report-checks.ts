import type { CheckOutcome, CheckResult } from '../../../shared/evidence/types.ts';
import { element, type Html, table, text } from './html.ts';
import type { ReportWords } from './report-words.ts';

const WORST_FIRST: readonly CheckOutcome[] = ['fail', 'unknown', 'pass'];
const SHOWN_DIGITS = 8;

/** Every check, its result first, what failed before what could not be told, what passed last. */
export function checksTable(checks: readonly CheckResult[], { report }: ReportWords): Html {
  return table(
    report.columns.checks,
    worstFirst(checks).map(({ title, type, result, reason, observed }) => [
      result,
      title,
      type,
      reason,
      Object.entries(observed)
        .map(([name, value]) => `${name}: ${value}`)
        .join('; '),
    ]),
    report.none,
  );
}

/** A picture of each leg of a rollback proof: its three states by their digests, and whether each is the first again. */
export function legPictures(checks: readonly CheckResult[], { report }: ReportWords): Html {
  const proofs = worstFirst(checks).filter(({ type }) => type === 'rollback-proof');
  const legs = proofs.flatMap(({ title, result, observed }) =>
    Object.entries(observed).flatMap(([name, before]) => {
      const leg = name.endsWith('.before') ? name.slice(0, -'.before'.length) : null;
      const [applied, rolledBack] = [observed[`${leg}.afterApply`], observed[`${leg}.afterRollback`]];
      if (leg === null || applied === undefined || rolledBack === undefined) return [];
      return [legPicture(`${result}: ${title}: ${leg}`, { before, applied, rolledBack }, report)];
    }),
  );
  return legs.length === 0 ? { html: '' } : element('div', legs, 'class="legs"');
}

interface States {
  readonly before: string;
  readonly applied: string;
  readonly rolledBack: string;
}

function legPicture(name: string, { before, applied, rolledBack }: States, { legs }: ReportWords['report']): Html {
  const state = (what: string, digest: string, isGood: boolean): Html =>
    element('i', text(`${what} ${digest.slice(0, SHOWN_DIGITS)}`), isGood ? '' : 'class="bad"');
  const joint = (digest: string): Html => element('span', text(`${digest === before ? legs.same : legs.differs} →`));
  return element(
    'div',
    [
      element('b', text(name)),
      state(legs.before, before, true),
      joint(applied),
      state(legs.applied, applied, applied !== before),
      joint(rolledBack),
      state(legs.rolledBack, rolledBack, rolledBack === before),
    ],
    'class="leg"',
  );
}

function worstFirst(checks: readonly CheckResult[]): readonly CheckResult[] {
  return checks.toSorted((a, b) => WORST_FIRST.indexOf(a.result) - WORST_FIRST.indexOf(b.result));
}
