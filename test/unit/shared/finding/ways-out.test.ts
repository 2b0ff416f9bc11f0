import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { assessInPlace } from '../../../../electron/core/assess/medium.ts';
import { packBundle } from '../../../../electron/core/pack/pack.ts';
import { openVault } from '../../../../electron/core/vault/vault.ts';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { checksFileText } from '../../../../shared/evidence/checks/checks-file.ts';
import type { BundleRecord } from '../../../../shared/evidence/types.ts';
import type { FindingCode } from '../../../../shared/finding/index.ts';
import { parsePublicKey } from '../../../../shared/key/public-key.ts';
import { openSigned, type UnopenedStatement } from '../../../../shared/statement/open.ts';
import { statementBytes } from '../../../../shared/statement/statement.ts';
import { findingText } from '../../../../shared/strings/say-finding.ts';
import { tokenOf, tokenSshsig } from '../../../helpers/agents.ts';
import {
  complete,
  dischargeDraft,
  holdDraft,
  operator,
  operatorKey,
  owner,
  ownerKey,
  sealed,
} from '../../../helpers/statements.ts';
import { freshFolder, treeOf } from '../../../helpers/trees.ts';
import { type Trial as TrialOf, type Trials, tryWaysOut } from '../../../helpers/try-ways-out.ts';
import { workerFile } from '../../../helpers/vault-worker.ts';
import { buildTar, paxHeader, type TarEntry } from '../../electron/core/archive/tar-fixture.ts';
import { buildZip, type ZipEntry } from '../../electron/core/archive/zip-fixture.ts';

/** `Subject`: the path of a bundle. */
type Trial = TrialOf<string>;

const FILES = { a: 'one\n', 'd/b': 'two\n' };
const content = Buffer.from('some content, long enough to deflate: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
const good: ZipEntry = { name: 'good', content, deflated: true };
const entry: TarEntry = { name: 'good', content };

const run = (command: string, args: readonly string[], cwd?: string) =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...(cwd === undefined ? {} : { cwd }) });

