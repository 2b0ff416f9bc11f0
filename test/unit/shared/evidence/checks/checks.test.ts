import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { utf8 } from '../../../../../shared/encoding/bytes.ts';
import { type Check, checksFileText, parseChecks } from '../../../../../shared/evidence/checks/checks-file.ts';
import { evaluateChecks } from '../../../../../shared/evidence/checks/evaluate.ts';
import { insideFolder } from '../../../../../shared/evidence/spelling.ts';
import { treeHashes } from '../../../../../shared/evidence/tree-fold.ts';
import type { CheckResult } from '../../../../../shared/evidence/types.ts';
import { holdsAgainstAnyBytes } from '../../../../helpers/harmed.ts';
import { MemoryBundle } from './bundle.ts';

const LEGS = ['transactional', 'committed', 'snapshot-restore'];
const ARTEFACT = 'compiled bytes';

/** The rehearsal of the first packet: three legs, ten probes, no leaked token, one seal. */
const CHECKS: readonly Check[] = [
  {
    id: 'rollback',
    type: 'rollback-proof',
    title: 'Rollback proven on three legs',
    legs: LEGS.map((name) => ({
      name,
      before: `dumps/${name}/before.sql`,
      afterApply: `dumps/${name}/after-apply.sql`,
      afterRollback: `dumps/${name}/after-rollback.sql`,
      rows: {
        before: `rows/${name}/before.csv`,
        afterApply: `rows/${name}/after-apply.csv`,
        afterRollback: `rows/${name}/after-rollback.csv`,
      },
    })),
  },
  { id: 'read-only', type: 'entry-exit', title: 'The dry run changed nothing', entry: 'run/entry/', exit: 'run/exit/' },
  { id: 'probes', type: 'probe-results', title: 'Ten of ten', file: 'probes.tap', format: 'tap', expected: 10 },
  {
    id: 'tokens',
    type: 'forbidden-tokens',
    title: 'No production token leaked',
    tokens: [{ text: 'PRODUCTION-PASS' }, { hex: '00ff00ff' }],
    files: ['logs/', 'probes.tap'],
  },
  { id: 'seal', type: 'seal', title: 'CI seal', seal: 'ci/seal.txt', covers: 'ci/artefact.bin' },
];

function rehearsal(): MemoryBundle {
  const bundle = new MemoryBundle({
    'run/entry/state.txt': 'state',
    'run/entry/sub/more.txt': 'more',
    'run/exit/state.txt': 'state',
    'run/exit/sub/more.txt': 'more',
    'probes.tap': `TAP version 14\n1..10\n${Array.from({ length: 10 }, (_, i) => `ok ${i + 1} - probe ${i + 1}\n`).join('')}`,
    'logs/a.log': 'PRODUCTION PASS is not what is forbidden, PRODUCTION-PAS neither',
    'logs/deep/b.log': 'nothing',
    'ci/artefact.bin': ARTEFACT,
    'ci/seal.txt': `${sha256(ARTEFACT)}  artefact.bin\n`,
  });
  for (const leg of LEGS) {
    bundle.set(`dumps/${leg}/before.sql`, `-- ${leg}\nCREATE TABLE t;\n`);
    bundle.set(`dumps/${leg}/after-apply.sql`, `-- ${leg}\nCREATE TABLE t; INSERT;\n`);
    bundle.set(`dumps/${leg}/after-rollback.sql`, `-- ${leg}\nCREATE TABLE t;\n`);
    bundle.set(`rows/${leg}/before.csv`, '1,a\n2,b\n2,b\n\n');
    bundle.set(`rows/${leg}/after-apply.csv`, '1,a\n2,b\n\n');
    bundle.set(`rows/${leg}/after-rollback.csv`, '2,b\n\n1,a\n2,b');
  }
  return bundle;
}

test('the rehearsal passes every check, with what was observed', async () => {
  const results = await evaluateChecks(CHECKS, rehearsal());
  assert.deepEqual(
    results.map(({ id, result }) => `${id} ${result}`),
    ['rollback pass', 'read-only pass', 'probes pass', 'tokens pass', 'seal pass'],
  );
  const [rollback, , probes, tokens, seal] = results;
  assert.equal(rollback?.observed['committed.before'], sha256('-- committed\nCREATE TABLE t;\n'));
  assert.equal(rollback?.observed['committed.rows.before'], rollback?.observed['committed.rows.afterRollback']);
  assert.deepEqual(probes?.observed, { probes: '10', failedClosed: '10', expected: '10' });
  assert.deepEqual(Object.keys(tokens?.observed ?? {}), ['files', 'bytes']);
  assert.deepEqual(seal?.observed, { stated: sha256(ARTEFACT), observed: sha256(ARTEFACT) });
  for (const { reason } of results) assert.match(reason, /^[A-Z].*\.$/);
});

