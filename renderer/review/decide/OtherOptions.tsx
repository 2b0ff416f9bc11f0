import type { PacketView } from '../../../shared/contract/views.ts';
import type { OptionAvailability } from '../../../shared/rules/types.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import type { Draft } from '../../workspace/rows.ts';
import { useReview } from '../hooks/context.ts';
import { ProposalForm } from './ProposalForm.tsx';
import type { ChangeDraft } from './use-draft.ts';

const text = strings.decide;

interface OtherOptionsProps {
  readonly view: PacketView;
  readonly draft: Draft;
  readonly isKept: boolean;
  readonly canSign: boolean;
  readonly isLinkUp: boolean;
  readonly change: ChangeDraft;
  readonly clear: () => void;
  readonly sign: (option: OptionAvailability, draft: Draft) => void;
}

/** Everything but the default: locked ones say why and cannot be picked. */
export function OtherOptions({ view, draft, isKept, canSign, isLinkUp, change, clear, sign }: OtherOptionsProps) {
  const others = view.options.filter((one) => !one.isDefault);
  const picked = others.find((one) => one.available && one.option === draft.option);
  if (others.length === 0) return <p className="soft">{text.noOthers}</p>;
  return (
    <section>
      <fieldset className="choices">
        <legend>{text.others}</legend>
        {inOrder(others, (one) => (
          <Choice
            option={one}
            isPicked={one === picked}
            pick={() => change((before) => ({ ...before, option: one.option }))}
            view={view}
          />
        ))}
      </fieldset>
      {picked === undefined ? null : (
        <ProposalForm
          view={view}
          option={picked}
          draft={draft}
          isKept={isKept}
          canSign={canSign}
          isLinkUp={isLinkUp}
          change={change}
          clear={clear}
          sign={() => sign(picked, draft)}
        />
      )}
    </section>
  );
}

interface ChoiceProps {
  readonly view: PacketView;
  readonly option: OptionAvailability;
  readonly isPicked: boolean;
  readonly pick: () => void;
}

function Choice({ view, option, isPicked, pick }: ChoiceProps) {
  const { go } = useReview();
  const seeWhy = () => go({ at: 'packet', packet: view.summary.sha256, part: 'glance', show: option.option });
  return (
    <div className="choice">
      <label className="check">
        <input type="radio" name="option" checked={isPicked} disabled={!option.available} onChange={pick} />
        <Untrusted text={option.option} mono />
      </label>
      {option.available ? null : (
        <p className="choice-lock">
          {text.locked(option.locks.length)}{' '}
          <button
            type="button"
            className="button-link"
            aria-label={text.whyOption(escapeVisible(option.option))}
            onClick={seeWhy}
          >
            {text.why}
          </button>
        </p>
      )}
    </div>
  );
}
