// Whatever bytes a bundle holds where a manifest, a proof or a report of probes is expected: a value, or what is wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8 } from '../../../../shared/encoding/bytes.ts';
import { type BagDeclaration, parseBagDeclaration, parseBagManifest } from '../../../../shared/evidence/bagit-tags.ts';
import { BAGIT_TXT, bagManifestText } from '../../../../shared/evidence/bagit-write.ts';
import { parseJUnit } from '../../../../shared/evidence/checks/junit.ts';
import { parseTap } from '../../../../shared/evidence/checks/tap.ts';
import { parseTestResult } from '../../../../shared/evidence/checks/test-result.ts';
import { parseXml, type XmlElement } from '../../../../shared/evidence/checks/xml.ts';
import { fileProofText, parseFileProof, proveFile, verifyFileProof } from '../../../../shared/evidence/file-proof.ts';
import { evidenceFile } from '../../../../shared/evidence/leaf.ts';
import type { ListedFile, ManifestReading } from '../../../../shared/evidence/manifest-reading.ts';
import { parseSums } from '../../../../shared/evidence/manifests/sums.ts';
import { type ClaimedHash, parseClaimedHash } from '../../../../shared/evidence/match.ts';
import { type TagEncoding, toUtf8 } from '../../../../shared/evidence/tag-encoding.ts';
import { inPathOrder, isTreePath, treeHashes } from '../../../../shared/evidence/tree-fold.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { holdsAgainstAnyBytes, hostile } from '../../../helpers/harmed.ts';

const files = inPathOrder(
  ['data/a.txt', 'data/50% done\r.log', 'data/café/b c', 'data/back\\slash'].map((path) =>
    evidenceFile(path, utf8(path)),
  ),
);
const listed = files.map(({ path, sha256: digest }, i) => ({
  path,
  digest,
  algorithm: 'sha256' as const,
  line: i + 1,
}));
const merkleSha256 = treeHashes(files).merkleSha256;

holdsAgainstAnyBytes('SHA256SUMS', utf8(gnuText(listed)), (bytes) => asResult(parseSums(bytes, 'SHA256SUMS')), {
  alike: (all) => utf8(gnuText(all)),
});

const DRAFT: BagDeclaration = { version: '0.97', encoding: 'UTF-8' };
const MADE: BagDeclaration = { version: '1.0', encoding: 'UTF-8' };
for (const declaration of [DRAFT, MADE]) {
  const rule = { name: 'manifest-sha256.txt', folder: '', declaration, takes: () => true };
  holdsAgainstAnyBytes(
    `a manifest of BagIt ${declaration.version}`,
    utf8(bagManifestText(listed.filter(({ path }) => declaration === MADE || !path.includes('%')))),
    (bytes) => asResult(parseBagManifest(bytes, rule)),
    declaration === MADE ? { alike: (all) => utf8(bagManifestText(all)) } : {},
  );
}

holdsAgainstAnyBytes('bagit.txt', utf8(BAGIT_TXT), parseBagDeclaration, {
  alike: ({ version, encoding }) =>
    utf8(BAGIT_TXT.replace('1.0', version).replace(': UTF-8', `: ${encoding.toLowerCase()}`)),
});

holdsAgainstAnyBytes(
  'an inclusion proof',
  utf8(fileProofText(proveFile(files, 'data/a.txt') ?? assert.fail())),
  parseFileProof,
  {
    alike: (proof) => {
      // Whatever file it speaks of, only a true one leads to the root.
      const isProven = verifyFileProof(proof, merkleSha256).length === 0;
      assert.ok(!isProven || files.some(({ path, sha256 }) => path === proof.path && sha256 === proof.sha256));
      return utf8(fileProofText(proof));
    },
  },
);

const TAP =
  'TAP version 13\n1..3\nok 1 - one\n  ---\n  not ok\n  ...\nok 2 two # SKIP\n# comment\n    not ok 1 - in\nok 3\n';
