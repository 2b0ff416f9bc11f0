import type { AirgapView } from '../../shared/contract/views.ts';

/** No link has a carrier, and none had one since the first look. */
export const CALM: AirgapView = {
  linksUp: [],
  linksDown: [],
  checkedAt: '2026-06-12T08:00:00Z',
  watchedSince: '2026-06-12T08:00:00Z',
  lastChange: null,
};
