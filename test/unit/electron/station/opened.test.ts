// What the record of a person says was opened, against everything that was sent to the window.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { Opened } from '../../../../electron/station/opened.ts';
import type { SessionView } from '../../../../shared/contract/views.ts';
import { lengthOf, longestParts, withPart } from '../../../../shared/statement/parts.ts';
import { MOST_FILES, MOST_PARTS, type Part, readRules } from '../../../../shared/statement/read-record.ts';
import { renderStatement, withRenderedSha256 } from '../../../../shared/statement/render.ts';
import { digestOf, evidence, holdDraft } from '../../../helpers/statements.ts';

const bundle = evidence.treeHashes.dirHash;
const packet = { sha256: digestOf('packet'), lines: 50 };

function sessionOf(name: string): SessionView {
  return { identity: digestOf(name), name, roles: ['owner'], since: '2026-06-12T07:00:00Z', idleSeconds: 600 };
}

const part = fc.tuple(fc.nat(60), fc.nat(12)).map(([first, more]): Part => ({ first, last: first + more - 1 }));

test('parts are the union of what was added, in whatever order it was added', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.array(fc.nat()), (added, keys) => {
      const parts = added.reduce(withPart, []);
      const shuffled = added.map((one, at) => ({ one, key: keys[at] ?? 0 })).sort((a, b) => a.key - b.key);
      assert.deepEqual(shuffled.map(({ one }) => one).reduce(withPart, []), parts);
      assert.deepEqual(
        [...new Set(added.flatMap(numbersOf))].sort((a, b) => a - b),
        parts.flatMap(numbersOf),
      );
      assert.ok(parts.every(({ first }, at) => at === 0 || first > (parts[at - 1]?.last ?? 0) + 1));
      const most = longestParts(parts, 3);
      assert.ok(most.length <= 3 && most.every((one) => parts.includes(one)) && lengthOf(most) <= lengthOf(parts));
    }),
  );
});

function numbersOf({ first, last }: Part): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

const who = fc.constantFrom('Olga', 'Otto', null);
const path = fc.constantFrom('a', 'b', 'empty');
const SIZES: Readonly<Record<string, number>> = { a: 40, b: 7, empty: 0 };
const step = fc.oneof(
  fc.record({ kind: fc.constant('session' as const), who }),
  fc.record({ kind: fc.constant('open' as const), path }),
  fc.record({ kind: fc.constant('bytes' as const), path, part, elsewhere: fc.boolean() }),
  fc.record({ kind: fc.constant('whole' as const), path }),
  fc.record({ kind: fc.constant('packet' as const) }),
  fc.record({ kind: fc.constant('lines' as const), parts: fc.array(part, { maxLength: 3 }) }),
);

test('a record claims nothing that was not sent while that person was signed in, and makes a valid decision', () => {
  let claimed = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let session: SessionView | null = null;
      const opened = new Opened(() => session);
      const sent = new Set<string>();
      let isPacketSent = false;
      for (const one of steps) {
        const name: string =
          session === null ? '' : sessionOf('Olga').identity === Object(session).identity ? 'Olga' : 'Otto';
        if (one.kind === 'session') {
          session = one.who === null ? null : sessionOf(one.who);
          opened.sessionChanged();
        } else if (one.kind === 'open') {
          opened.fileOpened({ bundle, path: one.path }, SIZES[one.path] ?? 0);
        } else if (one.kind === 'bytes') {
          const from = one.elsewhere ? digestOf('another bundle') : bundle;
          opened.bytesSent({ bundle: from, path: one.path }, one.part);
          if (!one.elsewhere) for (const at of numbersOf(one.part)) sent.add(`${name} ${one.path} ${at}`);
        } else if (one.kind === 'whole') {
          opened.wholeSent({ bundle, path: one.path });
          for (let at = 0; at < (SIZES[one.path] ?? 0); at++) sent.add(`${name} ${one.path} ${at}`);
        } else if (one.kind === 'packet') {
          opened.packetSent(packet.sha256, packet.lines);
          isPacketSent = true;
        } else {
          opened.linesShown(packet.sha256, one.parts);
          if (isPacketSent) for (const at of one.parts.flatMap(numbersOf)) sent.add(`${name} lines ${at}`);
        }
      }
      for (const name of ['Olga', 'Otto']) {
        const read = opened.soFar(sessionOf(name).identity)(packet, [evidence]);
        for (const file of read.files) {
          assert.equal(file.size, SIZES[file.path]);
          for (const at of file.parts.flatMap(numbersOf)) assert.ok(sent.has(`${name} ${file.path} ${at}`));
          claimed += file.shown;
        }
        for (const at of read.packet.parts.flatMap(numbersOf)) assert.ok(sent.has(`${name} lines ${at}`));
        claimed += read.packet.shown;
        const draft = { ...holdDraft, predicate: { ...holdDraft.predicate, read } };
        assert.ok(readRules(draft.predicate).every((holds) => holds));
        assert.ok(withRenderedSha256(draft).ok);
      }
    }),
    { numRuns: 500 },
  );
  assert.ok(claimed > 0, 'some records say something');
});

test('a record lists so many files and parts, and counts the rest', () => {
  const opened = new Opened(() => sessionOf('Olga'));
  const files = MOST_FILES + 5;
  for (let at = 0; at < files; at++) {
    opened.fileOpened({ bundle, path: `${at}` }, 1000);
    for (let first = 0; first < 2 * MOST_PARTS; first++)
      opened.bytesSent({ bundle, path: `${at}` }, { first: first * 10, last: first * 10 });
  }
  const read = opened.soFar(sessionOf('Olga').identity)(packet, [{ ...evidence, files }]);
  assert.deepEqual([read.files.length, read.filesMore, read.filesTotal], [MOST_FILES, 5, files]);
  assert.deepEqual([read.files[0]?.parts.length, read.files[0]?.shown], [MOST_PARTS, 2 * MOST_PARTS]);
  const predicate = { ...holdDraft.predicate, evidence: [{ ...evidence, files }], read };
  const made = withRenderedSha256({ ...holdDraft, predicate });
  assert.ok(made.ok);
  assert.ok(renderStatement(made.value).includes(`Files of the evidence opened: ${files} of ${files}`));
});

test('whoever never signed in has a record that says so, and begins with the first time', () => {
  let session: SessionView | null = null;
  const opened = new Opened(() => session);
  assert.equal(opened.soFar(digestOf('Olga'))(packet, [evidence]).since, null);
  session = sessionOf('Olga');
  opened.sessionChanged();
  session = { ...sessionOf('Olga'), since: '2026-06-12T09:00:00Z' };
  opened.sessionChanged();
  assert.equal(opened.soFar(digestOf('Olga'))(packet, [evidence]).since, '2026-06-12T07:00:00Z');
});

test('what is opened, or by whom, after a record was begun is not in it', () => {
  let session: SessionView | null = null;
  const opened = new Opened(() => session);
  const before = opened.soFar(digestOf('Olga'));
  session = sessionOf('Olga');
  opened.sessionChanged();
  assert.equal(before(packet, [evidence]).since, null);
  const first = opened.soFar(digestOf('Olga'));
  const was = first(packet, [evidence]);
  opened.packetSent(packet.sha256, packet.lines);
  opened.linesShown(packet.sha256, [{ first: 1, last: 9 }]);
  opened.fileOpened({ bundle, path: 'a' }, 40);
  opened.wholeSent({ bundle, path: 'a' });
  assert.deepEqual(first(packet, [evidence]), was);
  assert.equal(opened.soFar(digestOf('Olga'))(packet, [evidence]).files.length, 1);
});
