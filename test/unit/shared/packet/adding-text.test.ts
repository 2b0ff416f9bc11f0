import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hasError } from '../../../../shared/finding/index.ts';
import { readPacket } from '../../../../shared/packet/read.ts';
import type { PacketReading } from '../../../../shared/packet/types.ts';
import { availability } from '../../../../shared/rules/availability.ts';
import type { Authority } from '../../../../shared/rules/types.ts';
import { markdown, plain, utf8 } from './fixtures.ts';

const NOW = '2026-12-01T00:00:00Z';
/** How often each property is tried; more with `npm run test:long`. */
const RUNS = 1000;

const oneOf = <T>(...all: readonly T[]) => fc.constantFrom(...all);

const ids = oneOf(
  'BLK-DB-001',
  'BLK-DB-002',
  'BLK-PHONE-001',
  'B-9',
  'OTHER-ID-77',
  'APPLY_PROD',
  'HOLD_PROD',
  'KB-77',
);
const status = oneOf('closed', 'OPEN', 'done', 'partially discharged (clone leg)', 'pending', 'offen', 'mở', '');
const words = oneOf(
  'is still OPEN',
  'is closed',
  'was proven',
  'chưa đóng',
  'ist noch offen',
  'no está cerrado',
  'clone leg proven; production leg still open',
  'needs a separate CUTOVER grant',
  'must not be chosen',
  'Default =',
  'read-only, no mutation',
  'is withdrawn',
  'All blockers are closed.',
  'Evidence tree',
  'ab'.repeat(32),
  'see the report',
  '',
);

const sentence = fc.tuple(ids, words, words).map(([id, one, other]) => `${id} ${one}. ${other}`);
const heading = fc
  .tuple(
    oneOf('#', '##', '###', '######'),
    oneOf(
      'Options',
      'Blockers',
      'Context',
      'Grants needed',
      'Điểm chặn',
      'Offene Punkte',
      'Notes',
      'BLK-PHONE-001',
      'Risks',
    ),
  )
  .map(([marks, text]) => `${marks} ${text}`);
