/** Files that a command is given and that are not what it reads: they are called what they are, and hold nobody up. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { toOpenSsh } from '../../shared/key/public-key.ts';
import { holdfast } from '../helpers/command-line.ts';
import { pairs } from '../helpers/long.ts';
import { ownerKey } from '../helpers/statements.ts';
import { freshFolder, treeOf } from '../helpers/trees.ts';

const tree = treeOf({ 'e/a': '1\n' });
const folder = freshFolder();

/** Made by a tool, or the first bytes that a tool writes. */
const ARCHIVES: Readonly<Record<string, readonly [RegExp, (out: string) => void]>> = {
  'x.tar.xz': [/xz-compressed/, (out) => execFileSync('tar', ['cJf', out, '-C', tree, 'e'])],
  'x.tar.bz2': [/bzip2-compressed/, (out) => execFileSync('tar', ['cjf', out, '-C', tree, 'e'])],
  'x.tar.zst': [/zstd-compressed/, (out) => writeFileSync(out, Buffer.from('28b52ffd0458', 'hex'))],
  'x.7z': [/7z archive/, (out) => writeFileSync(out, Buffer.from('377abcaf271c0004', 'hex'))],
  'x.rar': [/rar archive/, (out) => writeFileSync(out, Buffer.from('526172211a070100', 'hex'))],
  'x.jar': [/zip archive.*under another name/, (out) => execFileSync('zip', ['-qr', out, 'e'], { cwd: tree })],
  'x-1.0-py3-none-any.whl': [/zip archive/, (out) => execFileSync('zip', ['-qr', out, 'e'], { cwd: tree })],
  'xz-without-suffix': [/xz-compressed/, (out) => execFileSync('tar', ['cJf', out, '-C', tree, 'e'])],
  'zip-without-suffix': [/zip archive/, (out) => execFileSync('zip', ['-qr', join(out), 'e'], { cwd: tree })],
  'tar-without-suffix': [/tar archive/, (out) => execFileSync('tar', ['cf', out, '-C', tree, 'e'])],
  'x.tar.gz.1': [/gzip-compressed/, (out) => execFileSync('tar', ['czf', out, '-C', tree, 'e'])],
  'xz.tar': [/xz-compressed/, (out) => execFileSync('tar', ['cJf', out, '-C', tree, 'e'])],
  '7z.zip': [/7z archive/, (out) => writeFileSync(out, Buffer.from('377abcaf271c0004', 'hex'))],
  'noise.bin': [/neither evidence .* nor a signed statement/, (out) => writeFileSync(out, Buffer.alloc(600, 0xa5))],
  'packet.md': [/neither evidence .* nor a signed statement/, (out) => writeFileSync(out, '# A packet\n')],
};

for (const [name, [expected, make]] of Object.entries(ARCHIVES)) {
  test(`verify says what ${name} is, and that it could not be read`, () => {
    const path = join(folder, name);
    make(path);
    // Info-ZIP adds its suffix to a name without one.
    if (name === 'zip-without-suffix') execFileSync('mv', [`${path}.zip`, path]);
    const { status, messages } = holdfast('verify', path);
    assert.equal(status, 2, messages);
    assert.match(messages, expected);
    assert.doesNotMatch(messages, /envelope|copied whole/);
  });
}

test('hash says what an archive of another kind is, and that it could not be read', () => {
  for (const name of ['x.tar.xz', 'x.7z', '7z.zip', 'noise.bin']) {
    const { status, messages } = holdfast('hash', join(folder, name));
    assert.equal(status, 2, messages);
    assert.match(messages, name === 'noise.bin' ? /not a zip, tar or tar\.gz/ : /xz-compressed|7z archive/);
  }
});

const fifo = join(folder, 'fifo');
execFileSync('mkfifo', [fifo]);
const linked = join(folder, 'link-to-fifo');
symlinkSync(fifo, linked);
const socket = join(folder, 'socket');
const server = createServer().listen(socket);
after(() => server.close());
const other = treeOf({
  'packet.md': '# A packet\n',
  'decision.json': '{}',
  'owner.pub': toOpenSsh(ownerKey.key, 'owner'),
});
const packet = join(other, 'packet.md');
const decision = join(other, 'decision.json');
const key = join(other, 'owner.pub');
/** Every argument but the one that is looked at is a file that is read. */
const gate = (more: Readonly<Record<string, string>>): readonly string[] => [
  'gate',
  ...Object.entries({ packet, decision, option: 'X', trust: key, ...more }).flatMap(([name, value]) => [
    `--${name}`,
    value,
  ]),
];

