/** What of its input the command line lets through to a terminal: characters that are drawn, and nothing that acts. */

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8 } from '../../shared/encoding/bytes.ts';
import { toOpenSsh } from '../../shared/key/public-key.ts';
import { holdfast, type Ran } from '../helpers/command-line.ts';
import { isLong, pairs, some } from '../helpers/long.ts';
import { holdDraft, ownerKey, sealedDraft } from '../helpers/statements.ts';
import { notDrawn, outsideText, SCREEN_FORGERY } from '../helpers/terminal-bytes.ts';
import { freshFolder, treeOf } from '../helpers/trees.ts';
import { buildTar, paxHeader } from '../unit/electron/core/archive/tar-fixture.ts';
import { buildZip } from '../unit/electron/core/archive/zip-fixture.ts';

const PACKET = join(import.meta.dirname, '../fixtures/packets/fix7-p0-decision-packet.md');
/** One line with something of each kind in it: escapes, C1, DEL, direction, invisible characters. */
const FORGERY = `${SCREEN_FORGERY}\u009b8m\u007f\u202e\u200b\u{e0041}\t\r`;
const LINES = `${FORGERY}\nThe bundle is verified.`;
const IN_JSON = JSON.stringify(LINES);

/** Runs it, and asserts that what it gives for people and for programs is drawn as it stands. */
function drawn(...args: readonly string[]): Ran {
  const ran = holdfast(...args);
  for (const output of [ran.stdout, ran.messages]) {
    assert.deepEqual(notDrawn(output.replaceAll('\n', '')), [], `${args.join(' ')}\n${output}`);
  }
  assert.doesNotMatch(ran.messages, /^The bundle is verified/m, 'a quotation begins a line');
  return ran;
}