const JUNIT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites><testsuite name="s"><testcase name="t&#x77;o &amp; more"><system-out><![CDATA[<failure/>]]></system-out></testcase><testcase name="b"><failure/></testcase></testsuite></testsuites>\n';
const TEST_RESULT = JSON.stringify({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ digest: { sha256: 'a'.repeat(64) } }],
  predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
  predicate: { result: 'FAILED', configuration: [], passedTests: ['one'], warnedTests: [], failedTests: ['two'] },
});
holdsAgainstAnyBytes('TAP', utf8(TAP), parseTap);
holdsAgainstAnyBytes('JUnit XML', utf8(JUNIT), parseJUnit);
holdsAgainstAnyBytes('an in-toto test result', utf8(TEST_RESULT), parseTestResult);
holdsAgainstAnyBytes('XML', utf8(JUNIT), parseXml, { alike: (root) => utf8(xmlOf(root)) });

for (const claim of ['ab'.repeat(32), 'CD'.repeat(20), `h1:${'A'.repeat(43)}=`, `swh:1:dir:${'e'.repeat(40)}`]) {
  holdsAgainstAnyBytes(
    `a hash such as ${claim.slice(0, 12)}…`,
    utf8(claim),
    (bytes) => {
      const read = parseClaimedHash(new TextDecoder().decode(bytes));
      return read === null ? err('no hash') : ok(read);
    },
    { alike: (read) => utf8(claimText(read)) },
  );
}

test('text comes back from each encoding of tag files, and bytes that are in none of it are refused', () => {
  const encoders: Readonly<Record<Exclude<TagEncoding, 'UTF-16'>, (text: string) => Uint8Array>> = {
    'UTF-8': (text) => utf8(text),
    'US-ASCII': (text) => Buffer.from(text, 'latin1'),
    'ISO-8859-1': (text) => Buffer.from(text, 'latin1'),
    'UTF-16LE': (text) => Buffer.from(text, 'utf16le'),
    'UTF-16BE': (text) => Buffer.from(text, 'utf16le').swap16(),
  };
  const highest = { 'UTF-8': 0x10ffff, 'US-ASCII': 0x7f, 'ISO-8859-1': 0xff, 'UTF-16LE': 0xfffe, 'UTF-16BE': 0xfffe };
  fc.assert(
    fc.property(fc.constantFrom(...names(encoders)), fc.string({ unit: 'binary' }), (encoding, any) => {
      const text = [...any].filter((one) => (one.codePointAt(0) ?? 0) < Math.min(highest[encoding], 0xfeff)).join('');
      assert.deepEqual(new Uint8Array(toUtf8(encoders[encoding](text), encoding) ?? []), new Uint8Array(utf8(text)));
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names(encoders), 'UTF-16' as const), hostile(utf8('text')), (encoding, bytes) => {
      const read = toUtf8(bytes, encoding);
      if (read !== null) new TextDecoder('utf-8', { fatal: true }).decode(read);
    }),
  );
});

/** What a manifest lists, or what is wrong with it: never a path that no tree has. */
function asResult({ listed: read, findings }: ManifestReading): Result<readonly ListedFile[], unknown> {
  const all = [...read];
  for (const { path } of all) assert.ok(isTreePath(path), path);
  return findings.length > 0 ? err(findings) : ok(all.map((one, i) => ({ ...one, line: i + 1 })));
}

/** As GNU coreutils writes it, escapes and all. */
function gnuText(all: readonly ListedFile[]): string {
  const escaped = (path: string): string =>
    path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return all.map(({ path, digest }) => `${escaped(path) === path ? '' : '\\'}${digest}  ./${escaped(path)}\n`).join('');
}

function claimText({ form, hex }: ClaimedHash): string {
  switch (form) {
    case 'h1':
      return `h1:${Buffer.from(hex, 'hex').toString('base64')}`;
    case 'swhid-1':
      return `swh:1:dir:${hex}`;
    case 'swhid-2':
      return `swh:2:dir:${hex}`;
    default:
      return hex;
  }
}

function xmlOf({ name, attributes, children }: XmlElement): string {
  const escaped = (text: string): string => text.replace(/[<&"\r\n\t]/g, (one) => `&#${one.charCodeAt(0)};`);
  const all = [...attributes].map(([key, value]) => ` ${key}="${escaped(value)}"`).join('');
  return `<${name}${all}>${children.map(xmlOf).join('')}</${name}>`;
}

function names<Name extends string>(record: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(record).filter((name): name is Name => Object.hasOwn(record, name));
}
