import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { MAX_PACKET_BYTES, readPacket } from '../../../../shared/packet/read.ts';
import { optionTextSha256, packetToJson } from '../../../../shared/packet/to-json.ts';
import { codes, json, markdown, plain, read, refusal, small, utf8 } from './fixtures.ts';

const expected: unknown = JSON.parse(json);

test('the Markdown, the plain text and the JSON of the first packet give the same fields and no finding', () => {
  for (const [text, name, form] of [
    [markdown, 'packet.md', 'markdown'],
    [plain, 'packet.txt', 'text'],
    [json, 'packet.json', 'json'],
  ] as const) {
    const reading = read(text, name);
    assert.deepEqual(reading.packet, expected, name);
    assert.deepEqual(reading.findings, [], name);
    assert.equal(reading.form, form);
    assert.equal(reading.sha256, createHash('sha256').update(text).digest('hex'));
    assert.equal(reading.size, Buffer.byteLength(text));
  }
});

test('the form is told by the content where the name does not say it', () => {
  assert.equal(read(plain, 'packet.md').form, 'text');
  assert.equal(read(markdown, 'packet.txt').form, 'markdown');
  assert.equal(read(json, 'packet').form, 'json');
});

test('the JSON of inspect has the documented fields in the documented order', () => {
  const text = JSON.stringify(packetToJson(read(markdown).packet));
  assert.equal(text, JSON.stringify(expected));
});

test('another packet, with other ids, columns and order, reads as well', () => {
  const { packet, findings } = read(small);
  assert.deepEqual(findings, []);
  assert.equal(packet.id, 'OPS-7');
  assert.equal(packet.revision, '3b');
  assert.equal(packet.date, '2027-01-31');
  assert.equal(packet.default, 'WAIT');
  assert.deepEqual(
    packet.options.map((option) => [option.rank, option.id, option.mutates, option.needs.blockers]),
    [
      [1, 'WAIT', false, 'none'],
      [2, 'LIST_ONLY', false, 'acknowledged'],
      [3, 'MOVE', true, 'closed'],
    ],
  );
  assert.deepEqual(
    packet.blockers.map((blocker) => [blocker.id, blocker.status, blocker.actors, blocker.gate]),
    [
      ['ARC-1', 'open', ['operator'], 'restore shown on a copy'],
      ['ARC-2', 'closed', ['owner', 'auditor'], 'separate MOVE_ALL grant'],
    ],
  );
  assert.deepEqual(packet.grants, ['MOVE_ALL']);
  assert.deepEqual(packet.evidence, [{ treeHash: 'ab'.repeat(32) }]);
});

test('options may all be numbered 1, and other numbered lists are none', () => {
  const ones = small.replace('2. `LIST', '1. `LIST').replace('3. `MOVE', '1. `MOVE');
  assert.deepEqual(
    read(ones).packet.options.map((option) => option.rank),
    [1, 2, 3],
  );
  const steps = '\n## Steps\n\n1. DNS (internal): look at it\n2. Wait — a week\n';
  assert.deepEqual(read(small + steps).packet, read(small).packet);
  assert.deepEqual(read(small + steps).findings, []);
});

test('CRLF line ends and a byte order mark change the digest and nothing else', () => {
  const crlf = read(markdown.replaceAll('\n', '\r\n'));
  assert.deepEqual(crlf.packet, expected);
  assert.notEqual(crlf.sha256, read(markdown).sha256);
  assert.deepEqual(read(plain.replaceAll('\n', '\r\n'), 'packet.txt').packet, expected);
  const marked = read(`\uFEFF${markdown}`);
  assert.deepEqual(marked.packet, expected);
  assert.deepEqual(codes(marked.findings), ['packet.byte-order-mark']);
});

test('text in decomposed form (NFD) is kept as it is', () => {
  const title = 'Move the archívo'.normalize('NFD');
  assert.equal(read(small.replace('Move the archive', title)).packet.title, `${title} (2027-01-31)`);
});

test('bytes that are no packet give one finding that says why', () => {
  assert.deepEqual(codes(refusal(new Uint8Array())), ['packet.empty']);
  assert.deepEqual(codes(refusal(new Uint8Array(50_000_000).fill(0x61))), ['packet.too-large']);
  assert.deepEqual(codes(refusal(utf8(`a\0${markdown}`))), ['packet.binary']);
  assert.deepEqual(codes(refusal(Uint8Array.of(0xff, 0xfe, 0x41))), ['packet.not-utf8']);
  assert.deepEqual(codes(refusal(utf8('# A letter\n\nDear all,\n'))), ['packet.not-a-packet']);
  assert.deepEqual(codes(refusal(utf8('  \n\n'))), ['packet.not-a-packet']);
});

test('a document of the largest size is read', () => {
  const left = MAX_PACKET_BYTES - Buffer.byteLength(markdown);
  const paragraph = `\n${'word '.repeat(2000)}\n`;
  const filled = `${markdown}${paragraph.repeat(Math.ceil(left / paragraph.length))}`.slice(0, MAX_PACKET_BYTES - 64);
  const full = filled + 'x'.repeat(MAX_PACKET_BYTES - Buffer.byteLength(filled));
  assert.equal(readPacket(utf8(full), { name: 'packet.md' }).ok, true);
  assert.deepEqual(codes(refusal(utf8(`${full}x`))), ['packet.too-large']);
});

test('the digest of an option is that of its text', () => {
  assert.equal(
    optionTextSha256('do nothing further.'),
    createHash('sha256').update('do nothing further.').digest('hex'),
  );
});
