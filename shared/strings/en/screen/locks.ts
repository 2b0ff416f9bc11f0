import { isFindingCode } from '../../../finding/index.ts';
import { assertNever } from '../../../result.ts';
import type { DischargeProblem, LockReason } from '../../../rules/types.ts';
import { utc } from '../../forms/format.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { findingText } from '../../say-finding.ts';
import { terms } from './terms.ts';

/** Why an option is locked, or what to know before choosing it: one sentence for each kind of reason. */
export function lockSentence(reason: LockReason): Sentence {
  switch (reason.kind) {
    case 'blocker-open':
      return say`${reason.blocker} is not closed. The packet writes: ${reason.statusText}`;
    case 'discharge-unsigned':
    case 'discharge-expired':
    case 'discharge-not-yet-valid':
    case 'discharge-revoked':
    case 'discharge-other-revision':
    case 'discharge-evidence-unfit':
    case 'discharge-other-gate':
    case 'separate-authority-missing':
    case 'separate-authority-consumed':
    case 'separate-authority-revoked':
    case 'separate-authority-other-revision':
    case 'separate-authority-expired':
    case 'separate-authority-not-yet-valid':
      return dischargeSentence(reason);
    case 'grant-missing':
      return say`There is no grant for ${reason.grant}`;
    case 'grant-expired':
      return say`The grant for ${reason.grant} expired at ${utc(reason.expired)}`;
    case 'grant-not-yet-valid':
      return say`The grant for ${reason.grant} is not valid before ${utc(reason.notBefore)}`;
    case 'grant-revoked':
      return say`The grant for ${reason.grant} was revoked.`;
    case 'grant-consumed':
      return say`The grant for ${reason.grant} has been used already: it serves once.`;
    case 'grant-other-revision':
      return say`The grant for ${reason.grant} is for another packet, which states revision ${reason.revision}`;
    case 'evidence-not-supplied':
      return say`The evidence with tree hash ${reason.treeHash} has not been imported.`;
    case 'evidence-unmatched':
      return say`No imported bundle has the tree hash ${reason.treeHash}`;
    case 'evidence-not-computed':
      return say`The tree hash ${reason.treeHash} may be one of git’s ids, which are not computed yet for every bundle.`;
    case 'evidence-refused':
      return say`The bundle with tree hash ${reason.treeHash} was refused.`;
    case 'check-not-passed':
      return reason.result === 'fail'
        ? say`The check ${reason.check} failed.`
        : say`The check ${reason.check} is unknown, which is not a pass.`;
    case 'packet-finding':
      return packetFinding(reason);
    case 'no-safe-default':
      return say`The packet names no safe default, so nothing in it can be chosen.`;
    default:
      return assertNever(reason, 'lock reason');
  }
}

/** A decision of another version may name a finding that this one does not know. */
function packetFinding({ code, where }: Extract<LockReason, { kind: 'packet-finding' }>): Sentence {
  if (!isFindingCode(code)) return say`Reading the packet gave ${code} at ${where}`;
  return [{ untrusted: where }, `: ${findingText(code).sentence}`];
}

function dischargeSentence(reason: DischargeProblem): Sentence {
  const what = reason.leg === null ? reason.blocker : `${reason.blocker} (${reason.leg})`;
  switch (reason.kind) {
    case 'discharge-unsigned':
      return say`The discharge of ${what} still needs the signature of: ${reason.missing.map((one) => terms.role[one]).join(', ')}`;
    case 'discharge-expired':
      return say`The discharge of ${what} expired at ${utc(reason.expired)}`;
    case 'discharge-not-yet-valid':
      return say`The discharge of ${what} is not valid before ${utc(reason.notBefore)}`;
    case 'discharge-revoked':
      return say`The discharge of ${what} was revoked.`;
    case 'discharge-other-revision':
      return say`The discharge of ${what} is for another packet, which states revision ${reason.revision}`;
    case 'discharge-other-gate':
      return say`The discharge of ${what} was signed for another condition: ${reason.gate}`;
    case 'discharge-evidence-unfit':
      return say`The discharge of ${what} rests on evidence that was refused, or has a check that did not pass: ${reason.evidence}`;
    case 'separate-authority-missing':
      return say`The discharge of ${what} lacks the separate authority (a grant of its own) that the packet asks for.`;
    case 'separate-authority-consumed':
      return say`Another statement had used up the separate authority that the discharge of ${what} names.`;
    case 'separate-authority-revoked':
      return say`The separate authority for the discharge of ${what} was revoked.`;
    case 'separate-authority-other-revision':
      return say`The separate authority for the discharge of ${what} is for another packet, which states revision ${reason.revision}`;
    case 'separate-authority-expired':
      return say`The separate authority for the discharge of ${what} expired at ${utc(reason.expired)}. The discharge was recorded by ${utc(reason.used)}`;
    case 'separate-authority-not-yet-valid':
      return say`The discharge of ${what} was signed before its separate authority was valid (${utc(reason.notBefore)}).`;
    default:
      return assertNever(reason, 'discharge problem');
  }
}
