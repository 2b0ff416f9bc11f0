import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Journal } from '../../../../../electron/core/journal/journal.ts';
import { MAX_LOG_BYTES, roomOf } from '../../../../../electron/core/journal/room.ts';
import { openStationKey } from '../../../../../electron/core/keyring/station-key.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';
import { leafHash, verifyConsistency, verifyInclusion } from '../../../../../shared/encoding/rfc6962.ts';
import { finding } from '../../../../../shared/finding/index.ts';
import { openCheckpoint } from '../../../../../shared/journal/checkpoint.ts';
import type { JournalEvent } from '../../../../../shared/journal/entry.ts';
import { describeEvent } from '../../../../../shared/strings/en/screen/events.ts';
import { FAULT_KINDS, heal, inject } from '../../../../helpers/faults.ts';
import { must } from '../../../../helpers/must.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-journal-'));
after(() => rm(root, { recursive: true }));

const stationKey = await openStationKey(join(root, 'station'));
assert.ok(stationKey.ok);
const station = stationKey.value;
const id = sha256Hex(utf8('an identity'));
let folders = 0;
let clock = Date.parse('2026-06-12T08:00:00Z');

async function open(folder: string, mayBeNew = false, signer = station, room = roomOf()): Promise<Journal> {
  const journal = await Journal.open(folder, signer, { mayBeNew, now: () => new Date(clock), room });
  assert.ok(journal.ok, journal.ok ? '' : JSON.stringify(journal.error));
  return journal.value;
}

/** A closed journal with three entries. */
async function withEntries(): Promise<string> {
  const folder = join(root, `journal-${folders++}`);
  const journal = await open(folder, true);
  await write(journal, { kind: 'station-created', station: station.key.keyid, version: '1' });
  await write(journal, { kind: 'unlock', identity: id });
  await write(journal, { kind: 'lock', identity: id, cause: 'used' });
  await journal.close();
  return folder;
}

async function write(journal: Journal, event: JournalEvent): Promise<void> {
  const entry = await journal.append(event);
  assert.ok(entry.ok, entry.ok ? '' : JSON.stringify(entry.error));
}

/** The code that a damaged journal opens read-only with; it then refuses to write, and changes no byte. */
async function damageOf(folder: string, mayBeNew = false, signer = station): Promise<string> {
  const before = await contents(folder);
  const journal = await open(folder, mayBeNew, signer);
  assert.equal(journal.state.kind, 'read-only');
  const refused = await journal.append({ kind: 'unlock', identity: id });
  assert.ok(!refused.ok && refused.error.code === 'journal/read-only');
  assert.deepEqual(await contents(folder), before);
  await journal.close();
  return refused.error.findings.map(({ code }) => code).join();
}

async function contents(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'hex')])),
  );
}

async function lines(folder: string): Promise<string[]> {
  return (await readFile(join(folder, 'log.jsonl'), 'utf8')).trimEnd().split('\n');
}

test('entries come back after a restart, newest first by page, under a checkpoint that the station signed', async () => {
  const folder = await withEntries();
  const journal = await open(folder);
  assert.deepEqual(journal.state, { kind: 'writable' });
  assert.deepEqual(journal.findings(), []);
  const { total, entries } = journal.page(0, 2);
  assert.equal(total, 3);
  assert.deepEqual(
    entries.map(({ event }) => event.kind),
    ['lock', 'unlock'],
  );
  assert.deepEqual(
    journal.page(2, 5).entries.map(({ event }) => event.kind),
    ['station-created'],
  );
  assert.deepEqual(journal.page(3, 5).entries, []);
  const checkpoint = openCheckpoint(await readFile(join(folder, 'checkpoint')), station.verifier);
  assert.ok(checkpoint.ok);
  assert.equal(checkpoint.value.size, 3);
  assert.deepEqual(checkpoint.value.root, journal.root);
  await journal.close();
});

