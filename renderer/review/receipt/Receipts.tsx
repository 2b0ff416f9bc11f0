import './receipt.css';
import { useCallback } from 'react';
import type { ImportReceiptsView, ReceiptView } from '../../../shared/contract/receipt-views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { strings, utc } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { missingRoles } from '../hooks/session.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useCeremony } from '../hooks/use-ceremony.ts';
import { Answered } from '../parts/Answered.tsx';
import { CeremonyState } from '../parts/CeremonyState.tsx';
import { NeedsRole } from '../parts/NeedsRole.tsx';
import { StatedVerdict } from '../parts/Verdict.tsx';

const text = strings.receipt;

/** The receipts of a packet or a bundle, import by import. */
export function Receipts({ id }: { readonly id: Sha256 }) {
  const [asked, renew] = useAnswer(useCallback(() => ask('receipt/list', { id }), [id]));
  return (
    <section className="card" aria-labelledby="receipts-title">
      <h2 id="receipts-title">{text.title}</h2>
      <p className="soft">{text.lead}</p>
      <Answered asked={asked} renew={renew}>
        {(imports) =>
          imports.length === 0 ? (
            <p className="soft">{text.none}</p>
          ) : (
            imports.map((one) => <ImportReceipts key={one.endedAt + one.import} of={one} />)
          )
        }
      </Answered>
    </section>
  );
}

/** The same of one import that has just ended, a refused one too, on a page that says who has to sign in. */
export function ReceiptsOfImport({ id }: { readonly id: string }) {
  const [asked, renew] = useAnswer(useCallback(() => ask('receipt/list', { import: id }), [id]));
  return (
    <Answered asked={asked} renew={renew}>
      {(imports) => imports.map((one) => <ImportReceipts key={one.endedAt} of={one} mayBeSilent />)}
    </Answered>
  );
}

interface ImportReceiptsProps {
  readonly of: ImportReceiptsView;
  /** Says nothing of the roles that signing needs. */
  readonly mayBeSilent?: boolean;
}

function ImportReceipts({ of: { import: id, medium, endedAt, receipts }, mayBeSilent = false }: ImportReceiptsProps) {
  return (
    <div className="receipt">
      <p>
        {receipts.length > 0 ? <Badge tone="good">{text.signed}</Badge> : <Badge tone="amber">{text.notSigned}</Badge>}{' '}
        <span className="soft">
          {medium === '' ? null : <Say it={text.from(medium)} />} ·{' '}
          <span className="nowrap tabular">{text.at(utc(endedAt))}</span>
        </span>
      </p>
      {receipts.map((one) => (
        <Receipt key={one.envelope} receipt={one} />
      ))}
      {receipts.length > 0 ? null : id === null ? (
        <p className="soft">{text.cannot}</p>
      ) : (
        <SignReceipt id={id} mayBeSilent={mayBeSilent} />
      )}
    </div>
  );
}

function Receipt({ receipt: { signers, signedAt, verdict, findings } }: { readonly receipt: ReceiptView }) {
  return (
    <>
      <p>
        <StatedVerdict verdict={verdict} /> <Say it={text.signedBy(signers.join(', '))} /> ·{' '}
        <span className="nowrap tabular">{text.at(utc(signedAt))}</span>
      </p>
      {findings.length === 0 ? null : (
        <>
          <Notice tone="danger" title={text.differs} />
          <FindingList findings={findings} />
        </>
      )}
    </>
  );
}

/** The way to the signing window, for whoever is signed in. */
function SignReceipt({ id, mayBeSilent }: { readonly id: string; readonly mayBeSilent: boolean }) {
  const { station } = useReview();
  const { ceremony, follow } = useCeremony();
  const { session } = station;
  if (missingRoles(station, 'receipt/sign') !== null) {
    return mayBeSilent ? null : <NeedsRole channel="receipt/sign" what={text.toSign} />;
  }
  if (session === null) return null;
  return (
    <>
      <div className="actions">
        <button
          type="button"
          disabled={ceremony.state === 'open' || station.journal.readOnly !== null}
          onClick={() => follow(ask('receipt/sign', { import: id }))}
        >
          <Say it={text.sign(session.name)} />
        </button>
      </div>
      <CeremonyState ceremony={ceremony} />
    </>
  );
}
