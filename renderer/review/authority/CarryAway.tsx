import type { ExportView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { missingRoles } from '../hooks/session.ts';
import { useFolderWork } from '../hooks/use-folder-work.ts';
import { Silence } from '../parts/Silence.tsx';

const text = strings.authority.carry;

/** Writes a discharge to a folder, for the actors whose keys are on another station. */
export function CarryAway({ envelope, blocker }: { readonly envelope: Sha256; readonly blocker: string }) {
  const { station } = useReview();
  const { work, begin } = useFolderWork<ExportView>('destination');
  const mayCarry = missingRoles(station, 'authority/export') === null;
  const write = () => begin((destination) => ask('authority/export', { envelope, destination }));
  return (
    <>
      <div className="actions">
        <button
          type="button"
          aria-label={text.away(escapeVisible(blocker))}
          disabled={!mayCarry || work.state === 'working'}
          onClick={write}
        >
          {text.awayShort}
        </button>
      </div>
      {work.state === 'working' ? <Silence folder={work.folder} /> : null}
      {work.state === 'refused' ? <FailureNotice problem={work.problem} /> : null}
      {work.state === 'done' ? (
        <Notice tone="good">
          <Say it={text.done(work.done.folder, work.done.medium)} />
        </Notice>
      ) : null}
    </>
  );
}
