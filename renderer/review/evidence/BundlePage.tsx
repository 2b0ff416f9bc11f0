import './evidence.css';
import { useCallback } from 'react';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { countChecks } from '../../../shared/evidence/checks/counts.ts';
import { hasGitIds } from '../../../shared/evidence/git-ids.ts';
import type { BundleRecord, NamedSpelling } from '../../../shared/evidence/types.ts';
import { vouchersOf } from '../../../shared/evidence/vouchers.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import { strings, utc } from '../../strings/index.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Fields } from '../../ui/Fields.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { Explorer } from '../explorer/Explorer.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { BUNDLE_PARTS, type BundlePart, type FilePlace } from '../hooks/route.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useMarkRead } from '../hooks/use-mark-read.ts';
import { Answered } from '../parts/Answered.tsx';
import { BundleFindings } from '../parts/BundleFindings.tsx';
import { Verdict } from '../parts/Verdict.tsx';
import { Receipts } from '../receipt/Receipts.tsx';
import { BundleChecks } from './BundleChecks.tsx';
import { GitIds } from './GitIds.tsx';
import { TreeHashTable } from './TreeHashTable.tsx';

const text = strings.evidence;

interface BundlePageProps {
  readonly bundle: Sha256;
  readonly part: BundlePart;
  readonly file: FilePlace | null;
}

/** One evidence bundle: what came of verifying it, and what is in it. */
export function BundlePage({ bundle, part, file }: BundlePageProps) {
  const { go } = useReview();
  const [asked, renew] = useAnswer(useCallback(() => ask('bundle/get', { bundle }), [bundle]));
  useMarkRead(bundle, asked.state === 'ready');
  return (
    <div className={part === 'files' ? 'bundle-files' : 'page page-wide'}>
      <button type="button" className="button-quiet back" onClick={() => go({ at: 'evidence' })}>
        {text.back}
      </button>
      <Answered asked={asked} renew={renew}>
        {(record) => (
          <>
            <Head record={record} part={part} />
            <Tabs
              label={text.parts.label}
              tabs={BUNDLE_PARTS.map((name) => ({ name, words: text.parts[name], count: countOf(record, name) }))}
              current={part}
              show={(name) => go({ at: 'bundle', bundle, part: name })}
              panel="bundle-part"
            />
            <div role="tabpanel" id="bundle-part" aria-labelledby={`tab-${part}`} className="bundle-part">
              {part === 'files' ? <Explorer record={record} file={file} /> : <Record record={record} />}
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

function countOf({ summary }: BundleRecord, part: BundlePart): string {
  return part === 'files' ? strings.format.integer(summary.files) : '';
}

/** What it is called and what came of it, above both parts. */
function Head({ record, part }: { readonly record: BundleRecord; readonly part: BundlePart }) {
  const verdict = (
    <Verdict verdict={record.verdict} checks={countChecks(record.checks)} errors={errorsIn(record.findings)} />
  );
  return (
    <>
      <PageTitle
        lead={part === 'files' ? undefined : text.verdictNote[record.verdict]}
        aside={part === 'files' ? verdict : undefined}
      >
        <Untrusted text={record.label} />
      </PageTitle>
      {part === 'files' ? null : <p className="answer">{verdict}</p>}
    </>
  );
}

function Record({ record }: { readonly record: BundleRecord }) {
  const { summary, findings, checks } = record;
  const vouchers = vouchersOf(record, null);
  return (
    <>
      <section aria-labelledby="checks-title">
        <h2 id="checks-title">{text.checks.title}</h2>
        <p className="soft">{text.checks.note}</p>
        <BundleChecks bundle={record.id} checks={checks} />
      </section>
      <section aria-labelledby="findings-title">
        <h2 id="findings-title">{text.findings.title}</h2>
        {findings.length === 0 ? (
          <p className="soft">{text.findings.none}</p>
        ) : (
          <BundleFindings bundle={record.id} findings={findings} />
        )}
      </section>
      <div className="card">
        <Fields
          rows={[
            [text.fields.files, strings.format.integer(summary.files)],
            [text.fields.bytes, strings.format.exactSize(summary.bytes)],
            [text.fields.form, strings.terms.bundleForm[record.form]],
            [text.fields.layout, strings.terms.layout[record.layout]],
            ...(vouchers.length === 0
              ? []
              : [[text.fields.vouchedBy, <Say key="vouchers" it={text.vouchers(vouchers)} />] as const]),
            [text.fields.imported, utc(record.importedAt)],
          ]}
        />
      </div>
      <Receipts id={record.id} />
      <section aria-labelledby="hashes-title">
        <h2 id="hashes-title">{text.hashes.title}</h2>
        <p className="soft">{text.hashes.note}</p>
        <TreeHashTable name={text.hashes.title} hashes={summary} />
        {hasGitIds(record) ? null : (
          <>
            <p className="soft">{text.hashes.gitNote}</p>
            <GitIds bundles={[record.id]} />
          </>
        )}
        <OtherSpellings record={record} />
      </section>
    </>
  );
}

function errorsIn(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}

const SPELLINGS: readonly NamedSpelling[] = ['withTopFolder', 'withoutTopFolder', 'payload'];

/** The same tree with its root spelled in the other ways that a packet's author may have hashed it. */
function OtherSpellings({ record }: { readonly record: BundleRecord }) {
  const { spellings = {} } = record;
  const named = SPELLINGS.map((spelling) => ({ spelling, hashes: spellings[spelling] }));
  const inner = (spellings.inner ?? []).map((hashes) => ({ spelling: 'inner' as const, hashes }));
  return inOrder([...named, ...inner], ({ spelling, hashes }) =>
    hashes === undefined ? null : (
      <Disclosure summary={text.hashes.otherwise(spelling)}>
        <TreeHashTable name={text.hashes.otherwise(spelling)} hashes={hashes} />
      </Disclosure>
    ),
  );
}
