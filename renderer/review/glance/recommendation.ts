import { rawText } from '../../../shared/packet/inline.ts';
import type { DocumentBlock } from '../../../shared/packet/types.ts';

const HEADING = /recommend|khuyến nghị|đề xuất/i;

/** The first paragraph below the heading that announces a recommendation; `null` where there is none. */
export function recommendationOf(document: readonly DocumentBlock[]): string | null {
  const from = document.findIndex((block) => block.kind === 'heading' && HEADING.test(rawText(block.text)));
  if (from < 0) return null;
  const next = document.at(from + 1);
  return next?.kind === 'paragraph' ? rawText(next.text) : null;
}
