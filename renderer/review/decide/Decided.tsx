import './decided.css';
import type { DecisionView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { strings, utc } from '../../strings/index.ts';
import { Say } from '../../ui/Untrusted.tsx';
import { ExportDecision } from './ExportDecision.tsx';

const text = strings.decide.decided;

interface DecidedProps {
  readonly decision: DecisionView;
  /** The decision that was signed in this panel a moment ago. */
  readonly justSigned: Sha256 | null;
  readonly renew: () => void;
}

/** The decision that is in force, whether it has left the station, and the way out. */
export function Decided({ decision, justSigned, renew }: DecidedProps) {
  const { envelope, option, sequence, exportedAt } = decision;
  return (
    <section className="decided" aria-label={text.label}>
      <p className="decided-head" role="status">
        <Say
          it={
            exportedAt === null ? text.notExported(option, sequence) : text.exported(option, sequence, utc(exportedAt))
          }
        />
      </p>
      <ExportDecision
        key={envelope}
        decision={decision}
        isNext={exportedAt === null}
        takesFocus={justSigned === envelope}
        renew={renew}
      />
    </section>
  );
}
