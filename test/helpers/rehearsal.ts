import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Check, checksFileText } from '../../shared/evidence/checks/checks-file.ts';

/**
 * The rehearsal that the first packet tells of, as an evidence bundle: a table that is really changed and rolled back
 * on three legs, dumped before, after and after the rollback; ten bad-input probes; logs without a production token;
 * a CI seal that does not exist yet.
 */
export const REHEARSAL_CHECKS: readonly Check[] = [
  {
    id: 'rollback',
    type: 'rollback-proof',
    title: 'Rollback proven on three legs',
    legs: ['transactional', 'committed', 'snapshot-restore'].map((name) => ({
      name,
      ...statesOf(`dumps/${name}`, 'sql'),
      rows: statesOf(`rows/${name}`, 'csv'),
    })),
  },
  {
    id: 'probes',
    type: 'probe-results',
    title: 'Ten of ten bad-input probes fail closed',
    file: 'probes/test-result.json',
    format: 'in-toto-test-result',
    expected: 10,
  },
  {
    id: 'tokens',
    type: 'forbidden-tokens',
    title: 'No production token leaked',
    tokens: [{ text: 'production-PASS' }, { text: 'production-seal' }],
    files: 'all',
  },
  {
    id: 'seal',
    type: 'seal',
    title: 'CI seal over the plan',
    seal: 'ci/seal.txt',
    covers: 'ci/plan.sql',
  },
];

function statesOf(folder: string, suffix: string) {
  const at = (state: string): string => `${folder}/${state}.${suffix}`;
  return { before: at('before'), afterApply: at('after-apply'), afterRollback: at('after-rollback') };
}

interface Row {
  readonly id: number;
  readonly name: string;
  readonly note: string | null;
}

const BEFORE: readonly Row[] = Array.from({ length: 400 }, (_, i) => ({
  id: i + 1,
  name: `fixture ${(i * 7919) % 400}`,
  note: null,
}));

const apply = (rows: readonly Row[]): readonly Row[] =>
  rows.map((row) => (row.id % 3 === 0 ? { ...row, note: `migrated ${row.id}` } : row));
const undo = (rows: readonly Row[]): readonly Row[] => rows.map((row) => ({ ...row, note: null }));

/** A table as pg_dump writes it: rows in the order in which they lie. */
const dump = (rows: readonly Row[]): string =>
  [
    '-- PostgreSQL database dump',
    'CREATE TABLE public.birth (id integer NOT NULL, name text NOT NULL, note text);',
    'COPY public.birth (id, name, note) FROM stdin;',
    ...rows.map(({ id, name, note }) => `${id}\t${name}\t${note ?? '\\N'}`),
    '\\.',
    '',
  ].join('\n');

const csv = (rows: readonly Row[]): string =>
  rows.map(({ id, name, note }) => `${id},${name},${note ?? ''}\n`).join('');

/** What each leg leaves: rolled back with its transaction, undone by a second migration, restored from a snapshot. */
const LEGS: Readonly<Record<string, (rows: readonly Row[]) => readonly Row[]>> = {
  transactional: () => BEFORE,
  committed: (applied) => undo(applied),
  'snapshot-restore': () => structuredClone(BEFORE),
};

/** The bundle's files by path, `checks.json` among them. */
export function rehearsalFiles(): Record<string, string> {
  const files: Record<string, string> = {
    'ci/plan.sql': "UPDATE public.birth SET note = 'migrated ' || id WHERE id % 3 = 0;\n",
    'logs/rehearsal.log': 'BEGIN\nUPDATE 133\nROLLBACK\n',
    'probes/test-result.json': testResult(PROBES),
    'probes/results.xml': junit(PROBES),
    'probes/results.tap': tap(PROBES),
    'checks.json': checksFileText(REHEARSAL_CHECKS),
  };
  for (const [leg, rollBack] of Object.entries(LEGS)) {
    const applied = apply(BEFORE);
    const restored = rollBack(applied);
    files[`dumps/${leg}/before.sql`] = dump(BEFORE);
    files[`dumps/${leg}/after-apply.sql`] = dump(applied);
    files[`dumps/${leg}/after-rollback.sql`] = dump(restored);
    files[`rows/${leg}/before.csv`] = csv(BEFORE);
    files[`rows/${leg}/after-apply.csv`] = csv(applied);
    files[`rows/${leg}/after-rollback.csv`] = csv([...restored].reverse());
  }
  return files;
}

const PROBES = Array.from({ length: 10 }, (_, i) => `bad input ${i + 1} is refused`);

function testResult(passedTests: readonly string[]): string {
  return `${JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'rehearsal', digest: { sha256: '0'.repeat(64) } }],
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: { result: 'PASSED', configuration: [], passedTests, warnedTests: [], failedTests: [] },
  })}\n`;
}

function junit(names: readonly string[]): string {
  const cases = names.map((name) => `  <testcase classname="probes" name="${name}"/>`);
  return `<?xml version="1.0"?>\n<testsuite name="probes" tests="${names.length}" failures="0" errors="0">\n${cases.join('\n')}\n</testsuite>\n`;
}

function tap(names: readonly string[]): string {
  return `TAP version 14\n1..${names.length}\n${names.map((name, i) => `ok ${i + 1} - ${name}\n`).join('')}`;
}

/** Writes files by path below a folder. */
export function writeTree(root: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}
