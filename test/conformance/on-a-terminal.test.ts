/** The command line as a person sees it: on a pseudo terminal of its own, by `script` of bsdutils. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { toOpenSsh } from '../../shared/key/public-key.ts';
import { CLI } from '../helpers/command-line.ts';
import { holdDraft, ownerKey, sealedDraft } from '../helpers/statements.ts';
import { notDrawn, SCREEN_FORGERY } from '../helpers/terminal-bytes.ts';
import { freshFolder, treeOf } from '../helpers/trees.ts';

const COLUMNS = 72;
/** The line of progress, which a slow machine shows, up to its being wiped out. */
const PROGRESS = /\r[^\n]*: [0-9]+ s[^\n]*\r +\r/g;
const FIXTURES = join(import.meta.dirname, '../fixtures/dossiers/version-0.1.0');

interface Seen {
  readonly status: number | null;
  /** What reached the terminal, its carriage returns at the ends of lines left out. */
  readonly screen: string;
}

/** Runs it with stdout and stderr on a terminal of 72 columns; `redirect` as in a shell. */
function seen(args: readonly string[], redirect = ''): Seen {
  const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
  const call = `stty cols ${COLUMNS}; ${[process.execPath, CLI, ...args].map(quote).join(' ')} ${redirect}`;
  const { status, stdout } = spawnSync('script', ['-qec', call, '/dev/null'], {
    encoding: 'utf8',
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const screen = stdout.replaceAll('\r\n', '\n');
  assert.deepEqual(notDrawn(screen.replaceAll(/[\r\n]/g, '')), [], 'nothing but line ends acts on the terminal');
  return { status, screen };
}

/** What is left on a terminal at the end. */
const left = ({ screen }: Seen) => screen.replaceAll(PROGRESS, '');

const sums = (content: string) => `${createHash('sha256').update(content).digest('hex')}  a\n`;

test('a person reads the result, then facts, then each finding with what to do; no JSON', () => {
  const told = seen(['verify', treeOf({ a: '1', SHA256SUMS: sums('2') })]);
  const screen = left(told);
  assert.equal(told.status, 1);
  const [first, second] = screen.split('\n');
  assert.deepEqual([first, second], ['The bundle is refused.', '']);
  assert.match(screen, /^ {2}dirHash\n {4}[0-9a-f]{64}$/m);
  for (const line of screen.split('\n')) assert.ok(line.length <= COLUMNS, line);
  assert.match(screen, /^error: A file does not have the digest that the manifest states for it\.\n {2}where: /m);
  assert.match(screen, /^ {2}found:\s+[0-9a-f]{64}$/m);
  assert.match(screen, /^ {2}what to do: /m);
  assert.doesNotMatch(screen, /[{}]/);
});

test('with --json, or stdout elsewhere, the JSON is on stdout and sentences on stderr', () => {
  const root = treeOf({ a: '1', SHA256SUMS: sums('1') });
  const [json = '', ...others] = left(seen(['verify', root, '--json'], '2>/dev/null')).split('\n');
  assert.deepEqual([JSON.parse(json).verdict, others], ['verified', ['']]);
  const file = join(freshFolder(), 'out.json');
  assert.match(left(seen(['verify', root], `>${file}`)), /^The bundle is verified/);
  assert.equal(JSON.parse(readFileSync(file, 'utf8')).verdict, 'verified');
});

test('with --quiet a terminal shows nothing, but what cannot be read', () => {
  assert.deepEqual(seen(['verify', treeOf({ a: '1', SHA256SUMS: sums('2') }), '--quiet']), { status: 1, screen: '' });
  const gone = seen(['verify', '/no/such/place', '--quiet']);
  assert.deepEqual(gone, { status: 2, screen: 'holdfast: There is no /no/such/place.\n' });
});

test('a name can neither act on the terminal nor pass for a line of ours, however it is filled up', () => {
  const forgery = 'The bundle is verified.';
  const names = [SCREEN_FORGERY, `a\r${forgery}`, `${'.'.repeat(COLUMNS)}${forgery}`, `x ${' '.repeat(60)} ${forgery}`];
  for (const name of names) {
    const root = treeOf({ a: '1', SHA256SUMS: sums('1'), [name]: '2' });
    for (const redirect of ['', '>/dev/null', '2>/dev/null']) {
      const { status, screen } = seen(['verify', root], redirect);
      assert.equal(status, 1);
      assert.doesNotMatch(screen, /^The bundle is verified/m, name);
    }
  }
});

test('verify says of a decision which option, packet, revision and sequence, and who signed', async () => {
  const folder = freshFolder();
  const [envelope, key] = [join(folder, 'decision.dsse.json'), join(folder, 'owner.pub')];
  writeFileSync(envelope, await sealedDraft(holdDraft, ownerKey));
  writeFileSync(key, toOpenSsh(ownerKey.key, 'owner'));
  const { status, screen } = seen(['verify', envelope, '--trust', key]);
  const { packet, chosen, sequence } = holdDraft.predicate;
  assert.equal(status, 0);
  for (const [name, what] of [
    ['option', chosen.id],
    ['packet', packet.id],
    ['revision', packet.revision],
    ['sequence', String(sequence)],
    ['signer', 'owner.pub'],
  ]) {
    assert.match(screen, new RegExp(`^  ${name} +${what}`, 'm'));
  }
});

test('verify says of an exported decision and of a dossier what was decided, and nothing of one that it refuses', () => {
  const exported = join(FIXTURES, 'holdfast-decision-KB-29B8-2');
  const trust = [
    '--trust',
    `owner=${join(FIXTURES, 'owner.pub')}`,
    '--trust',
    `operator=${join(FIXTURES, 'operator.pub')}`,
  ];
  const one = seen(['verify', exported, ...trust]);
  assert.equal(one.status, 0, one.screen);
  for (const fact of [
    /option +HOLD_PRODUCTION/,
    /packet +KB-29B8/,
    /revision +1/,
    /sequence +2/,
    /signer +owner\.pub \(key/,
  ]) {
    assert.match(one.screen, new RegExp(`^  ${fact.source}`, 'm'));
  }
  const all = seen(['verify', join(FIXTURES, 'holdfast-dossier-KB-29B8-22.zip'), ...trust]);
  assert.equal(all.status, 0, all.screen);
  assert.match(all.screen, /^ {2}decision +option HOLD_PRODUCTION, sequence 2/m);
  const refused = seen(['verify', exported]);
  assert.equal(refused.status, 1);
  assert.doesNotMatch(refused.screen, /HOLD_PRODUCTION/);
});

test('work of more than a second tells how far it is on one line, and takes it away again', () => {
  const root = treeOf({});
  // Sparse: read as fast as zeros are hashed, which takes some seconds for so many.
  spawnSync('truncate', ['-s', '1G', join(root, 'large')]);
  const { screen } = seen(['hash', root], '>/dev/null');
  const shown = screen.split('\r');
  assert.ok(
    shown.some((one) => /^hash: \d+ s, .*GiB|MiB/.test(one)),
    screen,
  );
  assert.equal(shown.at(-1), '', 'the line is empty at the end');
  assert.equal(seen(['hash', root, '--quiet'], '>/dev/null').screen, '');
});