test('every entry is proven in the tree, and every earlier tree a part of it', async () => {
  const folder = await withEntries();
  const journal = await open(folder);
  const old = { size: journal.size, root: journal.root };
  for (let i = 0; i < 6; i++) await write(journal, { kind: 'unlock-failed', identity: id, failures: i + 1 });
  for (const [index, line] of (await lines(folder)).entries()) {
    const proof = journal.inclusionProof(index);
    const claim = { leafHash: leafHash(utf8(line)), index, size: journal.size, proof, root: journal.root };
    assert.ok(verifyInclusion(claim));
    assert.ok(!verifyInclusion({ ...claim, leafHash: leafHash(utf8(`${line} `)) }));
  }
  const proof = journal.consistencyProof(old.size);
  const claim = { oldSize: old.size, oldRoot: old.root, newSize: journal.size, newRoot: journal.root, proof };
  assert.ok(verifyConsistency(claim));
  await journal.close();
});

test('a journal that does not match its checkpoint opens read-only, with the reason, and stays as it is', async (t) => {
  const change = (folder: string, edit: (log: string[]) => string) =>
    lines(folder).then((log) => writeFile(join(folder, 'log.jsonl'), edit(log)));
  const defects: Record<string, { code: string; spoil: (folder: string) => Promise<unknown> }> = {
    'one byte changed': {
      code: 'journal.altered',
      spoil: (folder) => change(folder, (log) => `${log.join('\n').replace('"unlock"', '"unlocK"')}\n`),
    },
    'two entries exchanged': {
      code: 'journal.altered',
      spoil: (folder) => change(folder, ([a, b, c]) => `${b}\n${a}\n${c}\n`),
    },
    'an entry removed': { code: 'journal.truncated', spoil: (folder) => change(folder, ([a, , c]) => `${a}\n${c}\n`) },
    'the tail cut off': { code: 'journal.truncated', spoil: (folder) => change(folder, ([a, b]) => `${a}\n${b}`) },
    'entries written past the checkpoint': {
      code: 'journal.unsigned-entries',
      spoil: (folder) => change(folder, (log) => `${[...log, log[1], log[2]].join('\n')}\n`),
    },
    'the log deleted': { code: 'journal.missing', spoil: (folder) => rm(join(folder, 'log.jsonl')) },
    'all of it deleted': {
      code: 'journal.missing',
      spoil: (folder) => rm(folder, { recursive: true }).then(() => mkdir(folder)),
    },
    'the checkpoint deleted': {
      code: 'journal.checkpoint-unreadable',
      spoil: (folder) => rm(join(folder, 'checkpoint')),
    },
    'the checkpoint of another size': {
      code: 'journal.checkpoint-signature',
      spoil: async (folder) => {
        const path = join(folder, 'checkpoint');
        await writeFile(path, (await readFile(path, 'utf8')).replace('\n3\n', '\n2\n'));
      },
    },
  };
  for (const [name, { code, spoil }] of Object.entries(defects)) {
    await t.test(name, async () => {
      const folder = await withEntries();
      await spoil(folder);
      assert.equal(await damageOf(folder), code);
    });
  }
});

test('a checkpoint that another key signed is refused', async () => {
  const other = await openStationKey(join(root, 'other-station'));
  assert.ok(other.ok);
  assert.equal(await damageOf(await withEntries(), false, other.value), 'journal.checkpoint-signature');
});

test('a crash between entry and checkpoint, or in the middle of an entry, is recovered and recorded', async (t) => {
  const next = `{"at":"2026-06-12T08:00:00Z","event":{"identity":"${id}","kind":"unlock"},"index":3,"v":1}`;
  const crashes = {
    'the entry is whole, the checkpoint old': { tail: `${next}\n`, kept: 4, setAside: 0 },
    'half an entry': { tail: next.slice(0, 20), kept: 3, setAside: 20 },
    'an entry without its line end': { tail: next, kept: 3, setAside: next.length },
    'a line of zeros': { tail: `${'\0'.repeat(30)}\n`, kept: 3, setAside: 30 },
  };
  for (const [name, { tail, kept, setAside }] of Object.entries(crashes)) {
    await t.test(name, async () => {
      const folder = await withEntries();
      await writeFile(join(folder, 'log.jsonl'), `${(await lines(folder)).join('\n')}\n${tail}`);
      const journal = await open(folder);
      assert.deepEqual(journal.state, { kind: 'writable' });
      assert.deepEqual(
        journal.findings().map(({ code }) => code),
        ['journal.recovered'],
      );
      const recovered = journal.entries().at(-1)?.event;
      assert.deepEqual(recovered, { kind: 'journal-recovered', entriesKept: kept, bytesSetAside: setAside });
      assert.equal(journal.size, kept + 1);
      await journal.close();
      const again = await open(folder);
      assert.deepEqual(again.findings(), []);
      assert.equal((await readdir(folder)).includes('set-aside-3'), setAside > 0);
      await again.close();
    });
  }
});