const DEFECTS: [string, Check['id'], 'fail' | 'unknown', RegExp, (bundle: MemoryBundle) => void][] = [
  [
    'a leg that changed nothing',
    'rollback',
    'fail',
    /committed: nothing was changed/,
    (b) => b.set('dumps/committed/after-apply.sql', '-- committed\nCREATE TABLE t;\n'),
  ],
  [
    'a leg that was not rolled back',
    'rollback',
    'fail',
    /committed: the state after/,
    (b) => b.set('dumps/committed/after-rollback.sql', '-- x'),
  ],
  [
    'a row that came back once too few',
    'rollback',
    'fail',
    /committed\.rows: the state after/,
    (b) => b.set('rows/committed/after-rollback.csv', '1,a\n2,b\n\n'),
  ],
  [
    'an empty row that did not come back',
    'rollback',
    'fail',
    /committed\.rows: the state after/,
    (b) => b.set('rows/committed/after-rollback.csv', '1,a\n2,b\n2,b\n'),
  ],
  [
    'rows that were only put in another order',
    'rollback',
    'fail',
    /committed\.rows: nothing was changed/,
    (b) => b.set('rows/committed/after-apply.csv', '2,b\n2,b\n\n1,a\n'),
  ],
  [
    'a dump that is missing',
    'rollback',
    'unknown',
    /after-rollback\.sql is not in the bundle/,
    (b) => b.remove('dumps/committed/after-rollback.sql'),
  ],
  [
    'a dump that is a link',
    'rollback',
    'unknown',
    /before\.sql is a link/,
    (b) => b.set('dumps/committed/before.sql', 'x', 'symlink'),
  ],
  [
    'values that moved from one CSV record to another, line for line',
    'rollback',
    'fail',
    /committed\.rows: the state after/,
    (b) =>
      b
        .set('rows/committed/before.csv', '1,"a\nb"\n2,"c\nd"\n')
        .set('rows/committed/after-rollback.csv', '1,"a\nd"\n2,"c\nb"\n'),
  ],
  [
    'rows called CSV whose quotes are not CSV',
    'rollback',
    'unknown',
    /before\.csv is not CSV/,
    (b) => b.set('rows/committed/before.csv', '1,5" pipe\n'),
  ],
  [
    'rows that are a link',
    'rollback',
    'unknown',
    /before\.csv is a link/,
    (b) => b.set('rows/committed/before.csv', 'after-apply.csv', 'symlink'),
  ],
  [
    'rows that the vault lost',
    'rollback',
    'unknown',
    /before\.csv is not in the vault/,
    (b) => b.lost.add('rows/committed/before.csv'),
  ],
  [
    'rows that cannot be read to the end',
    'rollback',
    'unknown',
    /vault cannot be read: EIO/,
    (b) => b.unreadable.add('rows/committed/before.csv'),
  ],
  [
    'a file changed between entry and exit',
    'read-only',
    'fail',
    /is not the digest at entry/,
    (b) => b.set('run/exit/sub/more.txt', 'more!'),
  ],
  ['a file new at exit', 'read-only', 'fail', /is not the digest at entry/, (b) => b.set('run/exit/new', '')],
  [
    'a link new at exit',
    'read-only',
    'fail',
    /is not the digest at entry/,
    (b) => b.set('run/exit/new', 'x', 'symlink'),
  ],
  [
    'equal links at entry and exit',
    'read-only',
    'unknown',
    /run\/entry\/new is a link/,
    (b) => b.set('run/entry/new', '../../x', 'symlink').set('run/exit/new', '../../x', 'symlink'),
  ],
  [
    'no exit',
    'read-only',
    'unknown',
    /run\/exit\/ is not in the bundle/,
    (b) => b.remove('run/exit/state.txt').remove('run/exit/sub/more.txt'),
  ],
  [
    'a probe that did not fail closed',
    'probes',
    'fail',
    /1 of 10 probes/,
    (b) => b.set('probes.tap', tap(10).replace('ok 3', 'not ok 3')),
  ],
  [
    'a skipped probe',
    'probes',
    'fail',
    /1 of 10 probes/,
    (b) => b.set('probes.tap', tap(10).replace('probe 3', 'probe 3 # SKIP no network')),
  ],
  ['nine probes', 'probes', 'fail', /10 probes were expected, 9 were run/, (b) => b.set('probes.tap', tap(9))],
  [
    'a probe counted twice',
    'probes',
    'fail',
    /counted twice/,
    (b) => b.set('probes.tap', tap(10).replace('- probe 10', '- probe 9')),
  ],
  [
    'a cut-off result file',
    'probes',
    'unknown',
    /planned 10 tests and has 9/,
    (b) => b.set('probes.tap', tap(10).replace(/ok 10.*\n/, '')),
  ],
  ['no result file', 'probes', 'unknown', /not in the bundle/, (b) => b.remove('probes.tap').set('logs/x', '')],
  [
    'a result file that changed in the vault',
    'probes',
    'unknown',
    /not what was imported/,
    (b) => b.rotten.add('probes.tap'),
  ],
  [
    'a token across chunks',
    'tokens',
    'fail',
    /PRODUCTION-PASS occurs in logs\/deep\/b\.log, byte 3/,
    (b) => b.set('logs/deep/b.log', 'no PRODUCTION-PASS'),
  ],
  [
    'a token of bytes',
    'tokens',
    'fail',
    /00ff00ff occurs in logs\/deep\/b\.log, byte 1/,
    (b) => b.set('logs/deep/b.log', Uint8Array.of(1, 0, 255, 0, 255)),
  ],
  [
    'a folder with nothing in it',
    'tokens',
    'unknown',
    /logs\/ is not in the bundle/,
    (b) => b.remove('logs/a.log').remove('logs/deep/b.log'),
  ],
  [
    'a log that the vault lost',
    'tokens',
    'unknown',
    /logs\/a\.log is not in the vault/,
    (b) => b.lost.add('logs/a.log'),
  ],
  ['a log that cannot be read to the end', 'tokens', 'unknown', /EIO/, (b) => b.unreadable.add('logs/a.log')],
  [
    'bytes that the seal is not of',
    'seal',
    'fail',
    /is not that of the bytes/,
    (b) => b.set('ci/artefact.bin', 'other bytes'),
  ],
  ['no seal', 'seal', 'unknown', /ci\/seal\.txt is not in the bundle/, (b) => b.remove('ci/seal.txt')],
  [
    'nothing that is sealed',
    'seal',
    'unknown',
    /artefact\.bin is not in the bundle/,
    (b) => b.remove('ci/artefact.bin'),
  ],
  [
    'a seal of another file',
    'seal',
    'unknown',
    /states no digest/,
    (b) => b.set('ci/seal.txt', `${sha256(ARTEFACT)}  other.bin\n`),
  ],
  [
    'a seal of two lines',
    'seal',
    'unknown',
    /states no digest/,
    (b) => b.set('ci/seal.txt', `${sha256(ARTEFACT)}\n${sha256(ARTEFACT)}\n`),
  ],
  [
    'a tree hash over a file',
    'seal',
    'unknown',
    /states a tree hash/,
    (b) => b.set('ci/seal.txt', `swh:1:dir:${'a'.repeat(40)}\n`),
  ],
  ['an empty seal', 'seal', 'unknown', /states no digest/, (b) => b.set('ci/seal.txt', '')],
];

