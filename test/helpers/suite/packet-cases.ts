// Cases of packets. Those of packet.json any reader can build; of documents there are few, since their words are not specified.
import { utf8 } from '../../../shared/encoding/bytes.ts';
import type { Content, Expected, SuiteCase } from './case.ts';
import { PACKET_JSON } from './gate-cases.ts';
import { type Cases, path } from './parts.ts';

type Packet = typeof PACKET_JSON;

function packetCase(name: string, why: string, content: Content, expected: Expected, file = 'packet.json'): SuiteCase {
  const input = { packet: path(file) };
  return {
    id: `packet/${name}`,
    part: 'packet',
    operation: 'read-packet',
    why,
    files: { [file]: content },
    input,
    expected,
  };
}

const held = (...codes: readonly string[]): Expected => ({ verdict: 'held', codes: [...codes] });
const unreadable = (...codes: readonly string[]): Expected => ({ verdict: 'unreadable', codes: [...codes] });
const open = (...codes: readonly string[]): Expected => ({
  verdict: 'open',
  codes: [...codes],
  values: { default: 'HOLD' },
});

function json(name: string, why: string, edit: (packet: Packet) => object, expected: Expected): SuiteCase {
  return packetCase(name, why, JSON.stringify(edit(PACKET_JSON), null, 1), expected);
}