test('a crash right after the journal was begun leaves one that begins', async () => {
  const folder = join(root, 'begun');
  await (await open(folder, true)).close();
  await rm(join(folder, 'log.jsonl'));
  const journal = await open(folder);
  assert.deepEqual(journal.state, { kind: 'writable' });
  await write(journal, { kind: 'unlock', identity: id });
  await journal.close();
});

test('appends asked for at the same time are written one after the other', async () => {
  const folder = await withEntries();
  const journal = await open(folder);
  await Promise.all(
    Array.from({ length: 10 }, (_, i) => write(journal, { kind: 'unlock-failed', identity: id, failures: i + 1 })),
  );
  await journal.close();
  const again = await open(folder);
  assert.deepEqual(
    again.entries().map(({ index }) => index),
    Array.from({ length: 13 }, (_, i) => i),
  );
  await again.close();
});

test('a full disk leaves the journal as it was, and it goes on once there is room', async (t) => {
  if (process.getuid?.() !== 0) return t.diagnostic('mounting needs root: shown only there');
  const medium = join(root, 'small');
  await mkdir(medium);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', medium]);
  try {
    const folder = join(medium, 'journal');
    await cp(await withEntries(), folder, { recursive: true });
    const journal = await open(folder);
    execFileSync('sh', ['-c', `head -c 100000 /dev/zero > '${join(medium, 'filler')}' || true`], { stdio: 'ignore' });
    const event = { kind: 'refusal', action: 'x', code: 'y', reason: 'z'.repeat(3900) } as const;
    let refused = await journal.append(event);
    for (let i = 0; refused.ok && i < 30; i++) refused = await journal.append(event);
    assert.ok(
      !refused.ok && refused.error.code === 'journal/not-written' && refused.error.cause.code === 'file/medium-full',
    );
    const size = journal.size;
    await rm(join(medium, 'filler'));
    await write(journal, event);
    assert.equal(journal.size, size + 1);
    await journal.close();
    const again = await open(folder);
    assert.deepEqual(again.findings(), []);
    await again.close();
  } finally {
    execFileSync('umount', [medium]);
  }
});

test('a journal that is flooded ends before what is read of it, and keeps room for what people do', async () => {
  const folder = await withEntries();
  const most = 64 * 1024;
  const journal = await open(folder, false, station, roomOf(most));
  const flood = { kind: 'refusal', action: 'x', code: 'y', reason: 'z'.repeat(300) } as const;
  let refused = await journal.append(flood);
  while (refused.ok) refused = await journal.append(flood);
  assert.equal(refused.error.code, 'journal/no-room');
  assert.deepEqual(journal.state, { kind: 'writable' });
  assert.deepEqual(
    journal.findings().map(({ code }) => code),
    ['journal.nearly-full'],
  );
  const started = await journal.append({ kind: 'import-started', what: 'packet', label: 'a'.repeat(300), medium: 'm' });
  assert.ok(!started.ok && started.error.code === 'journal/no-room');

  const needed = { kind: 'unlock', identity: id } as const;
  let written = 0;
  let full = await journal.append(needed);
  for (; full.ok; written++) full = await journal.append(needed);
  assert.ok(written > 50, `${written} entries`);
  assert.ok(full.error.code === 'journal/read-only' && full.error.findings[0]?.code === 'journal.full');
  const { size } = journal;
  await journal.close();
  assert.ok((await stat(join(folder, 'log.jsonl'))).size < most);

  const again = await open(folder, false, station, roomOf(most));
  assert.deepEqual([again.state, again.size], [{ kind: 'writable' }, size]);
  await write(again, { kind: 'data-findings', findings: [], more: 0 });
  assert.equal((await again.append(needed)).ok, false);
  assert.equal(again.page(0, 1).total, size + 1);
  await again.close();
});

