import { countChecks } from '../../../shared/evidence/checks/counts.ts';
import type { BundleRecord, EvidenceReferenceState, TreeMatch } from '../../../shared/evidence/types.ts';
import { verdictFor } from '../../../shared/evidence/verdict.ts';
import { whyNot } from '../../../shared/evidence/why-not.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import { strings } from '../../strings/index.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Digest } from '../../ui/Digest.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { BundleChecks } from '../evidence/BundleChecks.tsx';
import { GitIds } from '../evidence/GitIds.tsx';
import { useReview } from '../hooks/context.ts';
import { BundleFindings } from '../parts/BundleFindings.tsx';
import { Verdict } from '../parts/Verdict.tsx';

const text = strings.packet.evidence;

const TONE: Readonly<Record<TreeMatch['kind'], Tone>> = {
  matched: 'good',
  unmatched: 'danger',
  'not-computed': 'amber',
  'not-supplied': 'amber',
};

/** Each tree hash that the packet names: supplied or not, matched or not, and what the bundle holds. */
export function EvidenceReferences({ references }: { readonly references: readonly EvidenceReferenceState[] }) {
  if (references.length === 0) return <p className="soft">{text.none}</p>;
  return inOrder(references, (one) => <Reference reference={one} />);
}

function Reference({ reference }: { readonly reference: EvidenceReferenceState }) {
  const { go } = useReview();
  const { match, treeHash, bundles } = reference;
  return (
    <section className="card" aria-label={treeHash}>
      <p>
        <Badge tone={TONE[match.kind]}>{text.states[match.kind]}</Badge> {text.match(match)}
      </p>
      <p className="soft">{text.reference}</p>
      <Digest text={treeHash} what={text.reference} />
      {match.kind === 'not-supplied' ? (
        <div className="actions">
          <button type="button" onClick={() => go({ at: 'inbox' })}>
            {text.importIt}
          </button>
        </div>
      ) : null}
      {match.kind === 'unmatched' && bundles.length > 0 ? <p className="soft">{text.comparedWith}</p> : null}
      {match.kind === 'not-computed' ? (
        <>
          <GitIds bundles={bundles.map(({ id }) => id)} />
          <p className="soft">{text.toCompute}</p>
        </>
      ) : null}
      {bundles.map((bundle) => (
        <Bundle
          key={bundle.id}
          bundle={bundle}
          named={match.kind === 'matched' ? treeHash : null}
          why={match.kind === 'unmatched' ? whyNot(treeHash, bundle) : null}
        />
      ))}
    </section>
  );
}

interface BundleProps {
  readonly bundle: BundleRecord;
  /** The tree hash by which the packet names it, where it matched. */
  readonly named: string | null;
  /** What its manifests tell of a hash that is not its own. */
  readonly why: Finding | null;
}

function Bundle({ bundle, named, why }: BundleProps) {
  const { go } = useReview();
  const verdict = verdictFor(bundle, named);
  const errors = bundle.findings.filter(({ severity }) => severity === 'error').length;
  return (
    <div className="bundle-brief">
      <div className="card-head">
        <p>
          <Untrusted text={bundle.label} />{' '}
          <Verdict verdict={verdict} checks={countChecks(bundle.checks)} errors={errors} />
        </p>
        <button type="button" onClick={() => go({ at: 'bundle', bundle: bundle.id })}>
          {text.openBundle}
        </button>
      </div>
      {why === null ? null : <FindingList findings={[why]} />}
      {named !== null ? (
        <>
          {verdict === bundle.verdict ? null : <p className="soft">{text.vouches}</p>}
          <BundleChecks bundle={bundle.id} checks={bundle.checks} />
          <BundleFindings bundle={bundle.id} findings={bundle.findings} />
        </>
      ) : null}
    </div>
  );
}