export function packetCases(): Cases {
  const text = JSON.stringify(PACKET_JSON);
  const [hold, dryrun, apply] = PACKET_JSON.options;
  const [rollback, review] = PACKET_JSON.blockers;
  if (
    hold === undefined ||
    dryrun === undefined ||
    apply === undefined ||
    rollback === undefined ||
    review === undefined
  ) {
    throw new Error('the packet has three options and two blockers');
  }
  const bytes = (content: Uint8Array): Content => ({ base64: Buffer.from(content).toString('base64') });
  const statuses = ['CURRENT', 'In Force', 'in-force', 'ACTIVE_NON_AUTHORITY', 'NOT_AN_AUTHORITY', 'NonAuthority', ''];
  const dead = ['DRAFT', 'INFORCE', 'ACTIVE!', 'NON__AUTHORITY'];
  return [
    json('good', 'three options, two blockers', (p) => p, open()),
    packetCase('good-by-content', 'a name that says nothing, and a text that begins with {', text, open(), 'packet'),
    packetCase('good-upper-name', 'the ending counts in any case', text, open(), 'PACKET.JSON'),
    ...statuses.map((docStatus, at) =>
      json(
        `status-live-${at + 1}`,
        `${docStatus || 'no status'}: options may be chosen`,
        (p) => ({ ...p, docStatus }),
        open(),
      ),
    ),
    ...dead.map((docStatus, at) =>
      json(
        `status-not-live-${at + 1}`,
        `${docStatus}: only the default can be chosen`,
        (p) => ({ ...p, docStatus }),
        held('packet.not-live'),
      ),
    ),
    json(
      'no-default',
      'no default, and an option that needs no acknowledgement is none',
      (p) => ({ ...p, default: null }),
      held('packet.no-default', 'packet.option-contradicts'),
    ),
    json(
      'default-unknown',
      'the default is no option',
      (p) => ({ ...p, default: 'NO_SUCH' }),
      held('packet.default-unknown', 'packet.option-contradicts'),
    ),
    json(
      'option-twice',
      'an option twice',
      (p) => ({ ...p, options: [hold, dryrun, apply, { ...apply, rank: 4 }] }),
      held('packet.option-twice'),
    ),
    json(
      'blocker-twice',
      'a blocker twice',
      (p) => ({ ...p, blockers: [rollback, review, review] }),
      held('packet.blocker-twice'),
    ),
    json(
      'option-rank',
      'ranks count from 1',
      (p) => ({ ...p, options: [hold, { ...dryrun, rank: 3 }, { ...apply, rank: 4 }] }),
      held('packet.option-rank'),
    ),
    json(
      'no-blockers',
      'an option that changes things, and no blocker',
      (p) => ({ ...p, blockers: [] }),
      held('packet.no-blockers'),
    ),
    json(
      'status-contradicts',
      'a status that its text does not mean',
      (p) => ({ ...p, blockers: [rollback, { ...review, status: 'closed' }] }),
      held('packet.status-contradicts'),
    ),
    json(
      'status-unknown',
      'a text that is not known is open: a warning',
      (p) => ({ ...p, blockers: [rollback, { ...review, statusText: 'nearly there' }] }),
      open('packet.status-unknown'),
    ),
    json(
      'closed',
      'a closed blocker',
      (p) => ({ ...p, blockers: [rollback, { ...review, status: 'closed', statusText: '✅ Closed.' }] }),
      open(),
    ),
    json(
      'needs-less',
      'an option that changes things needs everything',
      (p) => ({ ...p, options: [hold, dryrun, { ...apply, needs: { blockers: 'acknowledged', grants: 'none' } }] }),
      held('packet.option-contradicts'),
    ),
    json(
      'default-mutates',
      'the default changes things',
      (p) => ({ ...p, options: [{ ...hold, mutates: true, needs: apply.needs }, dryrun, apply] }),
      { verdict: 'held', codes: ['packet.default-unsafe'], values: { default: null } },
    ),
    json(
      'invisible',
      'an invisible character in a field',
      (p) => ({ ...p, title: 'Cut\u200bover' }),
      held('packet.deceptive-field'),
    ),
    json(
      'bidi',
      'a character that turns the direction',
      (p) => ({ ...p, title: 'Cut\u202eover' }),
      held('packet.deceptive-field'),
    ),
    json(
      'mixed-scripts',
      'a Latin word with a Cyrillic letter',
      (p) => ({ ...p, title: 'Cut\u043ever' }),
      held('packet.deceptive-field'),
    ),
    json(
      'character-reference',
      'a character reference',
      (p) => ({ ...p, title: 'Cut&#8203;over' }),
      held('packet.deceptive-field'),
    ),
    json('tab', 'a control character in an id', (p) => ({ ...p, id: 'GATE\t1' }), unreadable('packet.json-shape')),
    json('field-more', 'an unknown field', (p) => ({ ...p, more: 1 }), unreadable('packet.json-shape')),
    json('field-missing', 'a missing field', ({ title: _, ...p }) => p, unreadable('packet.json-shape')),
    json(
      'no-actors',
      'a blocker without actors',
      (p) => ({ ...p, blockers: [rollback, { ...review, actors: [] }] }),
      unreadable('packet.json-shape'),
    ),
    packetCase('member-twice', 'strict JSON', text.replace('{', '{"id":"X",'), unreadable('json.duplicate-key')),
    packetCase(
      'fraction',
      'numbers are integers',
      text.replace('"rank":1', '"rank":1.0'),
      unreadable('json.number-not-integer'),
    ),
    packetCase('byte-order-mark', 'no byte order mark', `\ufeff${text}`, unreadable('json.byte-order-mark')),
    packetCase('cut', 'a file that was cut off', text.slice(0, -1), unreadable('json.syntax')),
    packetCase('empty', 'no bytes', '', unreadable('packet.empty')),
    packetCase('binary', 'a byte 00', bytes(utf8('{"id":"\u0000"}')), unreadable('packet.binary')),
    packetCase(
      'not-utf8',
      'a byte that UTF-8 does not have',
      bytes(Uint8Array.of(0x7b, 0xff)),
      unreadable('packet.not-utf8'),
    ),
    packetCase('empty-document', 'no bytes, whatever the name says', '', unreadable('packet.empty'), 'packet.md'),
    packetCase(
      'document-not-utf8',
      'the same in a document',
      bytes(Uint8Array.of(0x23, 0x20, 0xff)),
      unreadable('packet.not-utf8'),
      'packet.md',
    ),
  ];
}