test('what a window can ask for makes the journal grow slowly, and what people do is taken all the same', async () => {
  const folder = await withEntries();
  let hours = 0;
  const pace = { burst: 5000, bytesPerHour: 1000, now: () => hours * 3_600_000 };
  const journal = must(await Journal.open(folder, station, { mayBeNew: false, pace }));
  const length = async () => (await stat(join(folder, 'log.jsonl'))).size;
  const before = await length();
  const agent = { identity: id, purpose: 'sign', socket: '/a', mayBeForwarded: false } as const;
  const kinds: readonly JournalEvent[] = [
    { kind: 'import-started', what: 'packet', label: 'a', medium: 'm' },
    { kind: 'verification', what: 'vault', label: 'a', id, verdict: 'verified', findings: [] },
    { kind: 'export', envelope: id, folder: 'f', medium: 'm', digest: id },
    { kind: 'statement-taken-in', label: 'a', medium: 'm', statement: id, envelope: id, sshsigs: [], findings: [] },
    { kind: 'import-refused', what: 'envelope', label: 'a', reason: 'r', findings: [] },
    { kind: 'agent-asked', outcome: 'without-key', ...agent },
  ];
  for (let hour = 0; hour < 20; hour++) {
    hours = hour;
    for (let i = 0; i < 20; i++) for (const event of kinds) await journal.append(event);
  }
  const grown = (await length()) - before;
  assert.ok(grown > 5000 + 18 * 1000 && grown < 5000 + 20 * 1000, `${grown} bytes`);
  for (const event of kinds) {
    const refused = await journal.append(event);
    assert.ok(
      !refused.ok && refused.error.code === 'journal/no-room' && refused.error.findings[0]?.code === 'journal.too-fast',
    );
  }
  await write(journal, { kind: 'import-refused', what: 'bundle', label: 'a', reason: 'r', findings: [] });
  await write(journal, { kind: 'import-cancelled', what: 'bundle', label: 'a' });
  await write(journal, { kind: 'unlock', identity: id });
  await write(journal, { kind: 'agent-asked', outcome: 'signed', ...agent });
  hours += 1000;
  for (const event of kinds) await write(journal, event);
  await journal.close();
});

test('counted refusals and findings about the data are told in a sentence', () => {
  const refusals = [
    { action: 'ipc', code: 'ipc/no-channel', reason: 'There is no such request. (a/b)', count: 1 },
    { action: 'decision', code: 'decision/locked', reason: 'It is locked.', count: 70 },
  ];
  assert.equal(
    describeEvent({ kind: 'refusals-counted', from: '2026-06-12T08:00:00Z', refusals, others: 3 }),
    'From 2026-06-12T08:00:00Z on, these were refused as well: ipc (ipc/no-channel) once, decision (decision/locked) 70 times, others 3 times. The first: There is no such request. (a/b)',
  );
  const findings = [{ code: 'station.symbolic-link', where: 'vault' }];
  assert.equal(
    describeEvent({ kind: 'data-findings', findings, more: 2 }),
    'Found about the data folder: station.symbolic-link (vault), and 2 more.',
  );
  assert.match(describeEvent({ kind: 'data-findings', findings: [], more: 0 }), /found no more/);
});

test('a journal at its end takes the entry that a crash owes, and opens', async () => {
  const folder = await withEntries();
  const { size: length } = await stat(join(folder, 'log.jsonl'));
  await appendFile(join(folder, 'log.jsonl'), '{"torn');
  const room = { ordinary: length, needed: length, last: length + 500 };
  const journal = await open(folder, false, station, room);
  assert.equal(journal.entries().at(-1)?.event.kind, 'journal-recovered');
  await journal.close();
});

test('whatever is written can be read again: no room for writing goes beyond what is read', () => {
  const { ordinary, needed, last } = roomOf();
  assert.ok(ordinary < needed && needed < last && last <= MAX_LOG_BYTES);
});

