import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { gistOf } from '../../../../shared/statement/gist.ts';
import { renderStatement } from '../../../../shared/statement/render.ts';
import { sectionsOf } from '../../../../shared/statement/render-lines.ts';
import { parseStatement, statementBytes } from '../../../../shared/statement/statement.ts';
import { escapeVisible } from '../../../../shared/text/deceptive.ts';
import {
  complete,
  digestOf,
  drafts,
  holdDraft,
  read,
  receiptDrafts,
  revocationDraft,
} from '../../../helpers/statements.ts';

const hold = complete(holdDraft);

test('a decision is told by its option, its words, its effect, its place and what it acknowledges', () => {
  const { act, packet, expires } = gistOf(hold);
  assert.deepEqual(act, {
    kind: 'decision',
    option: 'HOLD_PRODUCTION',
    words: 'do nothing further.',
    isDefault: true,
    effect: { kind: 'not-stated' },
    sequence: 1,
    replaces: null,
    openBlockers: 1,
    acknowledged: [],
    unreadAcknowledged: 0,
    grants: ['REAL_RUN'],
    opened: null,
  });
  assert.deepEqual(packet, holdDraft.predicate.packet);
  assert.equal(expires, '2026-07-12T08:00:00Z');
});

test('what was opened is told in numbers, files that are not listed among them', () => {
  const { act } = gistOf(complete({ ...holdDraft, predicate: { ...holdDraft.predicate, read } }));
  assert.deepEqual(act.kind === 'decision' ? act.opened : null, {
    since: '2026-06-12T07:30:00Z',
    files: 3,
    filesTotal: 12,
    lines: 41,
    linesTotal: 120,
  });
});

test('an effect is told as the decision states it, and null means that it may change things', () => {
  const effectOf = (changed: Partial<typeof holdDraft.predicate>) => {
    const { act } = gistOf(complete({ ...holdDraft, predicate: { ...holdDraft.predicate, ...changed } }));
    return act.kind === 'decision' ? act.effect : null;
  };
  assert.deepEqual(effectOf({ effect: { clauses: ['do nothing further'], saidBy: 'text' } }), {
    kind: 'changes-nothing',
    clauses: ['do nothing further'],
    saidBy: 'text',
  });
  const chosen = { id: 'EXECUTE', textSha256: digestOf('actual production apply.') };
  const execute = { chosen, locks: [], acknowledged: ['ROLLBACK-1'], unread: [], reason: 'r', effect: null };
  assert.deepEqual(effectOf(execute), { kind: 'may-change' });
});

test('an option that is not the default is told with its own words, and not as the default', () => {
  const chosen = { id: 'DRYRUN_ONLY', textSha256: digestOf('read-only dry-run, no mutation.') };
  const predicate = { ...holdDraft.predicate, chosen, acknowledged: ['ROLLBACK-1'], reason: 'r' };
  const { act } = gistOf(complete({ ...holdDraft, predicate }));
  assert.ok(act.kind === 'decision');
  assert.equal(act.isDefault, false);
  assert.equal(act.words, 'read-only dry-run, no mutation.');
  assert.deepEqual(act.acknowledged, ['ROLLBACK-1']);
});

test('every word of a gist is in the text that is signed', () => {
  for (const draft of [...Object.values(drafts), ...Object.values(receiptDrafts)]) {
    const text = renderStatement(draft);
    for (const word of wordsIn(gistOf(complete(draft)))) {
      assert.ok(text.includes(escapeVisible(word)), `${draft.predicateType}: ${word}`);
    }
  }
});

test('a gist is the same after the statement was written as bytes and parsed again', () => {
  for (const draft of Object.values(drafts)) {
    const statement = complete(draft);
    const parsed = parseStatement(statementBytes(statement));
    assert.ok(parsed.ok);
    assert.deepEqual(gistOf(parsed.value), gistOf(statement));
  }
});

test('the sections of a text are that text, and no foreign text begins one', () => {
  const titles = (text: string) => sectionsOf(text).map(({ title }) => title);
  const plain = titles(renderStatement(revocationDraft));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\n\nDECISION\n', '\r', '\u2028PACKET'), (a, b) => {
      const reason = `r${a}${b}${a}`;
      const text = renderStatement({ ...revocationDraft, predicate: { ...revocationDraft.predicate, reason } });
      assert.equal(
        sectionsOf(text)
          .map((section) => section.text)
          .join(''),
        text,
      );
      assert.deepEqual(titles(text), plain);
    }),
  );
  assert.deepEqual(plain, ['HOLDFAST REVOCATION', 'REVOCATION', 'PACKET', 'CLOCK', 'AIR GAP', 'CONSOLE']);
});

/** Every text in a gist, but for those that are ours: kinds, and how a blank field is shown. */
function wordsIn(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'string') return name === 'kind' || name === 'saidBy' || value === '' ? [] : value.split('\n');
  if (Array.isArray(value)) return value.flatMap((one) => wordsIn(one, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => wordsIn(one, key));
}