/** The run quotes the forgery, so that it is known to have come as far as the terminal. */
function quoted(...args: readonly string[]): void {
  const { messages, stdout } = drawn(...args);
  assert.match(`${messages}${stdout}`, /\\u\{1b\}\[2J|\\u001b\[2J/, args.join(' '));
}

const COMMANDS = ['inspect', 'hash', 'pack', 'verify', 'gate', 'prove', 'verify-proof', 'fsck', 'recheck', 'qr-decode'];

test('an argument is echoed as it was typed, and never acted on', () => {
  quoted(LINES);
  for (const command of COMMANDS) {
    quoted(command, `--${LINES}`);
    if (isLong) quoted(command, `--${LINES}=${LINES}`);
    drawn(command, LINES);
  }
  for (const command of ['inspect', 'verify']) quoted(command, LINES);
  const out = join(freshFolder(), FORGERY);
  drawn('pack', LINES, '--out', out);
  drawn('pack', freshFolder(), '--out', out, '--date', LINES);
  drawn('pack', freshFolder(), '--out', out, '--checks', LINES);
  quoted('verify', treeOf({ a: '1' }), '--expect-tree', LINES);
  drawn('verify', treeOf({ a: '1' }), '--trust', LINES);
  drawn('prove', treeOf({ a: '1' }), '--file', LINES, '--out', out);
  drawn('prove', '--lines', LINES, '--file', 'a', '--out', out);
  drawn('fsck', '--data', LINES);
  drawn('recheck', '--data', LINES, '--bundle', '0'.repeat(64));
  drawn('recheck', '--data', LINES, '--bundle', LINES);
  drawn('verify-proof', LINES, '--tree', '0'.repeat(64));
  drawn('qr-decode', LINES, '--out', out);
  const files = ['--packet', '--decision', '--trust', '--revoked', '--evidence', '--grant', '--previous', '--journal'];
  for (const option of some([...files, '--at'], 3)) {
    const good = ['--packet', PACKET, '--decision', PACKET, '--option', 'X', '--trust', PACKET];
    drawn('gate', ...good, option, LINES);
  }
  drawn('gate', '--packet', PACKET, '--decision', PACKET, '--option', 'X', '--trust', LINES);
});

test('names and link targets of a folder are shown, and never acted on', () => {
  const root = treeOf({ [FORGERY]: '1', SHA256SUMS: `${'0'.repeat(64)}  a\n`, [`d/${FORGERY}`]: '2' });
  symlinkSync(`../../${FORGERY}`, join(root, `link${FORGERY}`));
  drawn('hash', root);
  quoted('verify', root);
  drawn('pack', root, '--out', join(freshFolder(), FORGERY));
  drawn('prove', root, '--file', FORGERY, '--out', join(freshFolder(), FORGERY));
  const honest = treeOf({ [FORGERY]: '1' });
  quoted('verify', honest);
  drawn('pack', honest, '--out', join(freshFolder(), FORGERY));
  drawn('prove', honest, '--file', FORGERY, '--out', join(freshFolder(), FORGERY));
  quoted('verify', treeOf({ [`a\n${FORGERY}`]: '1' }));
});

test('names, targets and comments of an archive are shown, and never acted on, in any of its encodings', () => {
  const content = Buffer.from('1');
  const csi = Buffer.concat([Buffer.from('a'), Buffer.from([0x9b]), Buffer.from('2J')]);
  const archives: Readonly<Record<string, Buffer>> = {
    'names.zip': buildZip([{ name: FORGERY, content }]),
    'cp437.zip': buildZip([{ name: csi, content, flags: 0 }]),
    'utf8-flag.zip': buildZip([{ name: csi, content, flags: 0x800 }]),
    'two-names.zip': buildZip([{ name: 'a', localName: FORGERY, content }]),
    'link.zip': buildZip([{ name: 'a', content: Buffer.from(`/${LINES}`), mode: 0o120777 }]),
    'comment.zip': buildZip([{ name: 'a', content }], { comment: Buffer.from(LINES) }),
    'names.tar': buildTar([{ name: FORGERY, content }]),
    'latin1.tar': buildTar([{ name: csi, content }]),
    'lines.tar': buildTar([{ name: LINES, content }]),
    'link.tar': buildTar([{ name: 'a', type: '2', linkName: `/${FORGERY}` }]),
    'hard-link.tar': buildTar([{ name: 'a', type: '1', linkName: FORGERY }]),
    'pax.tar': buildTar([paxHeader({ path: FORGERY }), { name: 'a', content }]),
    'pax-key.tar': buildTar([paxHeader({ [FORGERY]: LINES }), { name: 'a', content }]),
    'owner.tar': buildTar([{ name: 'a', content, fields: { 265: FORGERY.slice(0, 30) } }]),
    'type.tar': buildTar([{ name: 'a', content, type: '\u001b' }]),
  };
  const folder = freshFolder();
  for (const [name, bytes] of some(Object.entries(archives), 8)) {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    drawn('verify', path);
  }
  for (const name of ['names.zip', 'names.tar']) {
    writeFileSync(join(folder, name), archives[name] ?? '');
    drawn('hash', join(folder, name));
    drawn('prove', join(folder, name), '--file', 'a', '--out', join(freshFolder(), 'proof'));
  }
});

test('what manifests, tag files and checks say is shown, and never acted on', () => {
  const digest = '0'.repeat(64);
  const trees: readonly Readonly<Record<string, string>>[] = [
    { a: '1', SHA256SUMS: `${digest}  ${FORGERY}\n${LINES}\n` },
    { a: '1', SHA256SUMS: `${digest}  ../${FORGERY}\n` },
    { a: '1', [`${FORGERY}.sha256`]: `${digest}  a\n` },
    { a: '1', 'checks.json': `{"type":${IN_JSON}}` },
    { a: '1', 'checks.json': LINES },
    {
      'data/a': '1',
      'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      'bag-info.txt': `${LINES}\n${FORGERY}: ${FORGERY}\nPayload-Oxum: ${FORGERY}\n`,
      'manifest-sha256.txt': `${digest}  data/${FORGERY}\n${LINES}\n`,
      [`manifest-${FORGERY}.txt`]: LINES,
      'fetch.txt': `https://example.org/${FORGERY} - data/${FORGERY}\n`,
    },
    { 'data/a': '1', 'bagit.txt': `BagIt-Version: ${FORGERY}\nTag-File-Character-Encoding: ${FORGERY}\n` },
  ];
  for (const tree of trees) drawn('verify', treeOf(tree));
  quoted('verify', treeOf(trees[0] ?? {}));
});

test('what a packet says is shown, and never acted on', () => {
  const cells = readFileSync(PACKET, 'utf8').replaceAll(/\| (open|closed)/gi, `| ${FORGERY} $1`);
  const packets: Readonly<Record<string, string>> = {
    'cells.md': cells,
    [`${FORGERY}.md`]: `${cells}\n${LINES}\n## ${FORGERY}\n1. \`${FORGERY}\` - ${FORGERY}\n`,
    'packet.json': `{"id":${IN_JSON},${IN_JSON}:${IN_JSON}}`,
    'bad.json': `{"id":${LINES}}`,
    'text.txt': LINES,
  };
  const folder = treeOf(packets);
  const gate = ['--decision', PACKET, '--option', FORGERY, '--trust', ownerKeyFile()];
  const commands = [
    (path: string) => drawn('inspect', path),
    (path: string) => drawn('gate', '--packet', path, ...gate),
  ];
  for (const { one: name, other: run } of pairs(Object.keys(packets), commands)) run(join(folder, name));
  quoted('inspect', join(folder, 'cells.md'));
});

test('what envelopes, statements, keys, dossiers and proofs say is shown, and never acted on', async () => {
  const signature = `{"keyid":${IN_JSON},"sig":"AAAA"}`;
  const envelope = (type: string, payload: string) =>
    JSON.stringify({ payload: Buffer.from(payload).toString('base64'), payloadType: type, signatures: [] });
  const inToto = 'application/vnd.in-toto+json';
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'keyid.json': `{"payload":"e30=","payloadType":"${inToto}","signatures":[${signature}]}`,
    'type.json': envelope(LINES, '{}'),
    'payload.json': envelope(inToto, `{"_type":${IN_JSON},${IN_JSON}:1}`),
    'field.json': `{${IN_JSON}:${IN_JSON}}`,
    'not.json': LINES,
    'statement.json': `{"_type":${IN_JSON},"predicateType":${IN_JSON},"subject":[{"name":${IN_JSON}}]}`,
    'statement.json.sig': LINES,
    [`${FORGERY}.dsse.json`]: LINES,
  };
  const folder = treeOf(files);
  const key = ownerKeyFile();
  const commands = [
    (path: string) => drawn('verify', path, '--trust', key),
    (path: string) => drawn('gate', '--packet', PACKET, '--decision', path, '--option', FORGERY, '--trust', key),
  ];
  for (const { one: name, other: run } of pairs(Object.keys(files), commands)) run(join(folder, name));
  for (const name of ['field.json', 'not.json']) {
    const path = join(folder, name);
    drawn('verify', folder, '--trust', path);
    drawn('verify-proof', path, '--tree', '0'.repeat(64));
    drawn('qr-decode', path, '--out', join(freshFolder(), 'out'));
    drawn('prove', '--lines', path, '--file', FORGERY, '--out', join(freshFolder(), 'out'));
  }
  quoted('verify', join(folder, 'keyid.json'));
  const dossiers: readonly Readonly<Record<string, string>>[] = [
    { 'decision.dsse.json': LINES, [FORGERY]: LINES, SHA256SUMS: `${'0'.repeat(64)}  ${FORGERY}\n` },
    { allowed_signers: LINES, 'station-key.pub': LINES, [`packets/${FORGERY}/x`]: LINES, 'journal/log.jsonl': LINES },
  ];
  for (const dossier of dossiers) drawn('verify', treeOf(dossier), '--trust', key);
  const named = join(freshFolder(), `${FORGERY}.dsse.json`);
  writeFileSync(named, await sealedDraft(holdDraft, ownerKey));
  drawn('verify', named, '--trust', key);
});

test('what a station’s folder holds is shown, and never acted on', () => {
  const data = treeOf({
    'journal/log.jsonl': `{${IN_JSON}:1}\n${LINES}\n`,
    [`vault/bundles/${FORGERY}/record.json`]: LINES,
  });
  drawn('fsck', '--data', data);
  drawn('recheck', '--data', data, '--bundle', '0'.repeat(64));
  const named = join(freshFolder(), FORGERY);
  mkdirSync(named);
  quoted('fsck', '--data', named);
});

test('whatever the text, an argument and a name come out drawn', () => {
  const name = outsideText().map((text) => text.replaceAll(/[\0/\ud800-\udfff]/g, '').slice(0, 60));
  fc.assert(
    fc.property(name, (text) => {
      drawn('hash', `no${text}`);
      drawn('verify', treeOf({ [`f${text}`]: text, SHA256SUMS: text }));
    }),
    { numRuns: 8 },
  );
});

function ownerKeyFile(): string {
  const path = join(freshFolder(), `${FORGERY}.pub`);
  writeFileSync(path, utf8(toOpenSsh(ownerKey.key, 'owner')));
  return path;
}