test('when neither the checkpoint can be written nor the entry taken back, nothing more is written', async () => {
  const folder = await withEntries();
  const checkpoint = await readFile(join(folder, 'checkpoint'));
  const sign = async (message: Uint8Array) => {
    await rm(join(folder, 'checkpoint'));
    await mkdir(join(folder, 'checkpoint'));
    return station.sign(message);
  };
  const journal = await open(folder, false, { ...station, sign });
  const event = { kind: 'unlock', identity: id } as const;
  const refused = await journal.append(event);
  assert.ok(!refused.ok && refused.error.code === 'journal/unknown');
  const again = await journal.append(event);
  assert.ok(
    !again.ok && again.error.code === 'journal/read-only' && again.error.findings[0]?.code === 'journal.write-failed',
  );
  assert.equal(journal.size, 3);
  await journal.close();
  await rm(join(folder, 'checkpoint'), { recursive: true });
  await writeFile(join(folder, 'checkpoint'), checkpoint);
  const recovered = await open(folder);
  assert.deepEqual(
    recovered.findings().map(({ code }) => code),
    ['journal.recovered'],
  );
  await recovered.close();
});

test('nothing is written once something else has changed the journal, and what that wrote stays', async (t) => {
  const event = { kind: 'unlock', identity: id } as const;
  const asTheOther = async (folder: string) => {
    const other = await open(folder);
    await write(other, event);
    await other.close();
  };
  const changes: Record<string, (folder: string) => Promise<unknown>> = {
    'a second writer': asTheOther,
    'a longer log': (folder) => appendFile(join(folder, 'log.jsonl'), '{}\n'),
    'a shorter log': async (folder) => truncate(join(folder, 'log.jsonl'), 10),
    'no log': (folder) => rm(join(folder, 'log.jsonl')),
    'another file in place of the log': async (folder) => {
      await cp(join(folder, 'log.jsonl'), join(folder, 'other'));
      await rename(join(folder, 'other'), join(folder, 'log.jsonl'));
    },
    'no checkpoint': (folder) => rm(join(folder, 'checkpoint')),
    'another checkpoint': (folder) => writeFile(join(folder, 'checkpoint'), 'x'),
    'no folder': (folder) => rm(folder, { recursive: true }),
  };
  for (const [what, change] of Object.entries(changes)) {
    await t.test(what, async () => {
      const folder = await withEntries();
      const journal = await open(folder);
      await change(folder);
      const after = what === 'no folder' ? null : await contents(folder);
      for (const _ of [1, 2]) {
        const refused = await journal.append(event);
        assert.ok(!refused.ok && refused.error.code === 'journal/read-only', JSON.stringify(refused));
        assert.equal(refused.error.findings[0]?.code, 'journal.written-elsewhere');
      }
      assert.equal(journal.size, 3);
      if (after !== null) assert.deepEqual(await contents(folder), after);
      await journal.close();
    });
  }
});

test('of two writers the second finds the first, and the journal stays whole', async () => {
  const folder = await withEntries();
  const [first, second] = [await open(folder), await open(folder)];
  await write(first, { kind: 'unlock', identity: id });
  const refused = await second.append({ kind: 'lock', identity: id, cause: 'quit' });
  assert.ok(!refused.ok && refused.error.code === 'journal/read-only');
  await write(first, { kind: 'lock', identity: id, cause: 'idle' });
  for (const one of [first, second]) await one.close();
  const again = await open(folder);
  assert.deepEqual([again.state, again.size], [{ kind: 'writable' }, 5]);
  await again.close();
});

test('a journal that was made read-only for a reason found elsewhere takes no entry and stays readable', async () => {
  const journal = await open(await withEntries());
  journal.makeReadOnly(finding('identity.record-order', 'records'));
  const refused = await journal.append({ kind: 'unlock', identity: id });
  assert.ok(!refused.ok && refused.error.code === 'journal/read-only');
  assert.equal(refused.error.findings[0]?.code, 'identity.record-order');
  assert.equal(journal.page(0, 10).total, 3);
  await journal.close();
});

test('a clock that runs behind the newest entry is a finding, and the entry says what the clock said', async () => {
  const folder = await withEntries();
  clock -= 1000;
  const journal = await open(folder);
  assert.deepEqual(
    journal.findings().map(({ code }) => code),
    ['journal.clock-backwards'],
  );
  clock += 1000;
  assert.deepEqual(journal.findings(), []);
  await journal.close();
});

