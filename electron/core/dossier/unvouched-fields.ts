import { fromUtf8 } from '../../../shared/encoding/bytes.ts';
import { toCanonicalJson, type WritableJson } from '../../../shared/encoding/canonical-json.ts';
import type { BundleRecord } from '../../../shared/evidence/types.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';
import { checkRecords, evidenceRecord } from '../../../shared/statement/evidence-records.ts';
import type { Statement } from '../../../shared/statement/statement.ts';
import type { ReadStatement } from './read-input.ts';

/**
 * The fields of a bundle's record that no signed statement of the dossier states, and that do not follow from its
 * manifest. Its tree hashes are always stated: a tree that no statement names has no record in a dossier.
 */
export function unvouchedFields(
  record: BundleRecord,
  statements: readonly ReadStatement[],
  entries: readonly JournalEntry[],
): readonly string[] {
  const said = statements.flatMap(({ statement }) => saidOf(record, statement));
  const labels = entries.flatMap(({ event }) =>
    event.kind === 'import-finished' && event.what === 'bundle' && event.id === record.id ? [event.label] : [],
  );
  const { label, form, layout, findings, checks } = record;
  const { files, bytes, verdict } = evidenceRecord(record, null);
  const isSaid = (name: keyof Said, value: WritableJson): boolean =>
    said.some((one) => one[name] !== undefined && isSame(one[name], value));
  const listed = findings.map(({ code, severity, where, observed, expected }) => {
    return { code, severity, where, observed: observed ?? null, expected: expected ?? null };
  });
  const vouched: readonly (readonly [string, boolean])[] = [
    ['label', labels.includes(label) || isSaid('label', label)],
    ['form', isSaid('form', form)],
    ['layout', isSaid('layout', layout)],
    ['summary.files', isSaid('files', files)],
    ['summary.bytes', isSaid('bytes', bytes)],
    ['verdict', isSaid('verdict', verdict)],
    ['findings', isSaid('findings', listed)],
    ['checks', isSaid('checks', [...checkRecords(record)])],
    ['checks[].title', checks.length === 0],
    ['spellings', false],
    ['manifests', false],
    ['asListed', false],
    ['importedAt', false],
  ];
  return vouched.filter(([, isVouched]) => !isVouched).map(([name]) => name);
}

/** What one statement says of a bundle. */
interface Said {
  readonly label?: string;
  readonly form?: string;
  readonly layout?: string;
  readonly files: number;
  readonly bytes: number;
  readonly verdict: string;
  readonly checks: WritableJson;
  readonly findings?: WritableJson;
}

function saidOf({ id }: BundleRecord, { predicate }: Statement): readonly Said[] {
  if (!('evidence' in predicate)) return [];
  const checks = predicate.checks.filter(({ evidence }) => evidence === id);
  const isWhole = 'receiptId' in predicate && predicate.findingsTotal === predicate.findings.length;
  return predicate.evidence
    .filter(({ treeHashes }) => treeHashes.dirHash === id)
    .map(({ label, files, bytes, verdict, ...rest }) => ({
      label,
      files,
      bytes,
      verdict,
      checks,
      ...('form' in rest ? { form: rest.form, layout: rest.layout } : {}),
      ...(isWhole ? { findings: predicate.findings } : {}),
    }));
}

function isSame(one: WritableJson, other: WritableJson): boolean {
  return fromUtf8(toCanonicalJson(one)) === fromUtf8(toCanonicalJson(other));
}
