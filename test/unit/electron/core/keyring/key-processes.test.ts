import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  KeyProcesses,
  type KeyProcessLimits,
  type LaunchedProcess,
} from '../../../../../electron/core/keyring/key-processes.ts';
import type { TypedSecret } from '../../../../../shared/contract/typed.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { sayFailure } from '../../../../../shared/failure/say.ts';
import { verifyEd25519 } from '../../../../../shared/key/ed25519.ts';
import { launchKeyProcess, type TestProcess } from '../../../../helpers/key-process.ts';
import { formsOf, searchMemory } from '../../../../helpers/memory.ts';
import { must } from '../../../../helpers/must.ts';
import { sealedTo } from '../../../../helpers/typed.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-key-processes-'));
after(() => rmSync(folder, { recursive: true }));

const PASSPHRASE = 'correct horse battery staple';
const CHOSEN: TypedSecret = { kind: 'choose', passphrase: PASSPHRASE, repeated: PASSPHRASE };
const UNLOCK: TypedSecret = { kind: 'unlock', passphrase: PASSPHRASE };
const MINUTE: KeyProcessLimits = { startMs: 60_000, commandMs: 60_000, waitMs: 60_000 };

/** Key processes, and each one that was started. */
function watched(limits: Partial<KeyProcessLimits> = {}, script?: string) {
  const started: TestProcess[] = [];
  const launch = () => {
    const one = launchKeyProcess(script);
    started.push(one);
    return one;
  };
  return { processes: new KeyProcesses(launch, { ...MINUTE, ...limits }), started };
}

async function sealed(processes: KeyProcesses, typed: TypedSecret | string) {
  return sealedTo(must(await processes.expect()), typed);
}

async function taken(processes: KeyProcesses, typed: TypedSecret | string) {
  const secret = await sealed(processes, typed);
  return { secret, process: must(processes.take(secret)) };
}

/** Settles when the process is gone; the test fails by its own time where it stays. */
async function gone({ child }: TestProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.ref();
    await once(child, 'exit');
  }
}

function scriptOf(name: string, source: string): string {
  const path = join(folder, name);
  writeFileSync(path, source);
  return path;
}

const ENDED = /ended or did not answer/;

test('a process that was told what to sign signs that, and is ended when it is asked for anything else', async () => {
  const { processes, started } = watched();
  const making = await taken(processes, CHOSEN);
  const atHand = must(await making.process.make(making.secret, 'made'));
  const [one, two] = [utf8('one'), utf8('two')];
  must(await atHand.only([one, two]));
  for (const message of [two, one, one]) {
    assert.ok(verifyEd25519(atHand.key.bytes, message, must(await atHand.sign(message))));
  }
  const refused = await atHand.sign(utf8('three'));
  assert.ok(!refused.ok);
  assert.match(sayFailure(refused.error), ENDED);
  const [process] = started;
  assert.ok(process);
  await gone(process);
  assert.ok(!(await atHand.sign(one)).ok);
});

test('a key is made, sealed, opened again and signs, and each of its processes is gone after its use', async () => {
  const { processes, started } = watched();
  const making = await taken(processes, CHOSEN);
  const made = must(await making.process.make(making.secret, 'Ada'));
  const file = must(await made.seal(2));
  made.end();
  const opening = await taken(processes, UNLOCK);
  const opened = must(await opening.process.open(opening.secret, file));
  assert.deepEqual([opened.key, opened.comment], [made.key, 'Ada']);
  const message = utf8('hold');
  assert.ok(verifyEd25519(made.key.bytes, message, must(await opened.sign(message))));
  opened.end();
  await Promise.all(started.map(gone));
  assert.equal(started.length, 2);
});