test('the nonces that signatures consumed are known after a restart', async () => {
  const folder = await withEntries();
  const journal = await open(folder);
  assert.deepEqual(journal.consumedNonces(), new Set());
  const signature = { kind: 'signature', identity: id, statement: id, envelope: id, sshsig: id, packet: id } as const;
  await write(journal, { ...signature, predicateType: 'urn:holdfast:decision:v1', consumes: ['n1', 'n2'] });
  await journal.close();
  const again = await open(folder);
  assert.deepEqual(again.consumedNonces(), new Set(['n1', 'n2']));
  await again.close();
});

test('a station set back to an old backup, or given another history, is found by a checkpoint that had left it', async () => {
  const folder = await withEntries();
  const backup = join(root, 'backup');
  await cp(folder, backup, { recursive: true });
  const journal = await open(folder);
  const old = journal.checkpoint;
  await write(journal, { kind: 'unlock', identity: id });
  assert.equal(journal.compareWith(old), null);
  assert.equal(journal.compareWith(journal.checkpoint), null);
  const restored = await open(backup);
  assert.deepEqual(restored.state, { kind: 'writable' });
  assert.equal(restored.compareWith(journal.checkpoint)?.code, 'journal.rolled-back');
  await write(restored, { kind: 'lock', identity: id, cause: 'quit' });
  assert.equal(restored.compareWith(journal.checkpoint)?.code, 'journal.forked');
  assert.equal(restored.compareWith(old), null);
  assert.equal(restored.compareWith(utf8('no note'))?.code, 'journal.checkpoint-unreadable');
  await journal.close();
  await restored.close();
});

test('text that JSON cannot carry, or that is too long, is written as far as it can be', async () => {
  const folder = await withEntries();
  const journal = await open(folder);
  await write(journal, { kind: 'refusal', action: 'a\ud800b', code: 'c', reason: 'long '.repeat(2000) });
  const event = journal.entries().at(-1)?.event;
  assert.ok(event?.kind === 'refusal');
  assert.equal(event.action, 'a\ufffdb');
  assert.equal(event.reason.length, 2001);
  await journal.close();
  const again = await open(folder);
  assert.deepEqual(again.findings(), []);
  await again.close();
});

test('whatever call fails, an entry is there when it is said to be, and not when it is said not to be', async () => {
  const folder = await withEntries();
  const event = { kind: 'unlock', identity: id } as const;
  const said = new Set<string>();
  for (const kind of FAULT_KINDS.filter((one) => one !== 'hangs')) {
    for (let at = 1, isPast = false; !isPast; at++) {
      const copy = join(root, `faulty-${kind}-${at}`);
      await cp(folder, copy, { recursive: true });
      const journal = await open(copy);
      inject(copy, { at, kind, errno: 'EIO' });
      const entered = await journal.append(event);
      const { hits, hit } = heal();
      isPast = hits === 0;
      await journal.close();
      const again = await open(copy);
      const how = `${kind} at ${at} (${hit})`;
      assert.equal(again.state.kind, 'writable', how);
      const isThere = again.entries()[3]?.event.kind === 'unlock';
      const outcome = entered.ok ? 'done' : entered.error.code;
      said.add(outcome);
      if (outcome !== 'journal/unknown') assert.equal(isThere, outcome === 'done', how);
      if (kind !== 'from-then-on') assert.notEqual(outcome, 'journal/unknown', how);
      assert.equal(journal.state.kind, outcome === 'journal/unknown' ? 'read-only' : 'writable', how);
      await again.close();
    }
  }
  assert.deepEqual([...said].sort(), ['done', 'journal/not-written', 'journal/unknown']);
});

test('what still runs when the journal is closed is told so, and nothing is written', async () => {
  const folder = await withEntries();
  const before = await contents(folder);
  const journal = await open(folder);
  await journal.close();
  const late = await journal.append({ kind: 'unlock', identity: id });
  assert.ok(!late.ok && late.error.code === 'journal/closed');
  assert.deepEqual(await contents(folder), before);
});
