/** The command line as people and pipelines run it: the bundle itself, in a process of its own, beside stock tools. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { lockFolder } from '../../electron/core/files/folder-lock.ts';
import { Journal } from '../../electron/core/journal/journal.ts';
import { openStationKey } from '../../electron/core/keyring/station-key.ts';
import { recordDigest } from '../../electron/core/vault/store/bundle-store.ts';
import { openVault } from '../../electron/core/vault/vault.ts';
import { parseSha256, type Sha256, utf8 } from '../../shared/encoding/bytes.ts';
import { checksFileText } from '../../shared/evidence/checks/checks-file.ts';
import { toH1 } from '../../shared/evidence/match.ts';
import { toOpenSsh } from '../../shared/key/public-key.ts';
import { readPacket } from '../../shared/packet/read.ts';
import { signSsh } from '../../shared/statement/sshsig.ts';
import { type DecisionDraft, statementBytes, statementSha256 } from '../../shared/statement/statement.ts';
import { tokenOf, tokenSshsig } from '../helpers/agents.ts';
import { holdfast, type Ran, told } from '../helpers/command-line.ts';
import { pairs } from '../helpers/long.ts';
import { must } from '../helpers/must.ts';
import { REHEARSAL_CHECKS, rehearsalFiles, writeTree } from '../helpers/rehearsal.ts';
import { smallStation } from '../helpers/small-station.ts';
import { complete, digestOf, holdDraft, operatorKey, ownerKey, sealed, sealedDraft } from '../helpers/statements.ts';
import { freshFolder, treeOf } from '../helpers/trees.ts';
import { workerFile } from '../helpers/vault-worker.ts';

const ROOT = join(import.meta.dirname, '../..');
const PACKET = join(ROOT, 'test/fixtures/packets/fix7-p0-decision-packet.md');

/** Names that trip whoever splits, escapes or sorts them wrongly. */
const AWKWARD = {
  'a.b': '1',
  'a/inside': '2',
  'a/-rf': '3',
  a0: '4',
  ' spaces at both ends ': '5',
  '--help': '6',
  'quote"and\'quote': '7',
  'cafe\u0301': '8',
  'đội/\u{1F600}': '9',
  '$HOME;`id`': '10',
  empty: '',
};

function awkwardTree(): string {
  const root = treeOf(AWKWARD);
  chmodSync(join(root, 'a0'), 0o755);
  symlinkSync('../a.b', join(root, 'a/link'));
  return root;
}

const PACKERS: Readonly<Record<string, (root: string, out: string) => void>> = {
  zip: (root, out) => execFileSync('zip', ['-q', '-r', '-y', '-D', out, '.'], { cwd: root }),
  tar: (root, out) => execFileSync('tar', ['cf', out, '-C', root, '.']),
  'tar.gz': (root, out) => execFileSync('tar', ['czf', out, '-C', root, '.']),
};

test('hash agrees with stock tools, for a directory and for each archive of it', () => {
  const root = awkwardTree();
  const { status, json, messages } = holdfast('hash', root, '--json');
  assert.equal(status, 0, messages);
  const sh = (script: string) => execFileSync('bash', ['-c', script], { cwd: root, encoding: 'utf8' }).slice(0, 64);
  const sorted = 'LC_ALL=C; export LC_ALL; find . -type f -print0 | sort -z | xargs -0 sha256sum';
  assert.equal(json?.sha256sumDot, sh(`${sorted} | sha256sum`));
  assert.equal(json?.dirHash, sh(`${sorted} | sed 's|  \\./|  |' | sha256sum`));
  for (const [format, field] of [
    ['sha1', 'gitTreeSha1'],
    ['sha256', 'gitTreeSha256'],
  ] as const) {
    const git = join(freshFolder(), 'git');
    execFileSync('git', ['init', '-q', `--object-format=${format}`, '--bare', git]);
    const env = { ...process.env, GIT_DIR: git, GIT_WORK_TREE: root };
    execFileSync('git', ['-c', 'core.bare=false', '-c', 'core.fileMode=true', 'add', '-A', '.'], { env, cwd: root });
    assert.equal(json?.[field], execFileSync('git', ['write-tree'], { env, encoding: 'utf8' }).trim());
  }
  for (const [form, pack] of Object.entries(PACKERS)) {
    const archive = join(freshFolder(), `tree.${form}`);
    pack(root, archive);
    const packed = holdfast('hash', archive);
    assert.equal(packed.status, 0, packed.messages);
    assert.deepEqual(packed.json, json, form);
    assert.equal(holdfast('hash', archive, '--only', 'dirHash').json?.dirHash, json?.dirHash);
  }
  const { files, bytes, dirHash } = json ?? {};
  assert.deepEqual(holdfast('hash', root, '--only', 'dirHash').json, { files, bytes, dirHash });
  assert.equal(holdfast('hash', root, '--only', 'md5').status, 2);
});