for (const [defect, id, expected, reason, damage] of DEFECTS) {
  test(`${defect}: ${id} is ${expected}, every other check passes`, async () => {
    const bundle = rehearsal();
    damage(bundle);
    for (const result of await evaluateChecks(CHECKS, bundle)) {
      if (result.id !== id) {
        // Tokens are searched in the result file too, so a missing or lost one takes both checks down.
        if (!(id === 'probes' && result.id === 'tokens')) assert.equal(result.result, 'pass', result.id);
        continue;
      }
      assert.equal(result.result, expected, result.reason);
      assert.match(result.reason, reason);
    }
  });
}

test('a seal over a folder may be any tree hash of it', async () => {
  const check: Check = { id: 's', type: 'seal', title: 'Folder', seal: 'ci/seal.txt', covers: 'run/entry/' };
  const bundle = rehearsal();
  const hashes = treeHashes(insideFolder(bundle.files, 'run/entry'));
  for (const stated of [hashes.dirHash, `swh:1:dir:${hashes.gitTreeSha1}`, hashes.sha256sumDot]) {
    assert.equal((await one(check, bundle.set('ci/seal.txt', stated))).result, 'pass', stated);
  }
  assert.equal((await one(check, bundle.set('ci/seal.txt', 'f'.repeat(64)))).result, 'fail');
});

