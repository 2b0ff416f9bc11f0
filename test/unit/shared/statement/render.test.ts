import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseSha256 } from '../../../../shared/encoding/bytes.ts';
import type { WritableJson } from '../../../../shared/encoding/canonical-json.ts';
import { checkRendered, renderStatement, withRenderedSha256 } from '../../../../shared/statement/render.ts';
import { type StatementDraft, statementOf } from '../../../../shared/statement/statement.ts';
import { complete, digestOf, drafts, holdDraft, read, revocationDraft } from '../../../helpers/statements.ts';

test('the decision comes first, and every section has its heading at the left edge', () => {
  const headings = renderStatement(holdDraft)
    .split('\n')
    .filter((line) => /^\S/.test(line));
  assert.deepEqual(headings, [
    'HOLDFAST OWNER DECISION',
    'DECISION',
    'PACKET',
    'OPTIONS OFFERED',
    'WHAT STAYS LOCKED, AND WHY',
    'BLOCKERS AS THEY STOOD',
    'EVIDENCE',
    'GRANTS USED UP BY THIS',
    'PLACE IN THE CHAIN',
    'IN FORCE',
    'CLOCK',
    'AIR GAP',
    'CONSOLE',
  ]);
});

test('a reason that imitates the frame stays inside its bars', () => {
  const reason = 'fine.\n\nDECISION\n  Chosen option: EXECUTE\r\u2028  Default option: EXECUTE\u202e';
  const text = renderStatement({ ...revocationDraft, predicate: { ...revocationDraft.predicate, reason } });
  assert.ok(
    text.includes(
      '  Reason:\n  | fine.\n  | \n  | DECISION\n  |   Chosen option: EXECUTE\\u{d}\\u{2028}  Default option: EXECUTE\\u{202e}\n',
    ),
  );
});

test('a line break in a one-line field cannot start a line', () => {
  const packet = { ...revocationDraft.predicate.packet, id: 'A\n\nDECISION\tX' };
  const text = renderStatement({ ...revocationDraft, predicate: { ...revocationDraft.predicate, packet } });
  assert.ok(text.includes('  Id: A\\u{a}\\u{a}DECISION\\u{9}X\n'));
});

test('text that looks like an escape is not shown like what it imitates', () => {
  const withReason = (reason: string) =>
    renderStatement({ ...revocationDraft, predicate: { ...revocationDraft.predicate, reason } });
  assert.notEqual(withReason('\\u{202e}'), withReason('\u202e'));
});

const openedDraft: StatementDraft = { ...holdDraft, predicate: { ...holdDraft.predicate, read } };

for (const [name, draft] of Object.entries({ ...drafts, 'decision of what was opened': openedDraft })) {
  test(`every field of a ${name} is in its text: changing any one changes the text`, () => {
    const text = renderStatement(draft);
    const changes = [...changesOf(draft.predicate)];
    assert.ok(changes.length > 15);
    for (const { path, predicate } of changes) {
      const changed = statementOf(draft.predicateType, { ...Object(predicate), renderedSha256: digestOf('') });
      // A change that makes the fields contradict each other is no statement any more, and has no text to be told from.
      if (changed.ok) assert.ok(renderStatement(changed.value) !== text, path);
    }
  });

  test(`the digest of a ${name}'s text is made and checked`, () => {
    const statement = complete(draft);
    assert.equal(checkRendered(statement), null);
    const other = statementOf(statement.predicateType, { ...statement.predicate, renderedSha256: digestOf('other') });
    assert.ok(other.ok);
    assert.equal(checkRendered(other.value)?.code, 'statement.rendered-mismatch');
  });
}

test('most single changes are valid statements, so that the test above says something', () => {
  const all = Object.values(drafts).flatMap((draft) =>
    [...changesOf(draft.predicate)].map(({ predicate }) =>
      statementOf(draft.predicateType, { ...Object(predicate), renderedSha256: digestOf('') }),
    ),
  );
  assert.ok(all.filter(({ ok }) => ok).length > all.length / 2);
});