function written(name: string, bytes: Uint8Array): string {
  const path = join(freshFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

const zip = (change: Partial<ZipEntry>) => () => written('broken.zip', buildZip([{ ...good, ...change }]));
const tar =
  (...entries: readonly TarEntry[]) =>
  () =>
    written('broken.tar', buildTar(entries));

/** The same source, packed by each tool that the ways out name. */
async function packedAgain(source = treeOf(FILES)): Promise<readonly string[]> {
  const folder = freshFolder();
  const [ours, stockZip, stockTar, gzipped] = ['ours.zip', 'stock.zip', 'stock.tar', 'stock.tar.gz'].map((name) =>
    join(folder, name),
  );
  if (ours === undefined || stockZip === undefined || stockTar === undefined || gzipped === undefined) assert.fail();
  const packed = await packBundle(source, ours);
  assert.ok(packed.ok, JSON.stringify(packed));
  run('zip', ['-qry', stockZip, '.'], source);
  run('tar', ['cf', stockTar, '-C', source, '.']);
  run('tar', ['czf', gzipped, '-C', source, '.']);
  return [ours, stockZip, stockTar, gzipped];
}

async function bag(): Promise<string> {
  const out = join(freshFolder(), 'bag');
  assert.ok((await packBundle(treeOf(FILES), out)).ok);
  return out;
}

/** A bag, changed at one place; its tag manifest is made again, so that the change is all that is wrong. */
function brokenBag(change: (root: string) => void): () => Promise<string> {
  return async () => {
    const root = await bag();
    change(root);
    rmSync(join(root, 'tagmanifest-sha256.txt'));
    const tags = readdirSync(root).filter((name) => name.endsWith('.txt'));
    writeFileSync(join(root, 'tagmanifest-sha256.txt'), run('sha256sum', tags, root));
    return root;
  };
}

const edit = (name: string, change: (text: string) => string) => (root: string) =>
  writeFileSync(join(root, name), change(readFileSync(join(root, name), 'utf8')));

/** A folder with this SHA256SUMS, and as `sha256sum` writes it. */
const sums = (text: string) => () => treeOf({ ...FILES, SHA256SUMS: text });
function summed(): string {
  const root = treeOf(FILES);
  const list = run('sha256sum', ['a', 'd/b'], root);
  writeFileSync(join(root, 'SHA256SUMS'), list);
  return root;
}

/** The same with one more line. */
const summedAnd = (line: string) => () => {
  const root = summed();
  appendFileSync(join(root, 'SHA256SUMS'), line);
  return root;
};

/** An archive that was harmed on its way, by the copy at its source. */
const copied = (good: () => Buffer, name: string, harm: (bytes: Buffer) => Uint8Array): Trial => ({
  says: /^Copy the archive again.*packed again/,
  broken: () => written(name, harm(good())),
  mended: async () => [written(name, good()), ...(await packedAgain())],
});
const flipped = (at: number) => (bytes: Buffer) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
const goodZip = () => buildZip([good]);
const goodTar = () => buildTar([entry]);
const goodGzip = () => gzipSync(goodTar());

const again = (broken: Trial['broken']): Trial => ({
  says: /pack(?:ed| it) again/,
  broken,
  mended: () => packedAgain(),
});
const bagAgain = (change: (root: string) => void, says = /packed again|made again/): Trial => ({
  says,
  broken: brokenBag(change),
  mended: async () => [await bag()],
});
const copiedBundle = (broken: Trial['broken'], mended: () => string | Promise<string>): Trial => ({
  says: /^Copy the bundle again/,
  broken,
  mended: async () => [await mended()],
});
const renamed = (broken: Trial['broken']): Trial => ({ says: /renamed/, broken, mended: () => packedAgain() });

const TRIALS: Trials<string> = {
  'evidence.archive-ambiguous': again(zip({ mode: 0o755 })),
  'evidence.archive-crc': copied(goodGzip, 'x.tar.gz', (bytes) => flipped(bytes.length - 8)(bytes)),
  'evidence.archive-damaged': copied(goodGzip, 'x.tar.gz', flipped(2)),
  'evidence.archive-duplicate': again(tar(entry, entry)),
  'evidence.archive-encrypted': {
    says: /packed again without a password/,
    broken: () => {
      const out = join(freshFolder(), 'secret.zip');
      run('zip', ['-qr', '-P', 'secret', out, '.'], treeOf(FILES));
      return out;
    },
    mended: () => packedAgain(),
  },
  'evidence.archive-expands-too-far': {
    says: /unpack it with another tool and give the folder/,
    broken: () => zeros(),
    mended: () => {
      const folder = freshFolder();
      run('tar', ['xzf', zeros(), '-C', folder]);
      return [folder];
    },
  },
  'evidence.archive-form': {
    says: /^Give a directory, a \.zip, a \.tar or a \.tar\.gz; unpack an archive of another kind first/,
    broken: () => compressedOtherwise(),
    mended: async () => {
      const folder = freshFolder();
      run('tar', ['xJf', compressedOtherwise(), '-C', folder]);
      return [folder, ...(await packedAgain(folder))];
    },
  },
  'evidence.archive-header-mismatch': again(zip({ localName: 'evil' })),
  'evidence.archive-hidden-bytes': again(zip({ after: Buffer.from('hidden') })),
  'evidence.archive-overlap': again(() => written('x.zip', buildZip([good, { ...good, sharesHeaderOf: 0 }]))),
  'evidence.archive-size-mismatch': copied(goodGzip, 'x.tar.gz', (bytes) => flipped(bytes.length - 4)(bytes)),
  'evidence.archive-too-many-findings': again(tar(...Array.from({ length: 1100 }, (_, i) => ({ name: `/${i}` })))),
  'evidence.archive-trailing-bytes': again(() => written('x.zip', Buffer.concat([goodZip(), Buffer.alloc(512)]))),
  'evidence.archive-truncated': copied(goodZip, 'x.zip', (bytes) => bytes.subarray(0, -30)),
  'evidence.archive-unsupported': again(zip({ method: 12 })),
  'evidence.bag-byte-order-mark': bagAgain(edit('bag-info.txt', (text) => `\uFEFF${text}`)),
  'evidence.bag-declaration': bagAgain(edit('bagit.txt', (text) => `${text}X: y\n`)),
  'evidence.bag-encoding': bagAgain(
    edit('bagit.txt', (text) => text.replace('UTF-8', 'KOI8-R')),
    /with UTF-8 tag files/,
  ),
  'evidence.bag-fetch-malformed': bagAgain((root) => writeFileSync(join(root, 'fetch.txt'), 'nonsense\n')),
  'evidence.bag-info-malformed': bagAgain(edit('bag-info.txt', (text) => `nonsense\n${text}`)),
  'evidence.bag-links': copiedBundle(
    () => bagOfLinks((root) => rmSync(join(root, 'data/link'))),
    () => bagOfLinks(() => undefined),
  ),
  'evidence.bag-manifest-missing': bagAgain(
    (root) => renameSync(join(root, 'manifest-sha256.txt'), join(root, 'manifest-sha256d.txt')),
    /with a SHA-256 manifest/,
  ),
  'evidence.bag-oxum': copiedBundle(
    brokenBag(edit('bag-info.txt', (text) => text.replace(/Payload-Oxum: .*/, 'Payload-Oxum: 1.1'))),
    bag,
  ),
  'evidence.bag-oxum-malformed': bagAgain(
    edit('bag-info.txt', (text) => text.replace(/Payload-Oxum: .*/, 'Payload-Oxum: some')),
  ),
  'evidence.bag-payload-path': bagAgain(edit('manifest-sha256.txt', (text) => `${text}${'0'.repeat(64)}  bagit.txt\n`)),
  'evidence.bag-tag-manifest-incomplete': {
    says: /packed again/,
    broken: async () => {
      const root = await bag();
      edit('tagmanifest-sha256.txt', (text) => text.replace(/^.* manifest-sha256\.txt\n/m, ''))(root);
      return root;
    },
    mended: async () => [await bag()],
  },
  'evidence.bag-tag-unlisted': {
    says: /tag manifests made again/,
    broken: async () => {
      const root = await bag();
      writeFileSync(join(root, 'notes.txt'), 'x');
      return root;
    },
    mended: async () => [await brokenBag((root) => writeFileSync(join(root, 'notes.txt'), 'x'))()],
  },
  'evidence.bag-version': bagAgain(
    edit('bagit.txt', (text) => text.replace('1.0', '9.9')),
    /as BagIt 1\.0/,
  ),
  'evidence.bag-without-declaration': bagAgain((root) => rmSync(join(root, 'bagit.txt')), /packed again/),
  'evidence.check-not-passed': {
    says: /made again if it is wrong/,
    broken: () => treeOf({ ...FILES, 'checks.json': sealOf(), 'seal.txt': `${'0'.repeat(64)}  a\n` }),
    mended: () => {
      const root = treeOf({ ...FILES, 'checks.json': sealOf() });
      writeFileSync(join(root, 'seal.txt'), run('sha256sum', ['a'], root));
      return [root];
    },
  },
  'evidence.checks-malformed': {
    says: /`checks\.json` corrected/,
    broken: () => treeOf({ ...FILES, 'checks.json': '{}' }),
    mended: () => [treeOf({ ...FILES, 'checks.json': checksFileText([]) })],
  },
  'evidence.gzip-trailing-bytes': again(() => written('x.tar.gz', Buffer.concat([goodGzip(), Buffer.alloc(512)]))),
  'evidence.hard-link': {
    says: /tar --hard-dereference.*holdfast pack/,
    broken: () => {
      const out = join(freshFolder(), 'x.tar');
      run('tar', ['cf', out, '-C', withHardLink(), '.']);
      return out;
    },
    mended: async () => {
      const [source, out] = [withHardLink(), join(freshFolder(), 'x.tar')];
      run('tar', ['--hard-dereference', '-cf', out, '-C', source, '.']);
      const [ours = assert.fail()] = await packedAgain(source).then(([first]) => [first]);
      return [out, ours];
    },
  },
  'evidence.link-leaves-root': {
    says: /replaced by what it points to/,
    broken: () => withLink('/etc/hostname'),
    mended: () => [followed(withLink('/etc/hostname'))],
  },
  'evidence.link-not-covered': {
    says: /replaced by what it points to/,
    broken: () => withLink('a'),
    mended: () => [followed(withLink('a'))],
  },
  'evidence.link-unlisted': {
    says: /replaced by a copy.*`cp -RL`.*manifest made again/,
    broken: () => linkBeside('a'),
    mended: () => [listedAgain(followed(linkBeside('a')))],
  },
  'evidence.manifest-differs': copiedBundle(() => {
    const root = summed();
    writeFileSync(join(root, 'a'), 'changed');
    return root;
  }, summed),
  'evidence.manifest-duplicate': again(sums(`${'0'.repeat(64)}  a\n${'0'.repeat(64)}  a\n`)),
  'evidence.manifest-lists-link': {
    says: /replaced by a copy.*`cp -RL`.*holds as it is/,
    broken: () => listedLink(),
    mended: () => [followed(listedLink())],
  },
  'evidence.manifest-malformed-line': {
    says: /with `sha256sum`/,
    broken: summedAnd('nonsense\n'),
    mended: () => [summed()],
  },
  'evidence.manifest-missing-file': copiedBundle(() => {
    const root = summed();
    rmSync(join(root, 'a'));
    return root;
  }, summed),
  'evidence.manifest-name-case': {
    says: /renamed at its source as the manifest has it, or the manifest made again/,
    broken: () => inOtherCase(),
    mended: () => {
      const back = inOtherCase();
      renameSync(join(back, 'A'), join(back, 'a'));
      return [back, listedAgain(inOtherCase())];
    },
  },
  'evidence.manifest-not-read': {
    says: /made with `sha256sum`/,
    broken: sums('\0\u0001 no manifest at all'),
    mended: () => [summed()],
  },
  'evidence.manifest-own-digest': {
    says: /made again in another folder and moved into this one/,
    broken: summedAnd(`${'0'.repeat(64)}  SHA256SUMS\n`),
    mended: () => [summed()],
  },
  'evidence.manifest-path': again(summedAnd(`${'0'.repeat(64)}  ../a\n`)),
  'evidence.manifest-unlisted-file': {
    says: /taken out, or the manifest made again/,
    broken: () => withSurplus(),
    mended: () => {
      const [without, listed] = [withSurplus(), withSurplus()];
      rmSync(join(without, 'surplus'));
      writeFileSync(join(listed, 'SHA256SUMS'), run('sha256sum', ['a', 'd/b', 'surplus'], listed));
      return [without, listed];
    },
  },
  'evidence.manifest-weak': {
    says: /made with SHA-256/,
    broken: () => {
      const root = treeOf(FILES);
      writeFileSync(join(root, 'MD5SUMS'), run('md5sum', ['a', 'd/b'], root));
      return root;
    },
    mended: () => [summed()],
  },
  'evidence.manifests-list-nothing': {
    says: /copied whole/,
    broken: () =>
      treeOf({
        'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
        'manifest-sha256.txt': '',
      }),
    mended: () => [summed()],
  },
  'evidence.path-absolute': again(tar({ ...entry, name: '/etc/passwd' })),
  'evidence.path-conflict': renamed(tar(entry, { ...entry, name: 'good/below' })),
  'evidence.path-control-character': renamed(tar({ ...entry, name: 'a\nb' })),
  'evidence.path-leaves-root': again(tar({ ...entry, name: '../evil' })),
  'evidence.path-not-plain': renamed(zip({ name: 'a//b' })),
  'evidence.path-not-utf8': {
    says: /renamed at its source, or the bundle packed again with names in UTF-8: as a \.tar\.gz/,
    broken: zip({ name: Buffer.from('é'), host: 0, flags: 0 }),
    mended: () => packedAgain(treeOf({ é: 'x' })),
  },
  'evidence.path-too-long': renamed(tar(paxHeader({ path: 'n'.repeat(256) }), entry)),
  'evidence.special-file': {
    says: /left out/,
    broken: () => {
      const root = treeOf(FILES);
      run('mkfifo', [join(root, 'fifo')]);
      return root;
    },
    mended: () => [treeOf(FILES)],
  },
  'evidence.tar-checksum': copied(goodTar, 'x.tar', flipped(0)),
  'evidence.tar-pax': again(tar(paxHeader({ size: '-7' }), entry)),
  'evidence.tar-sparse': {
    says: /without `--sparse`/,
    broken: () => withHoles(['--sparse']),
    mended: () => [withHoles([])],
  },
  'evidence.too-deep': {
    says: /with fewer levels/,
    broken: tar(paxHeader({ path: `${'d/'.repeat(600)}f` }), entry),
    mended: () => packedAgain(),
  },
  'evidence.too-many-manifests': again(() => {
    const root = summed();
    for (let n = 0; n < 70; n++) writeFileSync(join(root, `${n}-checksums.txt`), run('sha256sum', ['a'], root));
    return root;
  }),
  'evidence.unvouched-file': {
    says: /taken out, or the manifest made again/,
    broken: () => onlyOneVouchedFor(),
    mended: () => {
      const [without, listed] = [onlyOneVouchedFor(), onlyOneVouchedFor()];
      rmSync(join(without, 'd'), { recursive: true });
      rmSync(join(listed, 'a.sha256'));
      return [without, listedAgain(listed)];
    },
  },
  'evidence.zip-name': {
    says: /renamed at its source, or the bundle packed again as a \.tar\.gz/,
    broken: zip({ name: 'a;1' }),
    mended: () => {
      const out = join(freshFolder(), 'x.tar.gz');
      run('tar', ['czf', out, '-C', treeOf({ 'a;1': 'x' }), '.']);
      return [out, written('x.zip', buildZip([{ ...good, name: 'a-1' }]))];
    },
  },
};

/** Ways out that cannot be tried here, and why; and those that another test tries. */
const NOT_HERE: Partial<Record<FindingCode, string>> = {
  'evidence.archive-changed': 'something else writes to the archive',
  'evidence.archive-unreadable': 'the medium fails',
  'evidence.bag-incomplete': 'unit/shared/evidence/bagit.test.ts',
  'evidence.bag-manifest-not-verified': 'advice: rely on the other manifest',
  'evidence.bag-percent-encoding': 'the author of the tool is asked',
  'evidence.changed-while-read': 'something else writes to the medium',
  'evidence.claims-nothing': 'conformance/cli.test.ts, with --expect-tree',
  'evidence.directory-loop': 'the file system of the medium is checked',
  'evidence.git-ids-computed': 'nothing has to be done',
  'evidence.hash-of-listed-tree': 'told beside tree-differs',
  'evidence.hash-of-manifest': 'told beside tree-differs',
  'evidence.hash-of-other-modes': 'nothing has to be done',
  'evidence.hash-of-other-tree': 'told beside tree-differs',
  'evidence.inclusion-proof-content': 'conformance/cli.test.ts, with the file that is meant',
  'evidence.inclusion-proof-malformed': 'conformance/cli.test.ts, with a proof that is whole',
  'evidence.inclusion-proof-refused': 'conformance/cli.test.ts, with the tree that is meant',
  'evidence.link-loop': 'the sender is asked',
  'evidence.manifest-byte-order-mark': 'nothing has to be done',
  'evidence.manifest-lists-itself': 'nothing has to be done',
  'evidence.manifest-more': 'told beside the first differences',
  'evidence.manifest-name-form': 'nothing has to be done',
  'evidence.manifest-not-utf8': 'as manifest-malformed-line',
  'evidence.manifest-signature-not-checked': 'another tool checks it',
  'evidence.modes-not-kept': 'advice: compare another hash',
  'evidence.more-warnings': 'told beside the first ones',
  'evidence.name-deceptive': 'a person compares',
  'evidence.name-leftover': 'the sender is asked',
  'evidence.name-twin': 'the sender is asked',
  'evidence.record-differs': 'the people of the station are asked',
  'evidence.record-remade': 'nothing has to be done',
  'evidence.same-files-other-tree': 'the sender is asked',
  'evidence.same-tree-refused': 'told beside the findings of the other bundle',
  'evidence.tree-differs': 'conformance/cli.test.ts, with the bundle that is meant',
  'evidence.unreadable': 'permissions do not hold back the account of the tests',
  'evidence.vault-damaged': 'unit/electron/core/vault/check/check-vault.test.ts, imported again',
  'evidence.vault-orphans': 'nothing has to be done',
};

tryWaysOut('evidence', { trials: TRIALS, notHere: NOT_HERE, codesOf });

test('keys and signatures: after what the way out says the finding is not made', async () => {
  const payload = statementBytes(complete(holdDraft));
  const codes = (signed: UnopenedStatement, ...keys: readonly (typeof owner)[]) => {
    const opened = openSigned(signed, keys);
    return (opened.ok ? opened.value.findings : opened.error).map(({ code }) => code);
  };
  const envelope = (bytes: Uint8Array) => ({ envelope: bytes, payload: null, sshsigs: [] });
  const byOwner = envelope(await sealed(payload, ownerKey));
  assert.match(findingText('statement.not-signed-by-trusted-key').wayOut, /--trust/);
  assert.deepEqual(codes(byOwner), ['statement.signer-unknown', 'statement.not-signed-by-trusted-key']);
  assert.deepEqual(codes(byOwner, owner), []);

  const harmed = JSON.parse(Buffer.from(byOwner.envelope).toString());
  harmed.signatures[0].sig = Buffer.alloc(64, 1).toString('base64');
  assert.match(findingText('statement.signature-invalid').wayOut, /^Carry the file over again/);
  assert.ok(codes(envelope(Buffer.from(JSON.stringify(harmed))), owner).includes('statement.signature-invalid'));

  const discharge = statementBytes(complete(dischargeDraft));
  assert.match(findingText('statement.signer-role').wayOut, /signed by the persons who hold these roles/);
  assert.ok(codes(envelope(await sealed(discharge, ownerKey)), owner, operator).includes('statement.signer-role'));
  assert.deepEqual(codes(envelope(await sealed(discharge, ownerKey, operatorKey)), owner, operator), []);

  const token = { ...owner, key: tokenOf(ownerKey) };
  const touched = async (flags: number) => [utf8(await tokenSshsig(ownerKey, payload, 'decision@holdfast', { flags }))];
  assert.match(findingText('statement.user-presence').wayOut, /requires touch/);
  const untouched = { envelope: null, payload, sshsigs: await touched(0) };
  assert.ok(codes(untouched, token).includes('statement.user-presence'));
  assert.deepEqual(codes({ ...untouched, sshsigs: await touched(1) }, token), ['statement.openssh-alone']);
});

test('a key file that is none is exported again by the tools that the way out names', () => {
  assert.match(findingText('statement.key-unreadable').wayOut, /ssh-keygen -y or openssl pkey -pubout/);
  const folder = freshFolder();
  const [ssh, pem] = [join(folder, 'ssh'), join(folder, 'pem')];
  run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', ssh]);
  run('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', pem]);
  for (const secret of [ssh, pem]) {
    const refused = parsePublicKey(readFileSync(secret));
    assert.deepEqual(refused.ok ? null : refused.error.code, 'statement.key-unreadable');
  }
  assert.ok(parsePublicKey(run('ssh-keygen', ['-y', '-f', ssh])).ok);
  assert.ok(parsePublicKey(run('openssl', ['pkey', '-in', pem, '-pubout'])).ok);
});

/** What verifying a bundle finds: a folder where it lies, an archive by its import. */
async function codesOf(path: string): Promise<readonly string[]> {
  if (statSync(path).isDirectory()) {
    const judged = await assessInPlace(path, { workerFile });
    return judged.ok ? codesIn(judged.value) : refusedCodes(judged.error);
  }
  const vault = await openVault(freshFolder(), { workerFile });
  assert.ok(vault.ok);
  const imported = await vault.value.importBundle(path).done;
  await vault.value.close();
  return imported.ok ? codesIn(imported.value) : refusedCodes(imported.error);
}

function codesIn({ findings, checks }: BundleRecord): readonly string[] {
  const failed = checks.filter(({ result }) => result !== 'pass').map(() => 'evidence.check-not-passed');
  return [...findings.map(({ code }) => code), ...failed];
}

function refusedCodes(error: {
  readonly code: string;
  readonly findings?: BundleRecord['findings'];
}): readonly string[] {
  assert.equal(error.code, 'import/refused', JSON.stringify(error));
  return (error.findings ?? []).map(({ code }) => code);
}

function zeros(): string {
  return written('zeros.tar.gz', gzipSync(buildTar([{ name: 'zeros', content: Buffer.alloc(80 * 1024 * 1024) }])));
}

function compressedOtherwise(): string {
  const out = join(freshFolder(), 'evidence.zip');
  run('tar', ['cJf', out, '-C', treeOf(FILES), '.']);
  return out;
}

function sealOf(): string {
  return checksFileText([{ id: 'seal', type: 'seal', title: 'A seal', seal: 'seal.txt', covers: 'a' }]);
}

function withHardLink(): string {
  const root = treeOf(FILES);
  run('ln', [join(root, 'a'), join(root, 'hard')]);
  return root;
}

function withLink(target: string): string {
  const root = treeOf(FILES);
  symlinkSync(target, join(root, 'link'));
  return root;
}

/** A copy of a folder with its links replaced by what they point to. */
function followed(root: string): string {
  const copy = join(freshFolder(), 'copy');
  run('cp', ['-RL', root, copy]);
  return copy;
}

/** A SHA256SUMS of all files but itself, made elsewhere and moved in. */
function listedAgain(root: string): string {
  rmSync(join(root, 'SHA256SUMS'), { force: true });
  const list = run('sh', ['-c', 'find . -type f -exec sha256sum {} +'], root);
  writeFileSync(join(root, 'SHA256SUMS'), list);
  return root;
}

function linkBeside(target: string): string {
  const root = summed();
  symlinkSync(target, join(root, 'link'));
  return root;
}

/** A manifest that `sha256sum` made, which follows links, with a link among what it lists. */
function listedLink(): string {
  const root = withLink('a');
  writeFileSync(join(root, 'SHA256SUMS'), run('sha256sum', ['a', 'd/b', 'link'], root));
  return root;
}

function inOtherCase(): string {
  const root = summed();
  renameSync(join(root, 'a'), join(root, 'A'));
  return root;
}

function onlyOneVouchedFor(): string {
  const root = treeOf(FILES);
  writeFileSync(join(root, 'a.sha256'), run('sha256sum', ['a'], root));
  return root;
}

async function bagOfLinks(change: (root: string) => void): Promise<string> {
  const out = join(freshFolder(), 'bag');
  assert.ok((await packBundle(withLink('a'), out)).ok);
  change(out);
  return out;
}

function withSurplus(): string {
  const root = summed();
  writeFileSync(join(root, 'surplus'), 'x');
  return root;
}

function withHoles(options: readonly string[]): string {
  const [root, out] = [treeOf({ holes: '' }), join(freshFolder(), 'x.tar')];
  truncateSync(join(root, 'holes'), 1024 * 1024);
  run('tar', [...options, '-cf', out, '-C', root, '.']);
  return out;
}
