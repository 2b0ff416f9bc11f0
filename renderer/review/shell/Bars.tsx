import './bars.css';
import type { ReactNode } from 'react';
import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { PracticeBar } from '../../ui/PracticeBar.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';
import { usePractice } from '../hooks/use-practice.ts';

const { airgap: link, journalReadOnly, practice } = strings.shell;

/** Across the whole window: a link that is up, and a journal that takes nothing. Nothing while neither is so. */
export function Bars() {
  const { airgap, journal } = useReview().station;
  return (
    <>
      <Practice />
      {link.isCalm(airgap) ? null : (
        <Bar look="bar-alarm" label={link.label} action={link.show}>
          <strong>
            <Untrusted
              text={airgap.linksUp.length === 0 ? link.probeFailed : link.up(airgap.linksUp.map(({ name }) => name))}
            />
          </strong>{' '}
          {airgap.linksUp.length === 0 ? link.probeFailedNote : link.takeDown}
        </Bar>
      )}
      {journal.readOnly === null ? null : (
        <Bar look="bar-danger" action={journalReadOnly.show}>
          <strong>{journalReadOnly.title}</strong> <Untrusted text={journal.readOnly} /> {journalReadOnly.wayOut}
        </Bar>
      )}
    </>
  );
}

/** That nothing here counts, what to do, and the way out. */
function Practice() {
  const { go } = useReview();
  const { leave, isChanging, failure } = usePractice();
  return (
    <PracticeBar>
      <button type="button" onClick={() => go({ at: 'inbox' })}>
        {practice.steps}
      </button>
      <button type="button" disabled={isChanging} onClick={leave}>
        {practice.leave}
      </button>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </PracticeBar>
  );
}

interface BarProps {
  readonly look: 'bar-alarm' | 'bar-danger';
  readonly label?: string;
  /** Leads to the station's page. */
  readonly action: string;
  readonly children: ReactNode;
}

/** What is so, and the one thing to do about it. */
function Bar({ look, label, action, children }: BarProps) {
  const { go } = useReview();
  return (
    <section className={`bar ${look}`} role="alert" aria-label={label}>
      <p>{children}</p>
      <button type="button" onClick={() => go({ at: 'station' })}>
        {action}
      </button>
    </section>
  );
}