test('a passphrase crosses sealed, and is gone with the process that it is sealed to', async () => {
  const { processes, started } = watched();
  // Not as a text of this process: what is typed is made in the window's.
  const typed = ['held', 'in', 'one', 'process', String(Math.random())].join(' ');
  const { secret, process } = await taken(processes, { kind: 'choose', passphrase: typed, repeated: typed });
  const made = must(await process.make(secret, 'Ada'));
  assert.deepEqual(Object.keys(secret), ['to', 'sealed']);
  assert.ok(!JSON.stringify(secret).includes(typed));
  const [one] = started;
  assert.ok(one?.child.pid !== undefined);
  assert.notDeepEqual(searchMemory(one.child.pid, formsOf('passphrase', typed)), {}, 'the search finds what is there');
  made.end();
  await gone(one);
  assert.deepEqual(searchMemory(one.child.pid, formsOf('passphrase', typed)), {});
});

test('what does not open a key is told apart, and ends its process', async () => {
  const { processes, started } = watched();
  const making = await taken(processes, CHOSEN);
  const made = must(await making.process.make(making.secret, 'Ada'));
  const file = must(await made.seal(2));
  made.end();
  const other: TypedSecret = { kind: 'unlock', passphrase: 'another' };
  for (const [typed, bytes, expected] of [
    [other, file, { defect: 'wrong-passphrase' }],
    [UNLOCK, file.subarray(0, -1), { defect: 'damaged' }],
    [CHOSEN, file, 'keyring/input-unreadable'],
    ['{"kind":"unlock","kind":"unlock","passphrase":"x"}', file, 'keyring/input-unreadable'],
    [
      { kind: 'change', passphrase: PASSPHRASE, next: 'four other words', repeated: 'five' },
      file,
      'keyring/passphrases-differ',
    ],
    [{ kind: 'change', passphrase: PASSPHRASE, next: 'short', repeated: 'short' }, file, 'keyring/passphrase-short'],
  ] as const) {
    const { secret, process } = await taken(processes, typed);
    const opened = await process.open(secret, bytes);
    assert.ok(!opened.ok);
    assert.deepEqual('refused' in opened.error ? opened.error.refused.code : opened.error, expected);
  }
  await Promise.all(started.map(gone));
});

test('what was sealed to one process is of no use to another, nor twice', async () => {
  const { processes } = watched();
  const [one, two] = [await sealed(processes, CHOSEN), await sealed(processes, CHOSEN)];
  const process = must(processes.take(one));
  const made = await process.make({ to: one.to, sealed: two.sealed }, 'Ada');
  assert.ok(!made.ok && 'refused' in made.error && made.error.refused.code === 'keyring/input-unreadable');
  const again = processes.take(one);
  assert.ok(!again.ok && again.error.code === 'keyring/key-process-gone');
  processes.dismiss();
});

test('a process that nothing is sealed to ends by itself, and those of a window that is closed with it', async () => {
  const late = watched({ waitMs: 100 });
  const secret = await sealed(late.processes, UNLOCK);
  await Promise.all(late.started.map(gone));
  assert.equal(late.processes.take(secret).ok, false);

  const closed = watched();
  await sealed(closed.processes, UNLOCK);
  await sealed(closed.processes, UNLOCK);
  closed.processes.dismiss();
  await Promise.all(closed.started.map(gone));

  const asking = watched();
  for (let times = 0; times < 10; times++) await asking.processes.expect();
  await Promise.all(asking.started.slice(0, 2).map(gone));
  asking.processes.dismiss();
});

test('a window that asks for processes all at once gets a few, and one that is closed meanwhile none', async () => {
  const asking = watched();
  const answers = await Promise.all(Array.from({ length: 100 }, () => asking.processes.expect()));
  assert.equal(asking.started.length, answers.filter(({ ok }) => ok).length);
  assert.ok(asking.started.length <= 8, `${asking.started.length} were started`);
  asking.processes.dismiss();
  await Promise.all(asking.started.map(gone));

  const closed = watched();
  const early = closed.processes.expect();
  closed.processes.dismiss();
  const next = closed.processes.expect();
  assert.equal((await early).ok, false);
  const secret = await sealedTo(must(await next), CHOSEN);
  const made = must(await must(closed.processes.take(secret)).make(secret, 'Ada'));
  made.end();
  await Promise.all(closed.started.map(gone));
});