test('folders that hold links are never shown to be equal', async () => {
  const links = (folder: string, target: string) => [`${folder}/db`, target, 'symlink'] as const;
  const bundle = new MemoryBundle({ 'live/db': 'rows', 'apply/db': 'changed' })
    .set(...links('before', '../live/db'))
    .set(...links('after', '../live/db'))
    .set(...links('elsewhere', '../apply/db'))
    .set('folder', 'live', 'symlink');
  const results = async (before: string, afterApply: string, afterRollback: string): Promise<string[]> => {
    const legs = [{ name: 'leg', before, afterApply, afterRollback }];
    const rollback = await one({ id: 'x', type: 'rollback-proof', title: 'T', legs }, bundle);
    const run = await one({ id: 'x', type: 'entry-exit', title: 'T', entry: before, exit: afterRollback }, bundle);
    return [rollback.result, run.result];
  };
  assert.deepEqual(await results('before/', 'apply/', 'after/'), ['unknown', 'unknown']);
  assert.deepEqual(await results('before/db', 'apply/db', 'after/db'), ['unknown', 'unknown']);
  assert.deepEqual(await results('live/', 'before/', 'folder/'), ['unknown', 'unknown']);
  assert.deepEqual(await results('before/', 'after/', 'elsewhere/'), ['fail', 'fail']);
});

test('a seal that does not cover the links of its folder does not hold for it', async () => {
  const check: Check = { id: 's', type: 'seal', title: 'Folder', seal: 'ci/seal.txt', covers: 'run/entry/' };
  const bundle = rehearsal().set('run/entry/link', 'state.txt', 'symlink');
  const { dirHash, gitTreeSha256, gitTreeSha1 } = treeHashes(insideFolder(bundle.files, 'run/entry'));
  assert.equal((await one(check, bundle.set('ci/seal.txt', dirHash))).result, 'unknown');
  assert.equal((await one(check, bundle.set('ci/seal.txt', gitTreeSha256))).result, 'pass');
  assert.equal((await one(check, bundle.set('ci/seal.txt', gitTreeSha1))).result, 'pass');
});

test('one path in two places proves nothing', async () => {
  const bundle = rehearsal();
  const twice: Check = { id: 'x', type: 'entry-exit', title: 'T', entry: 'probes.tap', exit: 'probes.tap' };
  assert.equal((await one(twice, bundle)).result, 'unknown');
  const same = { before: 'ci/seal.txt', afterApply: 'probes.tap', afterRollback: 'ci/seal.txt' };
  const legs = [{ name: 'leg', ...same }];
  assert.equal((await one({ id: 'x', type: 'rollback-proof', title: 'T', legs }, bundle)).result, 'unknown');
});

test('all files are searched but checks.json itself; what the import found is not searched again', async () => {
  const check: Check = { id: 't', type: 'forbidden-tokens', title: 'T', tokens: [{ text: 'SECRET' }], files: 'all' };
  const bundle = rehearsal()
    .set('checks.json', checksFileText([check]))
    .set('link', 'SECRET', 'symlink');
  assert.equal((await one(check, bundle)).result, 'pass');
  assert.equal((await one(check, bundle.set('x', 'a SECRET'))).result, 'fail');
  const scanned = Object.assign(rehearsal(), { scanned: () => [{ count: 3, first: 7 }] });
  for (const { path } of scanned.files) scanned.lost.add(path);
  assert.match((await one(check, scanned)).reason, /byte 7/);
});

test('a link in a folder that is searched leads to what is searched too, or the search is not whole', async () => {
  const tokens = [{ text: 'SECRET' }];
  const check: Check = { id: 't', type: 'forbidden-tokens', title: 'T', tokens, files: ['logs/', 'probes.tap'] };
  for (const [target, expected] of [
    ['a.log', 'pass'],
    ['./deep/../a.log', 'pass'],
    ['../probes.tap', 'pass'],
    ['deep', 'pass'],
    ['../ci/seal.txt', 'unknown'],
    ['../ci', 'unknown'],
    ['..', 'unknown'],
  ] as const) {
    const bundle = rehearsal().set('logs/latest.log', target, 'symlink');
    assert.equal((await one(check, bundle)).result, expected, target);
  }
});

test('where there is no file to search, no token is shown to be absent', async () => {
  const check: Check = { id: 't', type: 'forbidden-tokens', title: 'T', tokens: [{ text: 'SECRET' }], files: 'all' };
  const bundle = new MemoryBundle({ 'checks.json': checksFileText([check]) });
  assert.equal((await one(check, bundle)).result, 'unknown');
});

