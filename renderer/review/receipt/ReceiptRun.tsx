import { useCallback } from 'react';
import { RUN_LIMIT } from '../../../shared/contract/limits.ts';
import type { RunView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Say } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { missingRoles } from '../hooks/session.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useCeremony } from '../hooks/use-ceremony.ts';
import { CeremonyState } from '../parts/CeremonyState.tsx';
import { RunResult } from '../parts/RunResult.tsx';

/** The receipts of these imports that nobody has signed yet, in one signing run; nothing where there are fewer than two. */
export function ReceiptRun({ imports }: { readonly imports: readonly string[] }) {
  const { station } = useReview();
  const [asked] = useAnswer(useCallback(() => ask('receipt/unsigned', {}), []));
  const { ceremony, follow } = useCeremony<RunView>();
  const { session } = station;
  const unsigned =
    asked.state === 'ready' ? imports.filter((one) => asked.value.includes(one)).slice(0, RUN_LIMIT) : [];
  const mayBegin = session !== null && missingRoles(station, 'receipt/sign-run') === null;
  const isOffered = mayBegin && unsigned.length > 1;
  if (!isOffered && ceremony.state === 'none') return null;
  return (
    <>
      {isOffered ? (
        <div className="actions">
          <button
            type="button"
            disabled={ceremony.state === 'open' || station.journal.readOnly !== null}
            onClick={() => follow(ask('receipt/sign-run', { imports: [...unsigned] }))}
          >
            <Say it={strings.receipt.signRun(unsigned.length, session.name)} />
          </button>
        </div>
      ) : null}
      {ceremony.state === 'done' ? <RunResult run={ceremony.done} /> : <CeremonyState ceremony={ceremony} />}
    </>
  );
}
