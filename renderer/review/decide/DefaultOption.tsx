import type { PacketView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';

const text = strings.decide;

interface DefaultOptionProps {
  readonly view: PacketView;
  readonly canSign: boolean;
  readonly sign: (option: string) => void;
}

/** The safe way out: one press from wherever the reader is. */
export function DefaultOption({ view, canSign, sign }: DefaultOptionProps) {
  const availability = view.options.find((one) => one.isDefault && one.available);
  if (availability === undefined) return <Notice tone="danger">{text.noDefault}</Notice>;
  const option = view.reading.packet.options.find((one) => one.id === availability.option);
  return (
    <section>
      {option === undefined ? null : (
        <p className="soft">
          <Say it={text.defaultIs(option.text)} />
        </p>
      )}
      <button
        type="button"
        className="button-primary button-wide"
        disabled={!canSign}
        onClick={() => sign(availability.option)}
      >
        <Say it={text.sign(availability.option)} />
      </button>
    </section>
  );
}