const columns = oneOf(
  ['blocker', 'status', 'actor', 'gate'],
  ['ID', 'Blocker', 'Status', 'Owner', 'Notes'],
  ['Blocker', 'Owner', 'ETA'],
  ['🚧 Blocker', '🚦 Status', 'Actor', 'Gate'],
  ['Điểm chặn', 'Trạng thái', 'Người', 'Cổng'],
  ['grant', 'given by'],
  ['option', 'effect'],
);
const table = fc.tuple(columns, ids, status, words).map(([head, id, state, gate]) => {
  const cells = head.map((_, at) => [id, state || 'x', 'owner', gate || 'g', 'note'][at] ?? 'y');
  return [head, head.map(() => '---'), cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
});
const list = fc
  .tuple(
    oneOf('- ', '* ', '1. ', '1) ', '- [ ] ', '- [x] ', '• ', '☐ '),
    fc.array(fc.tuple(ids, words), { minLength: 1, maxLength: 3 }),
  )
  .map(([mark, items]) => items.map(([id, text]) => `${mark}${id} — ${text}`).join('\n'));
const html = fc
  .tuple(ids, words)
  .chain(([id, text]) =>
    oneOf(
      `<table><tr><td>${id}</td><td>${text}</td></tr></table>`,
      `<!-- ${id} ${text} -->`,
      `<!-- KB: ${id} -->`,
      `<!-- `,
      `<details><summary>${id}</summary>${text}</details>`,
      `<del>${id}</del> ${text}`,
    ),
  );
const fence = fc
  .tuple(oneOf('```', '~~~', '```yaml'), ids, words, oneOf('\n```', '\n~~~', ''))
  .map(([open, id, text, close]) => `${open}\n${id}: ${text}${close}`);
const other = oneOf(
  '---',
  '***',
  '[x]: https://example.test "no mutation"',
  '[APPLY_PROD]: #x',
  '    indented code',
  '   no mutation.',
  '   read-only',
  'Term\n: BLK-DB-001 open',
  'blocker\tstatus\tactor\tgate\nB-2\tOPEN\towner\tx',
  'blocker status actor gate\nBLK-PHONE-001 OPEN owner x',
  '+-----+----+\n| a | b |\n+-----+----+',
  '&#66;LK-DB-001 is open',
  'BLK\u2011DB\u2011001 is open',
  'BLK-DB\u200B-001 is open',
  'ВLK-DB-001 is open',
  '~~BLK-DB-001 is closed~~',
  '\\',
  '=',
  '> ',
);
const block = fc
  .oneof(sentence, heading, table, list, html, fence, other, fc.string({ unit: 'grapheme', maxLength: 40 }))
  .chain((text) =>
    oneOf(text, text, text, text.replace(/^/gm, '> '), text.replace(/^/gm, '   '), `${text}\n\n${text}`),
  );

/** Documents of which most can be read without an error, each in blocks that blank lines part. */
const document = fc
  .record({
    second: oneOf('2. `LOOK` — read-only check.', '2. `LOOK` — no mutation (entry==exit).', '2. `LOOK` — look.'),
    rows: fc.array(
      fc.tuple(
        oneOf('closed', 'done', 'OPEN', 'partially discharged (clone leg)'),
        oneOf('restore proven', 'separate CUTOVER grant'),
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    context: oneOf(
      'The rehearsal was run on 2026-06-30.',
      '- one\n- two',
      `Evidence tree ${'cd'.repeat(32)}.`,
      'Vor der Umstellung.',
    ),
    last: oneOf([], ['## Grants', '- REPOINT'], ['## Notes', 'Nothing more.']),
  })
  .map(({ second, rows, context, last }) => [
    '# Cutover decision 2026-07-01',
    'Default = `HOLD_PROD`.',
    '## Context',
    context,
    '## Options',
    `1. \`HOLD_PROD\` (default) — do nothing.\n${second}\n3. \`APPLY_PROD\` — apply to production.`,
    '## Preconditions',
    [
      '| blocker | status | actor | gate |',
      '|---|---|---|---|',
      ...rows.map(([state, gate], at) => `| BLK-DB-00${at + 1} | ${state} | owner | ${gate} |`),
    ].join('\n'),
    ...last,
  ]);

const META = '<!-- KB: KB-77 -->\n<!-- REVISION: 2 -->\n<!-- DOC_STATUS: ACTIVE -->\n\n';

function reading(text: string, name = 'p.md'): PacketReading | null {
  const result = readPacket(utf8(text), { name });
  return result.ok ? result.value : null;
}

/** Every grant and every whole discharge that one reading asks for, made for the packet of another. */
function everything(asks: PacketReading, about: PacketReading): Authority {
  const { id, revision } = about.packet;
  const packet = { id, revision, sha256: about.sha256, size: about.size };
  const times = { notBefore: '2026-01-01T00:00:00Z', expires: '2027-01-01T00:00:00Z', revoked: false };
  return {
    grants: asks.packet.grants.map((action, at) => ({
      ...times,
      statementSha256: `${at}`,
      packet,
      action,
      consumedBy: null,
    })),
    discharges: asks.packet.blockers.map((blocker, at) => ({
      ...times,
      statementSha256: `d${at}`,
      packet,
      blocker: blocker.id,
      leg: null,
      gate: blocker.gate,
      signedBy: blocker.actors,
      signedAt: '2026-06-01T00:00:00Z',
      recordedAt: null,
      unfitEvidence: [],
      grants: [],
    })),
  };
}

const NOTHING: Authority = { grants: [], discharges: [] };

function openIn(of: PacketReading, authority: Authority): Set<string> {
  const options = availability({ reading: of, evidence: [], authority, now: NOW });
  return new Set(options.filter((one) => one.available).map((one) => one.option));
}

function neverOpens(document: string, text: string, name: string): void {
  const plainly = reading(document, name);
  assert.ok(plainly !== null);
  if (hasError(plainly.findings)) return;
  const added = reading(text, name);
  if (added === null) return;
  const own = new Set(plainly.packet.options.map((option) => option.id));
  for (const [before, after] of [
    [everything(plainly, plainly), everything(plainly, added)],
    [NOTHING, NOTHING],
  ] as const) {
    const allowed = openIn(plainly, before);
    for (const option of openIn(added, after)) {
      assert.ok(!own.has(option) || allowed.has(option), `${option} opens by what was added:\n${text}`);
    }
  }
}

const join = (blocks: readonly string[]) => `${META}${blocks.join('\n\n')}\n`;
const place = fc.double({ min: 0, max: 1, noNaN: true });

function inserted(blocks: readonly string[], at: number, block: string): string[] {
  const index = Math.round(at * blocks.length);
  return [...blocks.slice(0, index), block, ...blocks.slice(index)];
}

test('adding a block between two blocks of a document never opens an option', () => {
  fc.assert(
    fc.property(document, place, block, (blocks, at, added) => {
      neverOpens(join(blocks), join(inserted(blocks, at, added)), 'p.md');
    }),
    { numRuns: RUNS },
  );
});

test('adding several blocks never opens an option', () => {
  fc.assert(
    fc.property(document, fc.array(fc.tuple(place, block), { minLength: 2, maxLength: 4 }), (blocks, more) => {
      const all = more.reduce((sofar: readonly string[], [at, added]) => inserted(sofar, at, added), blocks);
      neverOpens(join(blocks), join(all), 'p.md');
    }),
    { numRuns: RUNS },
  );
});

for (const [name, text] of [
  ['p.md', markdown],
  ['p.txt', plain],
] as const) {
  test(`${name}: adding a block to the first packet never opens an option`, () => {
    const blocks = text.split('\n\n');
    fc.assert(
      fc.property(place, block, (at, added) => {
        const index = Math.max(1, Math.round(at * blocks.length));
        neverOpens(text, [...blocks.slice(0, index), added, ...blocks.slice(index)].join('\n\n'), name);
      }),
      { numRuns: RUNS },
    );
  });
}

/** Errors that say that something is absent: text that states it is what they ask for. */
const ABSENCES = new Set(['packet.field-missing', 'packet.no-default', 'packet.no-options', 'packet.no-blockers']);
const wrong = oneOf(
  'BLK-PHONE-001 is OPEN.',
  'BLK-DB-001 is still open.',
  '## Open blockers\n\n- the phone',
  '<b>x</b>\n\n<div>BLK-DB-001</div>',
  '- [ ] the phone check',
  '| Điểm chặn | Trạng thái |\n|---|---|\n| a | b |',
  'The board approves this.',
  'The packet is withdrawn.',
  'Evidence tree abcdef0123.',
);

test('no error is outweighed by other text', () => {
  fc.assert(
    fc.property(document, place, wrong, place, sentence, (blocks, at, error, elsewhere, added) => {
      const bad = inserted(blocks, Math.max(at, 0.15), error);
      const before = reading(join(bad));
      if (before === null || !before.findings.some((one) => one.severity === 'error' && !ABSENCES.has(one.code)))
        return;
      const after = reading(join(inserted(bad, Math.max(elsewhere, 0.15), added)));
      assert.ok(after === null || hasError(after.findings), added);
    }),
    { numRuns: RUNS },
  );
});

test('most of the documents are read without an error, and some open an option that changes things', () => {
  const sample = fc.sample(document, { numRuns: 200, seed: 1 }).map((blocks) => reading(join(blocks)));
  const readable = sample.flatMap((one) => (one !== null && !hasError(one.findings) ? [one] : []));
  assert.ok(readable.length > 100, `${readable.length}`);
  const opening = readable.filter((one) => openIn(one, everything(one, one)).has('APPLY_PROD'));
  assert.ok(opening.length > 50, `${opening.length}`);
});
