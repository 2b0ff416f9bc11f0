import type { DischargeView, GrantView, NeededGrantView } from '../../../contract/authority-views.ts';
import type { Role } from '../../../contract/views.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';
import { terms } from './terms.ts';

const grantState: Readonly<Record<GrantView['state'], string>> = {
  'in-force': 'in force',
  'not-yet-valid': 'not valid yet',
  expired: 'expired',
  consumed: 'used up',
  revoked: 'revoked',
  'other-revision': 'for another revision',
};

const dischargeState: Readonly<Record<DischargeView['state'], string>> = {
  'in-force': 'in force',
  pending: 'waits for signatures',
  revoked: 'revoked',
  'not-in-force': 'does not count',
};

const neededState: Readonly<Record<NeededGrantView['state'], string>> = {
  'in-force': 'in force',
  'used-up': 'used up',
  missing: 'missing',
};

export interface GrantCount {
  readonly all: number;
  readonly inForce: number;
  readonly usedUp: number;
}

function counted(
  { all, inForce, usedUp }: GrantCount,
  words: { readonly one: string; readonly other: string },
): string {
  const there = `${format.integer(inForce)} of ${format.plural(all, words)} in force`;
  return usedUp === 0 ? there : `${there}, ${format.integer(usedUp)} used up`;
}

export const authority = {
  superseded: (revision: string): Sentence =>
    say`Revision ${revision} of this packet is here: nothing more is signed for this one.`,
  inConflict: 'Nothing more is signed for these bytes until that is cleared up, other than the default option.',
  readOnly: 'The journal is read-only, so nothing can be signed on this station.',
  cancelled: 'Cancelled: nothing was signed.',
  signed: 'Signed.',
  signer: 'Sign as',
  reason: 'Reason (goes into the statement)',
  by: (signers: string): Sentence => say`Signed by ${signers}`,
  at: (time: string): string => `${time} (station clock)`,

  grants: {
    title: 'Grants',
    lead: 'One action, this revision of the packet, one use, until it expires.',
    none: 'This packet names no grant.',
    needed: neededState,
    count: (count: GrantCount): string => counted(count, { one: '# grant', other: '# grants' }),
    separateCount: (count: GrantCount): string =>
      counted(count, { one: '# separate authority', other: '# separate authorities' }),
    separateFor: (blocker: string): Sentence => say`Separate authority, used up by the discharge of ${blocker}`,
    state: grantState,
    until: (time: string): string => `valid until ${time}`,
    give: (action: string): Sentence => say`Grant ${action}…`,
    hours: 'Valid for',
    choice: (hours: number): string =>
      hours < 48
        ? format.plural(hours, { one: '# hour', other: '# hours' })
        : format.plural(hours / 24, { one: '# day', other: '# days' }),
    sign: 'Sign the grant…',
    needsOwner: 'Only an owner grants. This station has no active owner.',
  },

  discharges: {
    whole: 'The whole blocker',
    leg: (leg: string): Sentence => say`The leg ${leg}`,
    state: dischargeState,
    grantSeparate: 'Grant its separate authority',
    separateAuthority: 'An owner must grant its separate authority first.',
    restsOn: 'Evidence',
    unfit: 'no longer proves anything: it was refused, or a check did not pass',
    missing: (roles: readonly Role[]): string => `Not signed yet by: ${roles.map((one) => terms.role[one]).join(', ')}`,
    noCosigner: 'No active identity of this station can add that signature.',
    cosign: (name: string): Sentence => say`Co-sign as ${name}…`,
    discharge: (blocker: string): Sentence => say`Discharge ${blocker}…`,
    scope: 'What is closed',
    bundles: 'Evidence that shows it (one bundle at least)',
    unusable: {
      read: 'Nothing vouches for its bytes, so nothing can rest on it.',
      refused: 'What did not pass proves nothing.',
    },
    noBundles:
      'No verified evidence bundle is here. Import one that has a manifest, or whose tree hash the packet names.',
    importIt: 'Import evidence',
    sign: 'Sign the discharge…',
    needsActor: 'No active identity of this station has a role that may sign it.',
  },

  carry: {
    away: (what: string): string => `Carry the discharge of ${what} to another station`,
    awayShort: 'Carry to another station…',
    done: (folder: string, medium: string): Sentence => say`Written to ${folder} on ${medium}, and read back.`,
    takeIn: 'Take in signed statements…',
    takeInLead:
      'From a folder: grants, discharges, decisions and revocations about packets that are here, signed by keys that this station trusts.',
    working: 'Reading …',
    result: (taken: number, known: number, refused: number): string =>
      `${format.integer(taken)} taken in, ${format.integer(known)} known already, ${format.integer(refused)} refused.`,
    refused: (name: string, reason: string): Sentence => say`${name}: ${reason}`,
    stopped: (name: string, reason: string): Sentence => say`It stopped at ${name}: ${reason}`,
  },

  revoke: {
    open: (what: string): Sentence => say`Revoke ${what}…`,
    lead: 'A revocation cannot be taken back, and frees nothing that was used up.',
    sign: 'Sign the revocation…',
  },

  /** Several statements under one passphrase. */
  run: {
    title: 'Sign several in one run…',
    lead: 'The signing window makes them all first, asks for one passphrase, and then shows each on a page of its own to be confirmed. A decision is never part of a run.',
    grants: 'Grants',
    discharges: 'Discharges of whole blockers',
    allOfThem: 'All of them',
    grantFirst: 'It asks for a separate authority, which is granted in a run before.',
    reason: 'Reason (goes into each statement)',
    signer: 'Signs',
    cosigner: 'Co-signs in the same window',
    noCosigner: 'Nobody',
    nobody: 'Nobody on this station may sign all that is ticked. Tick less.',
    nothingLeft: 'No grant is missing, and no blocker needs a new discharge.',
    begin: (count: number): string =>
      format.plural(count, { one: 'Sign # statement in a run…', other: 'Sign # statements in a run…' }),
    signed: (signed: number, asked: number): string =>
      signed > asked
        ? `All ${format.integer(asked)} were signed, and ${format.plural(signed - asked, { one: '# signature was added', other: '# signatures were added' })}.`
        : `${format.integer(signed)} of ${format.integer(asked)} were signed.`,
    ended: {
      closed: 'The window was closed, or the console was locked, before the end.',
      idle: 'Nobody used the keys or the pointer for five minutes, so the run ended.',
      link: 'A link came up, so the run ended. Take it down before you begin again.',
    },
    rest: 'What is listed as signed is signed. Nothing else is. Begin another run for the rest.',
  },
};
