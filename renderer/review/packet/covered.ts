import type { PacketReading } from '../../../shared/packet/types.ts';

/** What became of lines, the worst first: an error, to acknowledge alone, not read, read into a field. */
export const COVERED = ['wrong', 'alone', 'unread', 'read'] as const;
export type Covered = (typeof COVERED)[number];

/** What the worst of some lines became; `null` for lines that say nothing, such as empty ones. */
export type CoveredOf = (first: number, last: number) => Covered | null;

/** Of a packet's lines, what they became. */
export function coveredIn({ source, coverage, unread, findings }: PacketReading): CoveredOf {
  const lines: (Covered | null)[] = source.map(() => null);
  const mark = (first: number, last: number, as: Covered): void => {
    for (let line = first; line <= Math.min(last, lines.length); line++) {
      const before = lines[line - 1] ?? null;
      if (before === null || COVERED.indexOf(as) < COVERED.indexOf(before)) lines[line - 1] = as;
    }
  };
  for (const { line, lastLine, use } of coverage) mark(line, lastLine, use === 'prose' ? 'unread' : 'read');
  for (const { line, lastLine, alone } of unread) if (alone) mark(line, lastLine, 'alone');
  for (const { severity, where } of findings) {
    const line = Number(/^line (\d+)$/.exec(where)?.[1] ?? 0);
    if (severity === 'error' && line > 0) mark(line, line, 'wrong');
  }
  return (first, last) => {
    const found = new Set(lines.slice(first - 1, last));
    return COVERED.find((one) => found.has(one)) ?? null;
  };
}
