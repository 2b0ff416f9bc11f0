import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { packBundle } from '../../../../../electron/core/pack/pack.ts';
import { hashTree } from '../../../../../electron/core/tree/hash-tree.ts';
import { openVault } from '../../../../../electron/core/vault/vault.ts';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { BAGIT_TXT, bagInfoText, bagManifestText } from '../../../../../shared/evidence/bagit-write.ts';
import { type Check, checksFileText } from '../../../../../shared/evidence/checks/checks-file.ts';
import type { BundleRecord, RootSpelling } from '../../../../../shared/evidence/types.ts';
import { whyNot } from '../../../../../shared/evidence/why-not.ts';
import { ok } from '../../../../../shared/result.ts';
import { evidenceStates } from '../../../../../shared/rules/reference-states.ts';
import { REHEARSAL_CHECKS, rehearsalFiles, writeTree } from '../../../../helpers/rehearsal.ts';
import { freshFolder } from '../../../../helpers/trees.ts';
import { workerFile } from '../../../../helpers/vault-worker.ts';

const EXPECTED = ['rollback pass', 'probes pass', 'tokens pass', 'seal unknown'];

test('the rehearsal of the first packet: three legs, ten probes, no leaked token, and a seal that is unknown', async () => {
  const record = await imported(named('rehearsal', rehearsalFiles()));
  // An unknown check did not pass.
  assert.deepEqual([record.verdict, record.findings], ['refused', []]);
  assert.deepEqual(outcomes(record), EXPECTED);
  const [rollback, probes, tokens, seal] = record.checks;
  for (const leg of ['transactional', 'committed', 'snapshot-restore']) {
    const seen = rollback?.observed ?? {};
    assert.equal(seen[`${leg}.before`], sha256(rehearsalFiles()[`dumps/${leg}/before.sql`] ?? ''));
    assert.equal(seen[`${leg}.before`], seen[`${leg}.afterRollback`]);
    assert.notEqual(seen[`${leg}.before`], seen[`${leg}.afterApply`]);
    assert.equal(seen[`${leg}.rows.before`], seen[`${leg}.rows.afterRollback`]);
  }
  assert.deepEqual(probes?.observed, { probes: '10', failedClosed: '10', expected: '10' });
  assert.equal(tokens?.observed.files, String(Object.keys(rehearsalFiles()).length - 1));
  assert.match(seal?.reason ?? '', /ci\/seal\.txt is not in the bundle/);
});

test('each form of probe results counts, and each defect of the rehearsal is told', async () => {
  const probes = (file: string, format: 'junit-xml' | 'tap'): Check => ({
    id: format,
    type: 'probe-results',
    title: format,
    file,
    format,
    expected: 10,
  });
  const checks = [...REHEARSAL_CHECKS, probes('probes/results.xml', 'junit-xml'), probes('probes/results.tap', 'tap')];
  const whole: Record<string, string> = { ...rehearsalFiles(), 'checks.json': checksFileText(checks) };
  assert.deepEqual(outcomes(await imported(named('forms', whole))), [...EXPECTED, 'junit-xml pass', 'tap pass']);
  const broken = {
    ...whole,
    'dumps/committed/after-rollback.sql': whole['dumps/committed/after-apply.sql'] ?? '',
    'probes/results.tap': whole['probes/results.tap']?.replace('ok 4', 'not ok 4') ?? '',
    'logs/leak.log': 'x production-PASS x',
    'ci/seal.txt': `${sha256('other')}  plan.sql\n`,
  };
  assert.deepEqual(outcomes(await imported(named('broken', broken))), [
    'rollback fail',
    'probes pass',
    'tokens fail',
    'seal fail',
    'junit-xml pass',
    'tap fail',
  ]);
});