const CALLS: Readonly<Record<string, (path: string) => readonly string[]>> = {
  inspect: (path) => ['inspect', path],
  hash: (path) => ['hash', path],
  'hash --only': (path) => ['hash', path, '--only', 'dirHash'],
  pack: (path) => ['pack', path, '--out', join(freshFolder(), 'out.zip')],
  'pack --checks': (path) => ['pack', tree, '--out', join(freshFolder(), 'out.zip'), '--checks', path],
  verify: (path) => ['verify', path],
  'verify --trust': (path) => ['verify', decision, '--trust', path],
  'verify --since': (path) => ['verify', treeOf({ 'keys/allowed_signers': '' }), '--since', path],
  'gate --packet': (path) => gate({ packet: path }),
  'gate --decision': (path) => gate({ decision: path }),
  'gate --trust': (path) => gate({ trust: path }),
  'gate --evidence': (path) => gate({ evidence: path }),
  'gate --grant': (path) => gate({ grant: path }),
  'gate --previous': (path) => gate({ previous: path }),
  prove: (path) => ['prove', path, '--file', 'a', '--out', join(freshFolder(), 'proof')],
  'prove --lines': (path) => ['prove', '--lines', path, '--file', 'a', '--out', join(freshFolder(), 'proof')],
  'verify-proof': (path) => ['verify-proof', path, '--tree', 'a'.repeat(64)],
  'verify-proof --content': (path) => ['verify-proof', proof(), '--tree', 'a'.repeat(64), '--content', path],
  'qr-decode': (path) => ['qr-decode', path, '--out', join(freshFolder(), 'out')],
  'fsck --data': (path) => ['fsck', '--data', path],
  'recheck --data': (path) => ['recheck', '--data', path, '--bundle', 'a'.repeat(64)],
};

const HOLDING_UP = { 'a FIFO': fifo, 'a link to a FIFO': linked, 'a socket': socket, 'a device': '/dev/zero' };

for (const { one, other } of pairs(Object.entries(CALLS), Object.entries(HOLDING_UP))) {
  const [[name, call], [what, path]] = [one, other];
  test(`${name} is not held up by ${what}`, () => {
    const { status, messages } = holdfast(...call(path));
    // `null`: it was still running when the test's patience ended.
    assert.ok(status === 1 || status === 2, `${path}: ${status} ${messages}`);
    assert.notEqual(messages, '');
  });
}

test('FIFOs and sockets inside of folders hold nobody up', () => {
  const inside = treeOf({ SHA256SUMS: '', a: '1' });
  execFileSync('mkfifo', [join(inside, 'b'), join(inside, 'checks.json')]);
  for (const command of ['hash', 'verify']) assert.equal(holdfast(command, inside).status, 1);
  const dossier = treeOf({ allowed_signers: '' });
  execFileSync(
    'mkfifo',
    ['SHA256SUMS', 'decision.dsse.json', 'statement.json'].map((one) => join(dossier, one)),
  );
  assert.equal(holdfast('verify', dossier).status, 1);
  const station = freshFolder();
  for (const one of ['vault/packs', 'vault/objects/aa', 'vault/bundles', 'journal']) {
    mkdirSync(join(station, one), { recursive: true });
  }
  execFileSync(
    'mkfifo',
    ['vault/packs/a.pack', 'journal/log.jsonl'].map((one) => join(station, one)),
  );
  assert.equal(holdfast('fsck', '--data', station).status, 2);
  assert.equal(holdfast('recheck', '--data', station, '--bundle', 'a'.repeat(64)).status, 2);
});

/** A proof that is read, so that what comes after it is. */
function proof(): string {
  const path = join(freshFolder(), 'proof');
  holdfast('prove', tree, '--file', 'e/a', '--out', path);
  return path;
}