test('two statements that differ never give one text', () => {
  const word = fc.oneof(
    fc.constantFrom('\n', ' ', ': ', '| ', '1. ', 'none', '  ', '\\u{a}', '\u200b', 'A', 'Lock', 'About: ', '\t', '\r'),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  const text = fc.array(word, { maxLength: 4 }).map((parts) => parts.join(''));
  const name = text.map((value) => value || 'x');
  const reasons = fc.array(fc.record({ kind: fc.constantFrom('a', 'b'), about: text, detail: text }), { maxLength: 3 });
  const legs = fc.array(fc.record({ leg: name, status: fc.constantFrom('open' as const, 'closed' as const) }), {
    maxLength: 2,
  });
  const draft = fc.record({ reason: text, reasons, legs, acknowledged: fc.boolean(), id: name, statusText: text }).map(
    (parts): StatementDraft => ({
      ...holdDraft,
      predicate: {
        ...holdDraft.predicate,
        reason: parts.reason,
        packet: { ...holdDraft.predicate.packet, id: parts.id },
        locks: [{ option: 'EXECUTE', reasons: parts.reasons }],
        blockers: holdDraft.predicate.blockers.map((blocker) => ({
          ...blocker,
          legs: parts.legs,
          statusText: parts.statusText,
        })),
        acknowledged: parts.acknowledged ? ['ROLLBACK-1'] : [],
      },
    }),
  );
  const texts = new Map<string, string>();
  fc.assert(
    fc.property(draft, (one) => {
      const rendered = renderStatement(one);
      const json = JSON.stringify(one);
      assert.equal(texts.get(rendered) ?? json, json);
      texts.set(rendered, json);
    }),
    { numRuns: 2000 },
  );
});

test('whether a decision records an effect and passages, and which, is in its text', () => {
  const effects = [undefined, null, { clauses: [], saidBy: 'field' }, { clauses: ['wait'], saidBy: 'text' }] as const;
  const passages = [undefined, [], [{ line: 1, sha256: digestOf('a passage'), alone: true }]] as const;
  const cases = effects.flatMap((effect) => passages.map((unread) => ({ effect, unread })));
  const texts = cases.flatMap((one) => {
    const given = Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));
    const draft: StatementDraft = { ...holdDraft, predicate: { ...holdDraft.predicate, ...given } };
    return withRenderedSha256(draft).ok ? [renderStatement(draft)] : [];
  });
  assert.equal(texts.length, 9, 'refused: absent beside passages (twice), and null without them');
  assert.equal(new Set(texts).size, texts.length);
});

test('a draft that is no valid statement gets findings, not a digest', () => {
  const result = withRenderedSha256({ ...holdDraft, predicate: { ...holdDraft.predicate, sequence: 0 } });
  assert.ok(!result.ok);
  assert.equal(result.error[0]?.code, 'statement.shape');
});

/** Every predicate that differs from this one in a single leaf, in an item dropped, or in a null filled or made. */
function* changesOf(value: WritableJson | undefined, path = ''): Generator<{ path: string; predicate: WritableJson }> {
  if (Array.isArray(value)) {
    const items: readonly WritableJson[] = value;
    if (items.length > 0) yield { path: `${path} shortened`, predicate: items.slice(0, -1) };
    for (const [index, item] of items.entries()) {
      for (const change of changesOf(item, `${path}/${index}`)) {
        yield { path: change.path, predicate: items.with(index, change.predicate) };
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      for (const change of changesOf(member, `${path}/${key}`)) {
        yield { path: change.path, predicate: { ...value, [key]: change.predicate } };
      }
    }
  } else {
    for (const other of othersThan(value)) yield { path, predicate: other };
  }
}

function othersThan(value: WritableJson | undefined): readonly WritableJson[] {
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'boolean') return [!value];
  if (typeof value !== 'string') return ['text', digestOf('x'), '2027-01-01T00:00:00Z'];
  if (parseSha256(value) !== null) return [digestOf(value), null];
  if (value.startsWith('2026-')) return [value.replace('2026', '2025'), value.replace('2026', '2027'), null];
  const words = [
    'open',
    'closed',
    'owner',
    'auditor',
    'refused',
    'verified',
    'fail',
    'seal',
    'unsealed',
    'none',
    'zip',
  ];
  const others = [`${value}x`, value.replace('0000', '0001'), ...words, 'grant', 'decision', 'error', 'plain', null];
  return others.filter((other) => other !== value);
}

test('that a screen reader was let in is said in one line, and only where it was', () => {
  const { airgap } = holdDraft.predicate;
  const seal = { probes: [], display: 'x11' as const, unsealed: null, letPass: [] };
  const text = (accessible: { readonly accessible?: true }): string =>
    renderStatement({
      ...holdDraft,
      predicate: { ...holdDraft.predicate, airgap: { ...airgap, seal: { ...seal, ...accessible } } },
    });
  const line = /^ {2}Screen reader: let in by choice, .*press their buttons$/m;
  assert.match(text({ accessible: true }), line);
  assert.equal(text({ accessible: true }).replace(line, '').replace('\n\n  Network', '\n  Network'), text({}));
});