test('a process that begins although it was ended before is ended then', async () => {
  // As Electron does with one that it has not started yet.
  const deaf = { hears: false, ends: 0 };
  const launch = (): LaunchedProcess => {
    const one = launchKeyProcess();
    const kill = () => {
      if (!deaf.hears) return;
      deaf.ends++;
      one.kill();
    };
    return { on: one.on, postMessage: one.postMessage, kill };
  };
  const processes = new KeyProcesses(launch, MINUTE);
  const early = processes.expect();
  processes.dismiss();
  deaf.hears = true;
  assert.equal((await early).ok, false);
  assert.equal(deaf.ends, 1);
});

test('a process that is killed while it works, or between two signatures, is a finding', async () => {
  const { processes, started } = watched();
  const working = await taken(processes, CHOSEN);
  const made = must(await working.process.make(working.secret, 'Ada'));
  const sealing = made.seal(20);
  setTimeout(() => started[0]?.child.kill('SIGKILL'), 200);
  const file = await sealing;
  assert.ok(!file.ok && file.error.code === 'keyring/key-process' && ENDED.test(sayFailure(file.error)));
  const signed = await made.sign(utf8('hold'));
  assert.ok(!signed.ok && signed.error.code === 'keyring/key-process');
});

test('a process that does not begin, says something else, or says nothing is a finding, and is ended', async () => {
  const limits = { startMs: 3000, commandMs: 500 };
  const stays = 'process.parentPort.on("message", () => undefined);';
  const ready = 'process.parentPort.postMessage({ recipient: "age1" });';
  const port =
    'process.parentPort = { on: (_, one) => process.on("message", one), postMessage: (one) => process.send(one) };';
  for (const [name, source] of [
    ['ends.cjs', ''],
    ['throws.cjs', 'throw new Error("out of memory")'],
    ['silent.cjs', `${port}${stays}`],
    ['strange.cjs', `${port}${stays}process.parentPort.postMessage("age1");`],
  ] as const) {
    const { processes, started } = watched(limits, scriptOf(name, source));
    const expected = await processes.expect();
    assert.ok(
      !expected.ok && expected.error.code === 'keyring/key-process' && ENDED.test(sayFailure(expected.error)),
      name,
    );
    await Promise.all(started.map(gone));
  }
  for (const [name, source] of [
    ['deaf.cjs', `${port}${stays}${ready}`],
    ['lies.cjs', `${port}process.on("message", () => process.send({ ok: true, value: 1 }));${ready}`],
  ] as const) {
    const { processes, started } = watched(limits, scriptOf(name, source));
    const to = must(await processes.expect());
    const process = must(processes.take({ to, sealed: '' }));
    const opened = await process.open({ to, sealed: '' }, utf8('age'));
    assert.ok(!opened.ok && 'refused' in opened.error && opened.error.refused.code === 'keyring/key-process', name);
    await Promise.all(started.map(gone));
  }
});

test('a signature that is none, or by another key, is not passed on', async () => {
  const port = 'process.send({ recipient: "age1" });';
  const key = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
  const told = `{ ok: true, value: { publicKey: new Uint8Array(Buffer.from("${key}", "hex")), comment: "" } }`;
  const answers = `process.on("message", ({ kind }) => process.send(kind === "sign" ? new Uint8Array(64) : ${told}));`;
  const { processes, started } = watched({}, scriptOf('forges.cjs', `${answers}${port}`));
  const to = must(await processes.expect());
  const opened = must(await must(processes.take({ to, sealed: '' })).open({ to, sealed: '' }, utf8('age')));
  const signed = await opened.sign(utf8('hold'));
  assert.ok(!signed.ok && signed.error.code === 'keyring/key-process');
  await Promise.all(started.map(gone));
});
