import type { JobOutcome } from '../../../shared/contract/views.ts';
import { sayFailure } from '../../../shared/failure/say.ts';
import { hasError } from '../../../shared/finding/index.ts';
import { assertNever } from '../../../shared/result.ts';
import { strings } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { ReceiptsOfImport } from '../receipt/Receipts.tsx';

const text = strings.inbox.jobs;

/** How an import ended, with each finding in words. */
export function JobResult({ outcome }: { readonly outcome: JobOutcome }) {
  switch (outcome.kind) {
    case 'imported':
      return <Imported outcome={outcome} />;
    case 'refused':
      return (
        <>
          <p>
            <Badge tone="danger">{text.refused}</Badge>{' '}
            {saysMore(outcome) ? (
              <Untrusted text={sayFailure(outcome.failure)} />
            ) : (
              text.findings(outcome.findings.length)
            )}
          </p>
          <FindingList findings={outcome.findings} />
          {outcome.import === null ? null : <ReceiptsOfImport id={outcome.import} />}
        </>
      );
    case 'unknown':
      return (
        <p>
          <Badge tone="danger">{text.unknown}</Badge> <Untrusted text={sayFailure(outcome.failure)} />
        </p>
      );
    case 'interrupted':
      return (
        <>
          <p>
            <Badge tone="danger">{text.interrupted}</Badge> <Untrusted text={sayFailure(outcome.failure)} />
          </p>
          <p className="soft">{text.interruptedWayOut}</p>
        </>
      );
    case 'cancelled':
      return (
        <p className="soft">
          {text.cancelled} {outcome.isHeldUp ? text.heldUp : null}
        </p>
      );
    default:
      return assertNever(outcome, 'job outcome');
  }
}

/** Whether the reason is more than the findings, which follow it. */
function saysMore({ failure }: Extract<JobOutcome, { kind: 'refused' }>): boolean {
  return failure.code !== 'import/packet-refused';
}

function Imported({ outcome }: { readonly outcome: Extract<JobOutcome, { kind: 'imported' }> }) {
  const { findings } = outcome;
  const hasErrors = hasError(findings);
  return (
    <>
      <p>
        <Badge tone={hasErrors ? 'danger' : 'good'}>{hasErrors ? text.importedWithErrors : text.imported}</Badge>{' '}
        {findings.length === 0 ? null : text.findings(findings.length)}
      </p>
      {outcome.wasTooLateToCancel ? <p className="soft">{text.tooLateToCancel}</p> : null}
      <FindingList findings={findings} />
      <ReceiptsOfImport id={outcome.import} />
    </>
  );
}
