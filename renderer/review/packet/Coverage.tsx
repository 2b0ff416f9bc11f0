import './coverage.css';
import { useEffect, useRef } from 'react';
import type { Coverage as Covered, PacketReading } from '../../../shared/packet/types.ts';
import { findingText } from '../../../shared/strings/say-finding.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Paged } from '../../ui/Paged.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { linesAttribute } from '../hooks/lines-attribute.ts';

const text = strings.packet.coverage;

/** One line of the source and what it was read as. */
interface CoveredLine {
  readonly number: number;
  readonly content: string;
  readonly uses: readonly Covered[];
  /** Whether it belongs to a passage that is acknowledged by itself. */
  readonly alone: boolean;
  /** The findings at this line. */
  readonly problems: readonly string[];
}

interface CoverageProps {
  readonly reading: PacketReading;
  /** The line that is to be seen; 0 for none. */
  readonly line: number;
}

/** The source line by line: what became a field, what was left unread, and what is wrong. Nothing is left out. */
export function Coverage({ reading, line: asked }: CoverageProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const target = list.current?.querySelector<HTMLElement>(`[data-lines="${asked}-${asked}"]`);
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  }, [asked]);
  const { unread, coverage } = reading;
  const rows = coverage.filter(({ use }) => use === 'acknowledge').length;
  return (
    <section className="coverage" aria-label={text.asCoverage}>
      <p>{text.summary(unread.length - rows, rows, unread.filter((passage) => passage.alone).length)}</p>
      <Paged rows={linesOf(reading)} at={Math.max(0, asked - 1)}>
        {(lines) => (
          <ol className="coverage-lines" ref={list}>
            {inOrder(lines, (line) => (
              <li
                value={line.number}
                className={line.number === asked ? `${classOf(line)} is-asked` : classOf(line)}
                tabIndex={line.number === asked ? -1 : undefined}
                {...linesAttribute(line.number, line.number)}
              >
                <span className="coverage-number number" aria-hidden="true">
                  {strings.format.integer(line.number)}
                </span>
                <span className="coverage-text">
                  <Untrusted text={line.content} />
                </span>
                <span className="coverage-uses">
                  {inOrder(line.uses, (use) => (
                    <span className={`coverage-use coverage-${use.use}`}>
                      {text.use[use.use]}
                      {use.name === '' ? null : (
                        <>
                          {' '}
                          <Untrusted text={use.use === 'evidence' ? use.name.slice(0, 12) : use.name} mono />
                        </>
                      )}
                    </span>
                  ))}
                  {inOrder(line.problems, (problem) => (
                    <span className="coverage-use coverage-problem">{problem}</span>
                  ))}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Paged>
    </section>
  );
}

function classOf({ uses, alone, problems }: CoveredLine): string {
  if (problems.length > 0) return 'coverage-line is-wrong';
  if (alone) return 'coverage-line is-alone';
  if (uses.some(({ use }) => use === 'prose')) return 'coverage-line is-unread';
  return uses.length > 0 ? 'coverage-line is-read' : 'coverage-line';
}

function linesOf({ source, coverage, unread, findings }: PacketReading): readonly CoveredLine[] {
  const uses = new Map<number, Covered[]>();
  for (const one of coverage) {
    for (let line = one.line; line <= one.lastLine; line++) uses.set(line, [...(uses.get(line) ?? []), one]);
  }
  const alone = new Set(
    unread.flatMap((passage) =>
      passage.alone ? Array.from({ length: passage.lastLine - passage.line + 1 }, (_, at) => passage.line + at) : [],
    ),
  );
  const problems = new Map<number, string[]>();
  for (const { severity, where, code } of findings) {
    const line = Number(/^line (\d+)$/.exec(where)?.[1] ?? 0);
    if (severity === 'error' && line > 0)
      problems.set(line, [...(problems.get(line) ?? []), findingText(code).sentence]);
  }
  return source.map((content, at) => ({
    number: at + 1,
    content,
    uses: uses.get(at + 1) ?? [],
    alone: alone.has(at + 1),
    problems: problems.get(at + 1) ?? [],
  }));
}
