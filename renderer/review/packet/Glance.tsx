import type { PacketView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Table } from '../../ui/Table.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';
import type { PacketPart } from '../hooks/route.ts';
import { OptionState } from './OptionState.tsx';

const text = strings.packet.glance;

/** Which options are open and how much stands in the way of the others. */
export function Glance({ view }: { readonly view: PacketView }) {
  const { go } = useReview();
  const facts = factsOf(countGlance(view));
  return (
    <section aria-labelledby="glance-title" className="glance">
      <h2 id="glance-title">{text.title}</h2>
      <ul className="facts">
        {facts.map(({ part, words, tone }) => (
          <li key={part}>
            <button
              type="button"
              className="fact"
              onClick={() => go({ at: 'packet', packet: view.summary.sha256, part })}
            >
              <Badge tone={tone}>{words}</Badge>
            </button>
          </li>
        ))}
      </ul>
      <Table name={strings.packet.parts.options} columns={[text.option, text.state]}>
        {view.options.map((one) => (
          <tr key={one.option}>
            <td>
              <Untrusted text={one.option} mono />
            </td>
            <td>
              <OptionState availability={one} />
              {one.locks.length === 0 ? null : <> {strings.packet.option.reasons(one.locks.length)}</>}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

interface Fact {
  readonly part: PacketPart;
  readonly words: string;
  readonly tone: Tone;
}

function factsOf({ options, blockers, evidence, findings }: GlanceCounts): readonly Fact[] {
  return [
    { part: 'options', words: text.options(options.available, options.all), tone: 'plain' },
    {
      part: 'blockers',
      words: blockers.all === 0 ? text.noBlockers : text.blockers(blockers.open, blockers.all),
      tone: blockers.open > 0 ? 'amber' : 'plain',
    },
    {
      part: 'evidence',
      words: evidence.all === 0 ? text.noEvidence : text.evidence(evidence.matched, evidence.all),
      tone: evidenceTone(evidence),
    },
    {
      part: 'findings',
      words: text.findings(findings.errors, findings.all),
      tone: findings.errors > 0 ? 'danger' : 'plain',
    },
  ];
}

function evidenceTone({ matched, all }: GlanceCounts['evidence']): Tone {
  if (all === 0) return 'plain';
  return matched < all ? 'amber' : 'good';
}

/** The figures of a packet that a reader wants first. */
interface GlanceCounts {
  readonly options: { readonly available: number; readonly all: number };
  readonly blockers: { readonly open: number; readonly all: number };
  readonly evidence: { readonly matched: number; readonly all: number };
  readonly findings: { readonly errors: number; readonly all: number };
}

function countGlance({ options, reading, blockers, evidence }: PacketView): GlanceCounts {
  return {
    options: { available: options.filter((one) => one.available).length, all: options.length },
    blockers: { open: blockers.filter((one) => one.now !== 'closed').length, all: blockers.length },
    evidence: { matched: evidence.filter((one) => one.match.kind === 'matched').length, all: evidence.length },
    findings: {
      errors: reading.findings.filter((one) => one.severity === 'error').length,
      all: reading.findings.length,
    },
  };
}
