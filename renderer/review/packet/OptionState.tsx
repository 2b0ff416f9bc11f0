import type { OptionAvailability } from '../../../shared/rules/types.ts';
import { strings } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';

const text = strings.packet.option;

/** Available or locked, and whether it is the default. */
export function OptionState({ availability }: { readonly availability: OptionAvailability }) {
  return (
    <>
      <Badge tone={availability.available ? 'accent' : 'amber'}>
        {availability.available ? text.available : text.locked}
      </Badge>{' '}
      {availability.isDefault ? <Badge>{text.default}</Badge> : null}
    </>
  );
}
