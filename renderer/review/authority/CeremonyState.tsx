import { strings } from '../../strings/index.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import type { Ceremony } from './use-ceremony.ts';

const text = strings.authority;

/** What came of the signing window. */
export function CeremonyState({ ceremony }: { readonly ceremony: Ceremony }) {
  switch (ceremony.state) {
    case 'none':
      return null;
    case 'open':
      return <Notice tone="accent">{text.working}</Notice>;
    case 'cancelled':
      return <Notice>{text.cancelled}</Notice>;
    case 'signed':
      return <Notice tone="good">{text.signed}</Notice>;
    case 'refused':
      return <ProblemNotice problem={ceremony.problem} />;
  }
}
