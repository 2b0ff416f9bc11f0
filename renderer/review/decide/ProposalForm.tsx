import { REASON_LIMIT } from '../../../shared/contract/limits.ts';
import type { PacketView } from '../../../shared/contract/views.ts';
import type { OptionAvailability } from '../../../shared/rules/types.ts';
import { strings } from '../../strings/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import type { Draft } from '../../workspace/rows.ts';
import { LockItems } from '../parts/LockItems.tsx';
import { Acknowledgements } from './Acknowledgements.tsx';
import { owedFor } from './owed.ts';
import type { ChangeDraft } from './use-draft.ts';

const text = strings.decide;

/** The count of what is left is shown only where it begins to matter. */
const NEAR_LIMIT = 500;

interface ProposalFormProps {
  readonly view: PacketView;
  readonly option: OptionAvailability;
  readonly draft: Draft;
  readonly isKept: boolean;
  readonly canSign: boolean;
  readonly isLinkUp: boolean;
  readonly change: ChangeDraft;
  readonly clear: () => void;
  readonly sign: () => void;
}

/** What choosing anything but the default owes: a reason, and everything that is acknowledged by itself. */
export function ProposalForm({
  view,
  option,
  draft,
  isKept,
  canSign,
  isLinkUp,
  change,
  clear,
  sign,
}: ProposalFormProps) {
  const owed = owedFor(option, draft);
  const left = REASON_LIMIT - draft.reason.length;
  const mutates = view.reading.packet.options.some((one) => one.id === option.option && one.mutates);
  return (
    <div className="proposal">
      {option.cautions.length === 0 ? null : (
        <Notice tone={mutates ? 'danger' : 'amber'} title={mutates ? text.mutates : strings.packet.option.cautions}>
          <LockItems locks={option.cautions} />
        </Notice>
      )}
      <label className="field">
        <span>{text.reason}</span>
        <textarea
          required
          rows={4}
          maxLength={REASON_LIMIT}
          value={draft.reason}
          onChange={(event) => {
            const reason = event.target.value;
            change((before) => ({ ...before, reason }));
          }}
        />
      </label>
      {left > NEAR_LIMIT ? null : <p className="soft number">{text.reasonLeft(left)}</p>}
      {option.owed.length === 0 ? null : (
        <Acknowledgements option={option} blockers={view.reading.packet.blockers} draft={draft} change={change} />
      )}
      <div className="owed" role="status">
        {owed.reason ? <p>{text.owed.reason}</p> : null}
        {owed.acknowledgements > 0 ? <p>{text.owed.acknowledgements(owed.acknowledgements)}</p> : null}
      </div>
      <button
        type="button"
        className="button-wide"
        disabled={!canSign || owed.reason || owed.acknowledgements > 0}
        onClick={sign}
      >
        <Say it={(isLinkUp ? text.signDespiteLink : text.sign)(option.option)} />
      </button>
      {isKept ? (
        <p className="draft-line soft">
          {text.draftKept}{' '}
          <button type="button" className="button-link" onClick={clear}>
            {text.clear}
          </button>
        </p>
      ) : (
        <Notice tone="amber">{text.draftFailed}</Notice>
      )}
    </div>
  );
}
