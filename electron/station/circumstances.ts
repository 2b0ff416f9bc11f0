import type { AirgapView } from '../../shared/contract/views.ts';
import { type SealRecord, toTimestamp } from '../../shared/statement/fields.ts';
import { isSealed } from '../../shared/statement/sealed.ts';
import type { Statement } from '../../shared/statement/statement.ts';

type Predicate = Statement['predicate'];

/** What every statement says of the moment it was signed in. */
export type Circumstances = Pick<Predicate, 'console' | 'airgap' | 'clock'>;

/** Which build of which version this is, on which runtime. */
export type ConsoleIdentity = Predicate['console'];

/** `override`: what was typed to sign although a link was up; `null` when nothing was. */
export function circumstancesOf(
  console: ConsoleIdentity,
  seal: SealRecord,
  airgap: AirgapView,
  override: string | null,
  now: Date,
): Circumstances {
  return {
    console,
    airgap: {
      linksUp: linkNames(airgap),
      launcher: isSealed(seal) ? 'sealed' : 'unsealed',
      seal,
      override,
      checkedAt: toTimestamp(Date.parse(airgap.checkedAt)),
    },
    clock: { utc: toTimestamp(now.getTime()), trusted: false },
  };
}

/** The links that are up by name; links that could not be read count as one that is. */
export function linkNames(airgap: AirgapView): readonly string[] {
  return [
    ...airgap.linksUp.map((link) => link.name),
    ...(airgap.probeFailure === undefined ? [] : ['links that cannot be read']),
  ];
}

/** What a person types, to the letter, to sign although a link is up. */
export function overrideSentence(airgap: AirgapView): string {
  return `Sign although up: ${linkNames(airgap).join(', ')}`;
}