test('hash refuses a tree that is no evidence, and says when there is nothing to read', () => {
  const root = treeOf({ a: '1' });
  symlinkSync('/etc/passwd', join(root, 'out'));
  const refused = holdfast('hash', root);
  assert.equal(refused.status, 1);
  assert.match(refused.messages, /link/i);
  assert.equal(holdfast('hash', join(root, 'nothing')).status, 2);
  assert.equal(holdfast('hash').status, 2);
  assert.equal(holdfast('hash', root, root).status, 2);
});

for (const form of ['', '.zip', '.tar.gz']) {
  test(`pack ${form === '' ? 'to a folder' : form} makes what verify and import take without a finding`, async () => {
    const source = writeTree(freshFolder(), { ...AWKWARD, ...rehearsalFiles() });
    const checks = join(freshFolder(), 'checks.json');
    const inData = REHEARSAL_CHECKS.filter(({ type }) => type !== 'forbidden-tokens');
    writeFileSync(checks, checksFileText(inData).replaceAll(/"((?:dumps|rows|probes|ci)\/)/g, '"data/$1'));
    const out = join(freshFolder(), `bundle${form}`);
    const packed = holdfast('pack', source, '--out', out, '--checks', checks, '--date', '2026-06-12');
    assert.equal(packed.status, 0, packed.messages);
    assert.deepEqual(packed.json?.payload, holdfast('hash', source).json);
    const again = holdfast('pack', source, '--out', out);
    assert.deepEqual([again.status, existsSync(out)], [2, true], 'it must not overwrite');

    // The seal of the rehearsal is unknown, for the bag and for its payload, and unknown is not a pass: that alone refuses it.
    const verified = holdfast('verify', out);
    assert.equal(verified.status, 1);
    assert.deepEqual(codes(verified), ['evidence.check-not-passed', 'evidence.check-not-passed']);

    const vault = await openVault(freshFolder(), { workerFile });
    assert.ok(vault.ok);
    const imported = await vault.value.importBundle(out).done;
    assert.ok(imported.ok, JSON.stringify(imported));
    assert.deepEqual([imported.value.verdict, imported.value.findings], ['refused', []]);
    assert.equal(imported.value.layout, 'bag');
    await vault.value.close();

    const bag = form === '' ? out : unpacked(out);
    execFileSync('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], { cwd: bag });
    execFileSync('sha256sum', ['--quiet', '-c', 'tagmanifest-sha256.txt'], { cwd: bag });
  });
}

test('verify takes every spelling and form of the expected tree hash', () => {
  const root = join(freshFolder(), 'top');
  mkdirSync(root);
  writeTree(root, AWKWARD);
  const trees = holdfast('hash', root).json;
  const wrapped = holdfast('hash', dirname(root)).json;
  const expectations: [unknown, string, string][] = [
    [trees?.dirHash, 'dirHash', 'asRoot'],
    [trees?.merkleSha256, 'merkleSha256', 'asRoot'],
    [`swh:1:dir:${trees?.gitTreeSha1}`, 'gitTreeSha1', 'asRoot'],
    [`swh:2:dir:${trees?.gitTreeSha256}`, 'gitTreeSha256', 'asRoot'],
    [toH1(dirHashOf(trees)), 'dirHash', 'asRoot'],
    [wrapped?.dirHash, 'dirHash', 'withTopFolder'],
    [wrapped?.gitTreeSha1, 'gitTreeSha1', 'withTopFolder'],
  ];
  for (const [hash, algorithm, spelling] of expectations) {
    const { status, json } = holdfast('verify', root, '--expect-tree', String(hash));
    assert.deepEqual([status, json?.verdict, json?.match], [0, 'verified', { kind: 'matched', algorithm, spelling }]);
  }
  const other = holdfast('verify', root, '--expect-tree', '0'.repeat(64));
  assert.deepEqual([other.status, other.json?.verdict, codes(other)], [1, 'refused', ['evidence.tree-differs']]);
  assert.equal(holdfast('verify', root, '--expect-tree', 'what').status, 2);
});

test('verify does not tell people that a bundle which claims nothing is verified', () => {
  const root = treeOf({ a: '1' });
  const read = holdfast('verify', root);
  assert.deepEqual([read.status, read.json?.verdict, codes(read)], [3, 'read', ['evidence.claims-nothing']]);
  assert.doesNotMatch(read.messages, /is verified/);
  const dirHash = String(holdfast('hash', root).json?.dirHash);
  const expected = holdfast('verify', root, '--expect-tree', dirHash);
  assert.deepEqual([expected.status, expected.json?.verdict, codes(expected)], [0, 'verified', []]);
  assert.match(expected.messages, /is verified by the expected tree hash \(dirHash\)/);
});

test('verify finds what differs from a manifest, in a directory and in an archive', () => {
  const sum = createHash('sha256').update('1').digest('hex');
  const root = treeOf({ a: '1', b: '2', SHA256SUMS: `${sum}  a\n${sum}  b\n` });
  const archive = join(freshFolder(), 'sums.zip');
  PACKERS.zip?.(root, archive);
  for (const path of [root, archive]) {
    const { status, json, messages } = holdfast('verify', path, '--json');
    assert.deepEqual([status, json?.kind, json?.verdict], [1, 'bundle', 'refused']);
    assert.match(messages, /SHA256SUMS, line 2: b/);
  }
  const whole = holdfast('hash', treeOf({ a: '1', b: '1', SHA256SUMS: `${sum}  a\n${sum}  b\n` })).json;
  for (const path of [root, archive]) {
    const expected = holdfast('verify', path, '--expect-tree', String(whole?.dirHash));
    const traced = ['evidence.manifest-differs', 'evidence.tree-differs', 'evidence.hash-of-listed-tree'];
    assert.deepEqual([expected.status, codes(expected)], [1, traced]);
    assert.match(expected.messages, /Differing: b\./);
  }
  writeFileSync(archive, readFileSync(archive).subarray(0, -30));
  assert.equal(holdfast('verify', archive).status, 1);
  assert.equal(holdfast('verify', join(root, 'nothing')).status, 2);
});

test('a file is proven part of a tree, and nothing else is', () => {
  const root = awkwardTree();
  const proof = join(freshFolder(), 'proof.json');
  const name = 'đội/\u{1F600}';
  const proven = holdfast('prove', root, '--file', name, '--out', proof);
  assert.equal(proven.status, 0, proven.messages);
  const tree = String(proven.json?.merkleSha256);
  assert.equal(tree, holdfast('hash', root).json?.merkleSha256);
  assert.ok(readFileSync(proof).length < 1000);

  const held = holdfast('verify-proof', proof, '--tree', tree, '--content', join(root, name));
  assert.deepEqual([held.status, held.json?.file, held.json?.verdict], [0, name, 'verified']);
  const otherTree = holdfast('verify-proof', proof, '--tree', '0'.repeat(64));
  assert.deepEqual([otherTree.status, codes(otherTree)], [1, ['evidence.inclusion-proof-refused']]);
  const otherFile = holdfast('verify-proof', proof, '--tree', tree, '--content', join(root, 'a0'));
  assert.deepEqual([otherFile.status, codes(otherFile)], [1, ['evidence.inclusion-proof-content']]);

  assert.equal(holdfast('prove', root, '--file', name, '--out', proof).status, 2, 'it must not overwrite');
  assert.equal(holdfast('prove', root, '--file', 'not there', '--out', `${proof}2`).status, 2);

  const lines = join(freshFolder(), 'manifest.txt');
  const script = 'find . -type f -print0 | sort -z | xargs -0 sha256sum | sed \'s|  \\./|  |\' > "$0"';
  execFileSync('sh', ['-ec', script, lines], { cwd: root, env: { ...process.env, LC_ALL: 'C' } });
  const fromLines = holdfast('prove', '--lines', lines, '--file', name, '--out', `${proof}3`);
  assert.deepEqual([fromLines.status, fromLines.json?.merkleSha256], [0, tree], fromLines.messages);
  assert.deepEqual(readFileSync(`${proof}3`), readFileSync(proof));
  writeFileSync(lines, readFileSync(lines).subarray(1));
  assert.equal(holdfast('prove', '--lines', lines, '--file', name, '--out', `${proof}4`).status, 2);
  assert.equal(holdfast('prove', root, '--lines', lines, '--file', name, '--out', `${proof}5`).status, 2);
  assert.equal(holdfast('verify-proof', proof, '--tree', 'short').status, 2);
  writeFileSync(proof, '{}');
  assert.equal(holdfast('verify-proof', proof, '--tree', tree).status, 1);
});

test('the example in docs/formats/evidence.md is what the command line gives', () => {
  const page = readFileSync(join(ROOT, 'docs/formats/evidence.md'), 'utf8');
  const root = treeOf({ a: '1\n', 'b/c': '2\n' });
  const { files: _, bytes: __, ...trees } = holdfast('hash', root).json ?? {};
  for (const [algorithm, digest] of Object.entries(trees)) {
    assert.ok(page.includes(`${algorithm.padEnd(14)} ${digest}\n`), algorithm);
  }
  const proof = join(freshFolder(), 'proof');
  assert.equal(holdfast('prove', root, '--file', 'b/c', '--out', proof).status, 0);
  assert.ok(page.includes(readFileSync(proof, 'utf8')));
});

test('fsck hashes a station’s vault again, and refuses what a damaged byte touches', async () => {
  const data = freshFolder();
  mkdirSync(join(data, 'vault'));
  const vault = await openVault(join(data, 'vault'), { workerFile });
  assert.ok(vault.ok);
  const imported = await vault.value.importBundle(treeOf({ a: 'content of a', b: 'content of b' })).done;
  assert.ok(imported.ok);
  await vault.value.close();
  const whole = holdfast('fsck', '--data', data);
  assert.deepEqual([whole.status, whole.json?.verdict, codes(whole)], [0, 'verified', []], whole.messages);

  const [pack = assert.fail()] = readdirSync(join(data, 'vault/packs'));
  const path = join(data, 'vault/packs', pack);
  const bytes = readFileSync(path);
  const at = bytes.indexOf('content of b');
  bytes[at] = 0x43;
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
  const damaged = holdfast('fsck', '--data', data);
  assert.deepEqual([damaged.status, damaged.json?.verdict, damaged.json?.refused], [1, 'refused', [imported.value.id]]);
  assert.equal(holdfast('fsck', '--data', freshFolder()).status, 2);

  mkdirSync(join(data, 'chromium'));
  symlinkSync(`host-${process.pid}`, join(data, 'chromium/SingletonLock'));
  const running = holdfast('fsck', '--data', data);
  assert.equal(running.status, 2);
  assert.match(running.messages, /console has this vault open/);
  rmSync(join(data, 'chromium'), { recursive: true });
  const lock = must(lockFolder(data));
  const locked = holdfast('fsck', '--data', data);
  assert.equal(locked.status, 2);
  assert.match(locked.messages, /console has this vault open/);
  lock.release();
  assert.equal(holdfast('fsck', '--data', data).status, 1);
});

test('an auditor recomputes the checks of a bundle from the vault', async () => {
  const data = freshFolder();
  mkdirSync(join(data, 'vault'));
  const vault = await openVault(join(data, 'vault'), { workerFile });
  assert.ok(vault.ok);
  const imported = await vault.value.importBundle(writeTree(freshFolder(), rehearsalFiles())).done;
  assert.ok(imported.ok);
  await vault.value.close();
  const again = holdfast('recheck', '--data', data, '--bundle', imported.value.id);
  assert.deepEqual([again.status, again.json?.asRecorded, codes(again)], [1, true, ['evidence.check-not-passed']]);
  assert.deepEqual(again.json?.checks, imported.value.checks);

  const path = join(data, 'vault/bundles', imported.value.id, 'record.json');
  const edited = readFileSync(path, 'utf8').replace('"unknown"', '"pass"');
  writeFileSync(path, edited.replace('"verdict":"refused"', '"verdict":"verified"'));
  assert.equal(holdfast('recheck', '--data', data, '--bundle', imported.value.id).json?.asRecorded, false);
  assert.equal(holdfast('recheck', '--data', data, '--bundle', '0'.repeat(64)).status, 2);
});

test('fsck and recheck believe the record of a bundle only as the journal has it', async () => {
  const { folder: data, vault, journal, record } = await smallStation();
  const imported = must(await vault.importBundle(treeOf({ a: 'content of a' })).done);
  const { id, label } = imported;
  const said = { kind: 'import-finished', what: 'bundle', label, id, verdict: 'read' } as const;
  must(await record({ ...said, findings: [], record: recordDigest(imported) }));
  await vault.close();
  await journal.close();
  const recheck = () => holdfast('recheck', '--data', data, '--bundle', id);
  const whole = recheck();
  assert.deepEqual([whole.json?.asRecorded, whole.json?.isInJournal, whole.status], [true, true, 3], whole.messages);

  const path = join(data, 'vault/bundles', id, 'record.json');
  const written = readFileSync(path, 'utf8');
  // Says nothing that the bytes contradict, and is another record all the same.
  writeFileSync(path, written.replace(/"importedAt":"..../, '"importedAt":"2001'));
  const redated = recheck();
  assert.deepEqual([redated.json?.asRecorded, redated.json?.isInJournal, redated.status], [true, false, 1]);
  writeFileSync(path, written.replace(imported.summary.merkleSha256, 'ab'.repeat(32)));
  const edited = recheck();
  assert.deepEqual([edited.json?.asRecorded, edited.json?.isInJournal, edited.status], [false, false, 1]);
  assert.ok(codes(edited).includes('evidence.record-differs'));
  const checked = holdfast('fsck', '--data', data);
  assert.deepEqual([checked.status, codes(checked)], [1, ['evidence.record-differs']], checked.messages);

  // A journal that its checkpoint does not prove vouches for nothing.
  const log = join(data, 'journal/log.jsonl');
  const forged = createHash('sha256').update(readFileSync(path)).digest('hex');
  writeFileSync(log, readFileSync(log, 'utf8').replace(recordDigest(imported), forged));
  const unproven = recheck();
  assert.deepEqual([unproven.json?.isInJournal, unproven.status], [false, 1]);
  assert.ok(codes(unproven).includes('journal.altered'));
});

test('verify with a key to trust refuses what nobody signed', () => {
  const root = treeOf({ a: '1', SHA256SUMS: `${createHash('sha256').update('1').digest('hex')}  a\n` });
  const archive = join(freshFolder(), 'sums.zip');
  PACKERS.zip?.(root, archive);
  const key = join(freshFolder(), 'owner.pub');
  writeFileSync(key, toOpenSsh(ownerKey.key, 'owner'));
  const dirHash = String(holdfast('hash', root).json?.dirHash);
  for (const args of [[root], [archive], [root, '--expect-tree', dirHash]]) {
    assert.deepEqual([holdfast('verify', ...args).status], [0]);
    const ran = holdfast('verify', ...args, '--trust', `owner=${key}`);
    assert.deepEqual([ran.status, ran.json?.verdict, codes(ran)], [1, 'refused', ['statement.nothing-signed']]);
  }
});

test('what claims to be an export is never verified as evidence, however it is wrapped', () => {
  const payload = statementBytes(complete(hold()));
  const forged = { 'statement.json': payload, 'owner.pub': toOpenSsh(ownerKey.key, ''), 'packet.md': '# A packet' };
  const log = { 'journal/log.jsonl': '{}\n', 'report.html': 'all is well' };
  const key = join(freshFolder(), 'key.pub');
  writeFileSync(key, toOpenSsh(ownerKey.key, 'owner'));
  for (const files of [forged, log]) {
    const listed = Object.entries<string | Uint8Array>(files).map(([name, content]) => {
      return `${createHash('sha256').update(content).digest('hex')}  ${name}\n`;
    });
    const folder = join(freshFolder(), 'export');
    mkdirSync(folder);
    writeTree(folder, { ...files, SHA256SUMS: listed.join('') });
    const [zip, tar, bag] = ['any.zip', 'any.tar.gz', 'bag'].map((name) => join(freshFolder(), name));
    PACKERS.zip?.(dirname(folder), String(zip));
    PACKERS['tar.gz']?.(folder, String(tar));
    assert.equal(holdfast('pack', folder, '--out', String(bag)).status, 0);
    for (const path of [zip, tar].map(String)) {
      assert.ok(codes(holdfast('verify', path)).includes('dossier.in-archive'), path);
    }
    const paths = [folder, dirname(folder), zip, tar, bag].map(String);
    for (const { one: path, other: trust } of pairs(paths, [[], ['--trust', `owner=${key}`]])) {
      const { status, json, messages } = holdfast('verify', path, ...trust);
      assert.deepEqual([status, json?.verdict], [1, 'refused'], `${path} ${messages}`);
    }
  }
});

test('inspect gives the first packet as it must be read', () => {
  const { status, json } = holdfast('inspect', PACKET);
  const { findings, ...packet } = json ?? {};
  assert.deepEqual(packet, JSON.parse(readFileSync(PACKET.replace('.md', '.expected.json'), 'utf8')));
  assert.deepEqual([status, findings], [0, []]);
  assert.equal(holdfast('inspect', join(treeOf({}), 'nothing.md')).status, 2);
});

test('verify and gate judge a signed decision, and nothing but 0 lets a pipeline through', async () => {
  const [folder, decision] = [freshFolder(), await sealedDraft(hold(), ownerKey)];
  const path = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const owner = path('owner.pub', toOpenSsh(ownerKey.key, 'owner'));
  const stranger = path('stranger.pub', toOpenSsh(operatorKey.key, 'stranger'));
  const envelope = path('decision.dsse.json', decision);
  const at = ['--at', '2026-06-13T00:00:00Z'];
  const gate = (option: string, trust: string, packet = PACKET) =>
    holdfast('gate', '--packet', packet, '--decision', envelope, '--option', option, '--trust', trust, ...at);

  assert.deepEqual([holdfast('verify', envelope, '--trust', owner).status], [0]);
  assert.deepEqual([holdfast('verify', envelope, '--trust', stranger).status], [1]);
  const open = gate('HOLD_PRODUCTION', owner);
  assert.deepEqual([open.status, open.json?.verdict], [0, 'open'], open.messages);
  assert.equal(gate('AUTHORIZE_PRODUCTION_EXECUTION', owner).status, 1);
  assert.equal(gate('HOLD_PRODUCTION', stranger).status, 1);
  assert.equal(gate('HOLD_PRODUCTION', `owner=${owner}`).status, 0);
  for (const role of ['operator', 'auditor']) {
    assert.equal(gate('HOLD_PRODUCTION', `${role}=${owner}`).status, 1);
    assert.equal(holdfast('verify', envelope, '--trust', `${role}=${owner}`).status, 1);
  }
  assert.equal(holdfast('verify', envelope, '--trust', `operator=${owner}`, '--trust', `owner=${owner}`).status, 0);
  assert.equal(gate('HOLD_PRODUCTION', owner, path('changed.md', `${readFileSync(PACKET, 'utf8')} `)).status, 1);
  assert.equal(gate('HOLD_PRODUCTION', join(folder, 'nothing.pub')).status, 2);
  assert.equal(holdfast('gate', '--packet', PACKET).status, 2);
});

test('gate and verify ask for the role of each key where there are several, and gate takes a single one for an owner’s', async () => {
  const folder = freshFolder();
  const decision = join(folder, 'decision.dsse.json');
  writeFileSync(decision, await sealedDraft(hold(), ownerKey));
  const [owner, operator] = [ownerKey, operatorKey].map(({ key }, index) => {
    const path = join(folder, `${index}.pub`);
    writeFileSync(path, toOpenSsh(key, 'someone'));
    return path;
  });
  const gate = (...trust: readonly string[]) => {
    const about = ['--packet', PACKET, '--decision', decision, '--option', 'HOLD_PRODUCTION'];
    return holdfast('gate', ...about, ...trust.flatMap((one) => ['--trust', one]), '--at', '2026-06-13T00:00:00Z');
  };
  const verify = (...trust: readonly string[]) =>
    holdfast('verify', decision, ...trust.flatMap((one) => ['--trust', one]));
  assert.equal(gate(`${owner}`).status, 0);
  assert.equal(verify(`${owner}`).status, 0);
  for (const several of [
    [`${owner}`, `${operator}`],
    [`owner=${owner}`, `${operator}`],
    [`${owner}`, `station=${operator}`],
  ]) {
    for (const unnamed of [gate(...several), verify(...several)]) {
      assert.deepEqual([unnamed.status, unnamed.json], [2, undefined]);
      assert.match(unnamed.messages, /Name the role of each key/);
    }
  }
  assert.equal(gate(`owner=${owner}`, `operator=${operator}`).status, 0);
  assert.equal(gate(`operator=${owner}`, `owner=${operator}`).status, 1);
  assert.equal(verify(`owner=${owner}`, `operator=${operator}`).status, 0);
  assert.equal(verify(`operator=${owner}`, `owner=${operator}`).status, 1);
});

test('gate lists what it assumes; with --strict it opens only on a journal that has all it needs', async () => {
  const folder = freshFolder();
  const path = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const window = { notBefore: '2020-01-01T00:00:00Z', expires: null };
  const draft = { ...hold(), predicate: { ...hold().predicate, ...window } };
  const decision = path('decision.dsse.json', await sealedDraft(draft, ownerKey));
  const owner = path('owner.pub', toOpenSsh(ownerKey.key, 'owner'));
  const stationKey = await openStationKey(join(folder, 'station'));
  assert.ok(stationKey.ok);
  const station = path('station.pub', toOpenSsh(stationKey.value.key, 'station'));
  const stranger = path('stranger.pub', toOpenSsh(operatorKey.key, 'stranger'));
  const journal = await Journal.open(join(folder, 'journal'), stationKey.value, { mayBeNew: true });
  assert.ok(journal.ok);
  const record = async (statement: Sha256, predicateType: string) => {
    const about = { statement, predicateType, packet: digestOf(readFileSync(PACKET, 'utf8')), consumes: [] };
    const parts = { identity: ownerKey.key.keyid, envelope: null, sshsig: statement };
    assert.ok((await journal.value.append({ kind: 'signature', ...parts, ...about })).ok);
  };
  const gate = (...more: readonly string[]) => {
    const about = ['--packet', PACKET, '--decision', decision, '--option', 'HOLD_PRODUCTION'];
    const ran = holdfast('gate', ...about, '--trust', `owner=${owner}`, ...more);
    return [ran.status, ran.json?.verdict, codes(ran), codes(ran, 'assumed')];
  };
  const shown = ['--journal', join(folder, 'journal'), '--trust', `station=${station}`];
  const at = ['--at', '2026-06-13T00:00:00Z'];
  const unseen = ['statement.gate-other-time', 'statement.gate-no-journal', 'statement.gate-no-revocation-list'];
  assert.deepEqual(gate(...at), [0, 'open', [], unseen]);
  assert.deepEqual(gate(...at, '--strict'), [1, 'shut', [], unseen]);

  await record(statementSha256(complete(draft)), draft.predicateType);
  assert.deepEqual(gate(...shown, '--strict'), [0, 'open', [], []]);
  assert.deepEqual(gate('--journal', folder, '--trust', `station=${station}`, '--strict'), [0, 'open', [], []]);
  assert.deepEqual(gate(...shown, ...at, '--strict'), [1, 'shut', [], ['statement.gate-other-time']]);
  assert.deepEqual(gate('--journal', join(folder, 'journal'), '--trust', `station=${stranger}`), [
    ...[1, 'shut', ['journal.checkpoint-signature'], []],
  ]);
  const usage = ['--packet', PACKET, '--decision', decision, '--option', 'HOLD_PRODUCTION', '--trust', owner];
  assert.equal(holdfast('gate', ...usage, '--journal', join(folder, 'journal')).status, 2);
  assert.equal(
    holdfast('gate', ...usage.slice(0, -1), `owner=${owner}`, ...shown.slice(2), '--journal', 'x').status,
    2,
  );

  await record(digestOf('a later decision'), draft.predicateType);
  assert.deepEqual(gate(...shown), [1, 'shut', ['statement.gate-withheld'], []]);
});

test('verify and gate judge a decision signed by a token: a payload with its OpenSSH signature beside it', async () => {
  const folder = freshFolder();
  const path = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const payload = statementBytes(complete(hold()));
  const token = path('token.pub', toOpenSsh(tokenOf(ownerKey), 'owner'));
  const statement = path('statement.json', payload);
  const sign = (options = {}) => tokenSshsig(ownerKey, payload, 'decision@holdfast', options);
  const judged = () => {
    const args = ['--packet', PACKET, '--decision', statement, '--option', 'HOLD_PRODUCTION', '--trust', token];
    const verified = holdfast('verify', statement, '--trust', token);
    const gated = holdfast('gate', ...args, '--at', '2026-06-13T00:00:00Z');
    assert.equal(verified.json?.kind, 'statement');
    assert.deepEqual(new Set(codes(verified)), new Set(codes(gated)));
    return [verified.status, gated.status, [...new Set(codes(gated))]];
  };
  const nobody = 'statement.not-signed-by-trusted-key';
  assert.deepEqual(judged(), [1, 1, [nobody]]);
  const names = ['statement.json.sig', 'statement.json.0123456789abcdef.sig', 'statement.json.sshsig'];
  for (const name of names) {
    const sig = path(name, await sign());
    assert.deepEqual(judged(), [0, 0, ['statement.openssh-alone']], name);
    rmSync(sig);
  }
  const bad = [
    [await sign({ flags: 0 }), 'statement.user-presence'],
    [await sign({ application: 'ssh:other' }), 'statement.signer-unknown'],
    [await tokenSshsig(ownerKey, payload, 'grant@holdfast'), 'statement.sshsig-namespace'],
    [await tokenSshsig(ownerKey, utf8('{}'), 'decision@holdfast'), 'statement.signature-invalid'],
    [await tokenSshsig(operatorKey, payload, 'decision@holdfast'), 'statement.signer-unknown'],
  ] as const;
  for (const { one, other: name } of pairs(bad, names)) {
    const [signature, code] = one;
    const sig = path(name, signature);
    assert.deepEqual(judged(), [1, 1, [code, nobody]], name);
    rmSync(sig);
  }
});

test('the parts of a statement go together by their names, whichever of the two is given', async () => {
  const folder = freshFolder();
  const payload = statementBytes(complete(hold()));
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
  write('owner.pub', toOpenSsh(ownerKey.key, 'owner'));
  write('d.dsse.json', await sealed(payload, ownerKey));
  write('d.statement.json', payload);
  write('d.statement.json.sig', await signSsh(payload, 'decision@holdfast', ownerKey.key, ownerKey.sign));
  const verdicts = () =>
    ['d.dsse.json', 'd.statement.json'].map((name) => {
      const { status, json } = holdfast('verify', join(folder, name), '--trust', join(folder, 'owner.pub'));
      return [status, json?.kind];
    });
  assert.deepEqual(verdicts(), [
    [0, 'envelope'],
    [0, 'envelope'],
  ]);
  write('d.statement.json.sig', await signSsh(payload, 'grant@holdfast', ownerKey.key, ownerKey.sign));
  assert.deepEqual(verdicts(), [
    [1, 'envelope'],
    [1, 'envelope'],
  ]);
});

test('stdout is one JSON value or nothing, and wrong usage is told on stderr', () => {
  for (const args of [
    [],
    ['what'],
    ['hash', '--what', 'x'],
    ['pack'],
    ['verify'],
    ['prove'],
    ['fsck'],
    ['recheck'],
    ['inspect'],
  ]) {
    const { status, stdout, messages } = holdfast(...args);
    assert.deepEqual([status, stdout], [2, ''], args.join(' '));
    assert.match(messages, /Usage: holdfast/);
  }
  const { stdout } = holdfast('hash', treeOf({ a: '1' }), '--json');
  assert.equal(stdout.split('\n').length, 2);
});

test('help and the version are asked for in every usual way, and are no error', () => {
  for (const args of [['--help'], ['-h'], ['help']]) {
    const { status, stdout, messages } = told(...args);
    assert.deepEqual([status, messages], [0, ''], args.join(' '));
    assert.match(stdout, /Usage: holdfast COMMAND/);
  }
  for (const args of [
    ['verify', '--help'],
    ['verify', '-h'],
    ['help', 'verify'],
    ['verify', 'x', '--help'],
  ]) {
    const { status, stdout, messages } = told(...args);
    assert.deepEqual([status, messages], [0, ''], args.join(' '));
    assert.match(stdout, /Usage: holdfast verify PATH.*Examples:.*Exit status:/s);
  }
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  assert.deepEqual(told('--version').stdout, `holdfast ${version}\n`);
});

test('a slip in a command or an option is told with what was probably meant', () => {
  assert.match(holdfast('verfiy', 'x').messages, /no command verfiy\. Did you mean verify\?/);
  assert.match(holdfast('verify', 'x', '--expect-three', 'y').messages, /Did you mean --expect-tree\?/);
  assert.match(holdfast('hash', '').messages, /An argument is empty/);
});

test('with --quiet nothing is said but what cannot be read', () => {
  const refused = holdfast('verify', treeOf({ a: '1', SHA256SUMS: `${'0'.repeat(64)}  a\n` }), '--quiet');
  assert.deepEqual([refused.status, refused.messages, refused.json?.verdict], [1, '', 'refused']);
  assert.match(holdfast('verify', join(freshFolder(), 'nothing'), '--quiet').messages, /There is no/);
});

function hold(): DecisionDraft {
  const bytes = utf8(readFileSync(PACKET, 'utf8'));
  const reading = readPacket(bytes, { name: basename(PACKET) });
  assert.ok(reading.ok);
  const { packet, sha256, size } = reading.value;
  const chosen = packet.options.find(({ id }) => id === 'HOLD_PRODUCTION') ?? assert.fail();
  return {
    ...holdDraft,
    predicate: {
      ...holdDraft.predicate,
      packet: { id: packet.id, revision: packet.revision, sha256, size },
      optionsOffered: packet.options.map(({ rank, id, text }) => ({ rank, id, text })),
      default: 'HOLD_PRODUCTION',
      chosen: { id: chosen.id, textSha256: digestOf(chosen.text) },
      blockers: packet.blockers.map(({ id, status, statusText, actors, separateAuthority }) => {
        return { id, status, statusText, actors: [...actors], separateAuthority, legs: [], discharges: [] };
      }),
      locks: [],
      grants: [],
      evidence: [],
      checks: [],
    },
  };
}

function codes({ json }: Ran, list: 'findings' | 'assumed' = 'findings'): unknown[] {
  const findings: unknown = json?.[list];
  assert.ok(Array.isArray(findings));
  return findings.map((one: { readonly code: string }) => one.code);
}

function dirHashOf(json: Ran['json']): Sha256 {
  return parseSha256(String(json?.dirHash)) ?? assert.fail();
}

/** The bag inside an archive, by a stock tool. */
function unpacked(archive: string): string {
  const folder = freshFolder();
  if (archive.endsWith('.zip')) execFileSync('unzip', ['-q', archive, '-d', folder]);
  else execFileSync('tar', ['xzf', archive, '-C', folder]);
  return join(folder, readdirSync(folder)[0] ?? assert.fail());
}