test('a bag and a plain archive are judged from inside of their only folder', async () => {
  const source = named('rehearsal', rehearsalFiles());
  const inData = checksFileText(REHEARSAL_CHECKS).replaceAll(/"((?:dumps|rows|probes|ci)\/)/g, '"data/$1');
  const bag = join(freshFolder(), 'rehearsal.tar.gz');
  const packed = await packBundle(source, bag, { checks: utf8(inData) });
  assert.ok(packed.ok, JSON.stringify(packed));
  const fromBag = await imported(bag);
  assert.equal(fromBag.layout, 'bag');
  assert.deepEqual([fromBag.verdict, fromBag.findings], ['refused', []]);
  assert.equal(fromBag.summary.bagManifest, packed.value.bag.bagManifest);
  // For the bag's own checks, the payload's checks.json is a file with the tokens in it.
  assert.deepEqual(outcomes(fromBag), [
    ...['rollback pass', 'probes pass', 'tokens fail', 'seal unknown'],
    ...EXPECTED.map((outcome) => `data/${outcome}`),
  ]);

  const plain = join(freshFolder(), 'rehearsal.zip');
  execFileSync('zip', ['-q', '-r', plain, 'rehearsal'], { cwd: dirname(source) });
  const fromZip = await imported(plain);
  assert.equal(fromZip.layout, 'plain');
  assert.deepEqual(outcomes(fromZip), EXPECTED);
});

test('SHA256SUMS in the only folder of an archive is compared', async () => {
  const source = named('sums', { a: '1', b: '2', SHA256SUMS: `${sha256('1')}  a\n${sha256('other')}  b\n` });
  const archive = join(freshFolder(), 'sums.tar');
  execFileSync('tar', ['cf', archive, '-C', dirname(source), 'sums']);
  const record = await imported(archive);
  assert.equal(record.layout, 'sha256sums');
  assert.equal(record.verdict, 'refused');
  assert.deepEqual(
    record.findings.map(({ code, where }) => [code, where]),
    [['evidence.manifest-differs', 'SHA256SUMS, line 2: b']],
  );
});

for (const [algorithm, payload] of [
  ['md5', '2'],
  ['sha1', '2'],
  ['sha512', 'changed'],
] as const) {
  test(`a bag with ${algorithm} manifests alone is verified by them, payload ${payload}`, async () => {
    const files = { 'bagit.txt': BAGIT_TXT, 'bag-info.txt': bagInfoText([{ label: 'Payload-Oxum', value: '3.2' }]) };
    const manifest = bagManifestText([
      { path: 'data/a', digest: digest(algorithm, '11') },
      { path: 'data/b', digest: digest(algorithm, '2') },
    ]);
    const bag = { ...files, [`manifest-${algorithm}.txt`]: manifest, 'data/a': '11', 'data/b': payload.slice(0, 1) };
    const record = await imported(named('bag', bag));
    assert.equal(record.layout, 'bag');
    assert.deepEqual(
      record.findings.map(({ code }) => code),
      payload === '2' ? ['evidence.manifest-weak'] : ['evidence.manifest-differs'],
    );
  });
}

test('every manifest of a bag is verified, not its SHA-256 ones alone', async () => {
  const bag = (algorithm: string, of: string) => ({
    'bagit.txt': BAGIT_TXT,
    'manifest-sha256.txt': bagManifestText([{ path: 'data/a', digest: digest('sha256', '1') }]),
    [`manifest-${algorithm}.txt`]: bagManifestText([{ path: 'data/a', digest: digest(algorithm, of) }]),
    'data/a': '1',
  });
  for (const algorithm of ['sha512', 'sha384', 'sha224', 'sha1', 'md5']) {
    assert.deepEqual((await imported(named('right', bag(algorithm, '1')))).findings, [], algorithm);
    const { findings, verdict } = await imported(named('wrong', bag(algorithm, '2')));
    assert.equal(verdict, 'refused');
    assert.deepEqual(
      findings.map(({ code, where, observed }) => [code, where, observed]),
      [['evidence.manifest-differs', `manifest-${algorithm}.txt, line 1: data/a`, digest(algorithm, '1')]],
    );
  }
});

test('a hash matches under every spelling of the root, whatever the form', async () => {
  const source = named('top', { 'data/x': '1', y: '2' });
  const alone = await hashTree(source, { workerFile });
  const wrapped = await hashTree(dirname(source), { workerFile });
  assert.ok(alone.ok && wrapped.ok);
  const archive = join(freshFolder(), 'top.tar.gz');
  execFileSync('tar', ['czf', archive, '-C', source, '.']);
  const inFolder = join(freshFolder(), 'anything.zip');
  execFileSync('zip', ['-q', '-r', inFolder, basename(source)], { cwd: dirname(source) });
  const expected: [string, RootSpelling, RootSpelling][] = [
    [source, 'asRoot', 'withTopFolder'],
    [archive, 'asRoot', 'withTopFolder'],
    [inFolder, 'withoutTopFolder', 'asRoot'],
  ];
  for (const [path, ofAlone, ofWrapped] of expected) {
    const record = await imported(path, 'with-git-ids');
    const spelled = (treeHash: string) => evidenceStates([{ treeHash }], [record])[0]?.match ?? assert.fail();
    for (const algorithm of ['dirHash', 'gitTreeSha1', 'gitTreeSha256', 'merkleSha256', 'sha256sumDot'] as const) {
      const as = (spelling: RootSpelling) => ({ kind: 'matched', algorithm, spelling });
      assert.deepEqual(spelled(alone.value.summary[algorithm] ?? ''), as(ofAlone));
      assert.deepEqual(spelled(wrapped.value.summary[algorithm] ?? ''), as(ofWrapped));
    }
  }
});

/** What a hash of the tree before its files were changed is traced to. */
async function traced(form: 'sha256sums' | 'bag', change: (root: string) => void) {
  const source = named('original', { 'a.sql': 'rows', 'b.sql': 'rows', 'c.sql': 'rows', 'd/e.sql': 'rows' });
  let bundle = source;
  if (form === 'bag') {
    bundle = join(freshFolder(), 'bag');
    assert.ok((await packBundle(source, bundle, {})).ok);
  } else {
    const script = 'find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs sha256sum > SHA256SUMS';
    execFileSync('sh', ['-ec', script], { cwd: source });
  }
  const before = await imported(bundle);
  const payload = form === 'bag' ? join(bundle, 'data') : bundle;
  change(payload);
  const after = await imported(bundle);
  const withIds = await imported(bundle, 'with-git-ids');
  return { before, after, withIds, inside: form === 'bag' ? 'data/' : '' };
}

for (const form of ['sha256sums', 'bag'] as const) {
  test(`a ${form} whose files differ says so of the hash that the tree had before`, async () => {
    const { before, after, withIds, inside } = await traced(form, (payload) => {
      writeFileSync(join(payload, 'b.sql'), 'other rows');
      rmSync(join(payload, 'd/e.sql'));
      writeFileSync(join(payload, 'z.sql'), 'new');
    });
    assert.equal(after.verdict, 'refused');
    const differing = `Differing: ${['b.sql', 'd/e.sql', 'z.sql'].map((path) => inside + path).join(', ')}.`;
    for (const algorithm of ['dirHash', 'merkleSha256', 'sha256sumDot'] as const) {
      const why = whyNot(before.summary[algorithm], after);
      assert.deepEqual([why?.code, why?.observed], ['evidence.hash-of-listed-tree', `${algorithm}. ${differing}`]);
    }
    const wrapped = whyNot(before.spellings?.withTopFolder?.dirHash ?? '', after);
    assert.equal(wrapped?.code, 'evidence.hash-of-listed-tree');
    const [manifest] = after.manifests ?? [];
    const ofManifest = whyNot(manifest?.sha256 ?? '', after);
    // Of a bag it is a tree hash, and matches.
    assert.equal(ofManifest?.code, form === 'bag' ? undefined : 'evidence.hash-of-manifest');
    assert.equal(whyNot('0'.repeat(64), after), null, 'it may be one of git’s ids');
    const other = whyNot('0'.repeat(64), withIds);
    assert.deepEqual([other?.code, other?.observed], ['evidence.hash-of-other-tree', differing]);
    assert.equal(before.asListed, undefined);
    assert.equal(whyNot(after.summary.dirHash, after), null);
  });
}

test('of many differing files the first are named, and a bundle without manifest tells nothing', async () => {
  const { withIds } = await traced('sha256sums', (payload) => {
    for (let i = 0; i < 30; i++) writeFileSync(join(payload, `x${String(i).padStart(2, '0')}`), 'new');
  });
  const why = whyNot('0'.repeat(64), withIds);
  assert.equal(why?.observed, 'Differing: x00, x01, x02, x03, x04, and more.');
  assert.equal(whyNot('0'.repeat(64), await imported(named('plain', { a: '1' }), 'with-git-ids')), null);
});

test('the manifest of the only folder of an archive traces a hash as well', async () => {
  const source = named('top', { a: 'changed', SHA256SUMS: `${sha256('1')}  a\n` });
  const archive = join(freshFolder(), 'any.tar');
  execFileSync('tar', ['cf', archive, '-C', dirname(source), 'top']);
  const whole = await hashTree(named('top', { a: '1', SHA256SUMS: `${sha256('1')}  a\n` }));
  assert.ok(whole.ok);
  const why = whyNot(whole.value.summary.dirHash, await imported(archive));
  assert.deepEqual([why?.code, why?.observed], ['evidence.hash-of-listed-tree', 'dirHash. Differing: a.']);
});

/** A folder of this name, alone in a fresh one. */
function named(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(freshFolder(), name);
  mkdirSync(root);
  return writeTree(root, files);
}

async function imported(path: string, git?: 'with-git-ids'): Promise<BundleRecord> {
  const vault = await openVault(freshFolder(), { workerFile });
  assert.ok(vault.ok);
  const done = await vault.value.importBundle(path).done;
  assert.ok(done.ok, JSON.stringify(done));
  assert.deepEqual(await vault.value.bundle(done.value.id), done);
  const added = git === undefined ? done : await vault.value.addGitIds(done.value.id, async () => ok(null));
  await vault.value.close();
  assert.ok(added.ok && added.value !== null);
  return added.value;
}

const outcomes = (record: BundleRecord) => record.checks.map(({ id, result }) => `${id} ${result}`);
const digest = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');
const sha256 = (text: string) => digest('sha256', text);