test('a token that was found outweighs a file that is missing', async () => {
  const tokens = [{ text: 'SECRET' }];
  const check: Check = { id: 't', type: 'forbidden-tokens', title: 'T', tokens, files: ['gone', 'logs/'] };
  const bundle = rehearsal();
  assert.equal((await one(check, bundle)).result, 'unknown');
  assert.equal(
    (await one(check, bundle.set('logs/x', 'SECRET SECRET'))).observed['token SECRET'],
    '2, first in logs/x, byte 0',
  );
  assert.equal((await one(check, bundle)).result, 'fail');
});

test('an exception that is no read error is a bug and stays one', async () => {
  const broken = Object.assign(rehearsal(), {
    readFile: () => {
      throw new TypeError('a bug');
    },
  });
  await assert.rejects(evaluateChecks(CHECKS, broken), TypeError);
});

test('checks.json is written and read back; every defect in it is a finding where it is', () => {
  assert.deepEqual(parseChecks(utf8(checksFileText(CHECKS))), { ok: true, value: CHECKS });
  const [rollback, readOnly] = CHECKS;
  for (const [json, where] of [
    [{ type: 'urn:holdfast:checks:v2', checks: [] }, /\/type$/],
    [{ type: 'urn:holdfast:checks:v1' }, /\/checks$/],
    [{ type: 'urn:holdfast:checks:v1', checks: [], more: 1 }, /checks\.json/],
    [file({ ...readOnly, more: 1 }), /checks\/0/],
    [file({ ...readOnly, type: 'other' }), /checks\/0\/type/],
    [file({ ...readOnly, entry: '../x' }), /checks\/0\/entry/],
    [file({ ...readOnly, entry: '/x' }), /checks\/0\/entry/],
    [file({ ...readOnly, entry: '' }), /checks\/0\/entry/],
    [file({ ...readOnly, title: '' }), /checks\/0\/title/],
    [file(readOnly, readOnly), /checks\.json/],
    [file({ ...rollback, legs: [LEG, LEG] }), /checks\/0\/legs/],
    [
      file({
        ...rollback,
        legs: [
          { ...LEG, rows: STATES },
          { ...LEG, name: 'leg.rows' },
        ],
      }),
      /checks\/0\/legs/,
    ],
    [file({ id: 't', type: 'forbidden-tokens', title: 'T', tokens: [{ text: '' }], files: 'all' }), /tokens/],
    [file({ id: 't', type: 'forbidden-tokens', title: 'T', tokens: [{ hex: '0' }], files: 'all' }), /tokens/],
    [file({ id: 't', type: 'forbidden-tokens', title: 'T', tokens: [], files: 'all' }), /tokens/],
    [file({ id: 'p', type: 'probe-results', title: 'T', file: 'a/', format: 'tap', expected: 1 }), /file/],
    [file({ id: 'p', type: 'probe-results', title: 'T', file: 'a', format: 'tap', expected: 0 }), /expected/],
  ] as const) {
    const read = parseChecks(utf8(JSON.stringify(json)));
    assert.ok(!read.ok, JSON.stringify(json));
    assert.deepEqual(new Set(read.error.map(({ code }) => code)), new Set(['evidence.checks-malformed']));
    assert.match(read.error[0]?.where ?? '', where);
  }
  const twice = parseChecks(utf8('{"type":"urn:holdfast:checks:v1","checks":[],"checks":[]}'));
  assert.deepEqual(!twice.ok && twice.error.map(({ code }) => code), ['json.duplicate-key']);
});

holdsAgainstAnyBytes('checks.json', utf8(checksFileText(CHECKS)), parseChecks, {
  alike: (checks) => utf8(checksFileText(checks)),
});

const STATES = { before: 'a', afterApply: 'b', afterRollback: 'c' };
const LEG = { name: 'leg', ...STATES };

function file(...checks: unknown[]): unknown {
  return { type: 'urn:holdfast:checks:v1', checks };
}

async function one(check: Check, bundle: Parameters<typeof evaluateChecks>[1]): Promise<CheckResult> {
  const [result] = await evaluateChecks([check], bundle);
  return result ?? assert.fail('no result');
}

function tap(count: number): string {
  return `TAP version 14\n1..${count}\n${Array.from({ length: count }, (_, i) => `ok ${i + 1} - probe ${i + 1}\n`).join('')}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
