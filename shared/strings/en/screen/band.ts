import type { PacketReference } from '../../../statement/fields.ts';
import type { Act, Gist, StatedEffect, StatedOpenings } from '../../../statement/gist.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';
import { terms } from './terms.ts';

type Decision = Extract<Act, { kind: 'decision' }>;
type Discharge = Extract<Act, { kind: 'discharge' }>;
type Receipt = Extract<Act, { kind: 'receipt' }>;

const REVOKED: Readonly<Record<Extract<Act, { kind: 'revocation' }>['of'], string>> = {
  grant: 'the grant',
  discharge: 'the discharge',
  decision: 'the decision',
};

/** Blocker and leg, in one. */
const legOf = ({ blocker, leg }: Discharge): Sentence =>
  leg === null ? say`${blocker}` : say`${blocker}, only its leg ${leg}`;

const digestEnds = (hex: string): string => `${hex.slice(0, 8)}…${hex.slice(-8)}`;

/** The band above a statement that is signed: each fact of it is the statement's own. */
export const band = {
  /** Before the name of the act. */
  lead: {
    decision: 'You sign:',
    grant: 'You grant, once:',
    discharge: 'You sign as closed:',
    revocation: 'You take back:',
    receipt: 'You sign the receipt of:',
  } satisfies Readonly<Record<Act['kind'], string>>,

  /** What the act is called by. */
  name: (act: Act): Sentence => {
    switch (act.kind) {
      case 'decision':
        return say`${act.option}`;
      case 'grant':
        return say`${act.action}`;
      case 'discharge':
        return legOf(act);
      case 'revocation':
        return [`${REVOKED[act.of]} `, { untrusted: act.id }];
      case 'receipt':
        return say`${act.label}`;
    }
  },

  /** The button that signs. */
  sign: (act: Act): Sentence => {
    switch (act.kind) {
      case 'decision':
        return say`Sign ${act.option}`;
      case 'grant':
        return say`Sign the grant of ${act.action}`;
      case 'discharge':
        return ['Sign the discharge of ', ...legOf(act)];
      case 'revocation':
        return [`Sign that ${REVOKED[act.of]} is taken back`];
      case 'receipt':
        return say`Sign the receipt of ${act.label}`;
    }
  },
  /** The same while a link is up. */
  signDespiteLink: (act: Act): Sentence => {
    switch (act.kind) {
      case 'decision':
        return say`Sign despite link: ${act.option}`;
      case 'grant':
        return say`Sign despite link: the grant of ${act.action}`;
      case 'discharge':
        return ['Sign despite link: the discharge of ', ...legOf(act)];
      case 'revocation':
        return [`Sign despite link: ${REVOKED[act.of]} is taken back`];
      case 'receipt':
        return say`Sign despite link: the receipt of ${act.label}`;
    }
  },

  quoted: (words: string): Sentence => say`“${words}”`,
  isDefault: 'the default',
  isNotDefault: 'not the default',
  effect: {
    'changes-nothing': 'changes nothing',
    'may-change': 'may change production',
    'not-stated': 'what it changes is not stated',
  } satisfies Readonly<Record<StatedEffect['kind'], string>>,
  saidByField: 'only a field of the packet says so',

  facts: {
    signer: 'Signer',
    packet: 'Packet',
    decision: 'Decision',
    blockers: 'Open blockers',
    passages: 'Unread passages',
    opened: 'Opened on this screen',
    grants: 'Grants used up',
    reason: 'Reason',
    gate: 'Gate',
    evidence: 'Evidence',
    signedBy: 'To be signed by',
    statement: 'Statement',
    verdict: 'Verdict',
    medium: 'Medium',
    inForce: 'In force',
    machine: 'Machine',
  },

  signer: (name: string, roles: readonly string[], keyid: string): Sentence => [
    { untrusted: name },
    ` (${roles.join(', ')}), key `,
    { untrusted: digestEnds(keyid) },
  ],
  packet: ({ id, revision, sha256 }: PacketReference): Sentence =>
    say`${id}, revision ${revision}, ${digestEnds(sha256)}`,
  noPacket: 'None: this is about no packet.',
  place: ({ sequence, replaces }: Decision): Sentence =>
    replaces === null
      ? [`no. ${format.integer(sequence)}, replaces nothing`]
      : [`no. ${format.integer(sequence)}, replaces the decision `, { untrusted: digestEnds(replaces) }],
  blockers: ({ openBlockers, acknowledged, isDefault }: Decision): string => {
    if (openBlockers === 0) return 'none';
    if (acknowledged.length > 0) {
      return `${format.integer(openBlockers)}, ${format.integer(acknowledged.length)} of them acknowledged by you, one by one`;
    }
    const open = format.integer(openBlockers);
    return isDefault ? `${open}, none acknowledged: the default asks for none` : `${open}, none acknowledged`;
  },
  passages: (count: number): string =>
    format.plural(count, { one: '# acknowledged by you', other: '# acknowledged by you' }),
  opened: ({ since, files, filesTotal, lines, linesTotal }: StatedOpenings): string =>
    since === null
      ? 'not recorded: you had not signed in before. Sign in first to have it recorded'
      : `${format.integer(files)} of ${format.plural(filesTotal, { one: '# file', other: '# files' })} of evidence, ${format.integer(lines)} of ${format.plural(linesTotal, { one: '# line', other: '# lines' })} of the packet. It does not say that you read or understood them`,
  names: (names: readonly string[]): Sentence => say`${names.join(', ')}`,
  evidence: ({ evidence, checksNotPassed }: Discharge): Sentence => {
    const named = say`${evidence.join(', ')}`;
    return checksNotPassed.length === 0
      ? named
      : [...named, '; did not pass: ', { untrusted: checksNotPassed.join(', ') }];
  },
  roles: ({ actors }: Discharge): string => actors.map((actor) => terms.role[actor]).join(' and '),
  verdict: ({ verdict, findings }: Receipt): string => {
    const said = verdict === 'unproven' ? 'a check did not pass' : terms.verdict[verdict];
    return `${said}, ${format.plural(findings, { one: '# finding', other: '# findings' })}`;
  },
  refused: (why: string): Sentence => say`nothing was imported: ${why}`,
  statement: (sha256: string): Sentence => say`${digestEnds(sha256)}`,
  expires: {
    never: 'until revoked or replaced',
    notReplaced: 'until revoked',
    at: (time: string): string => `until ${time}, or until revoked`,
    once: (time: string): string => `for one use, until ${time}`,
  },
  seal: { sealed: 'sealed', unsealed: 'NOT SEALED' },
  links: ({ up, override }: Gist['links']): Sentence => {
    if (up.length === 0) return ['no link'];
    return override === null ? say`LINK UP: ${up.join(', ')}` : say`LINK UP: ${up.join(', ')}, signed all the same`;
  },
  checked: (at: string): string => `checked ${at}`,
  clock: (at: string): string => `clock ${at} (nobody vouches for it)`,
};
