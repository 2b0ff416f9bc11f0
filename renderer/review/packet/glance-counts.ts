import type { PacketView } from '../../../shared/contract/views.ts';

/** The figures of a packet that a reader wants first. */
export interface GlanceCounts {
  readonly options: { readonly available: number; readonly all: number };
  readonly blockers: { readonly open: number; readonly all: number };
  readonly evidence: { readonly matched: number; readonly all: number };
  readonly findings: { readonly errors: number; readonly all: number };
}

export function countGlance({ options, reading, evidence }: PacketView): GlanceCounts {
  const { blockers } = reading.packet;
  return {
    options: { available: options.filter((one) => one.available).length, all: options.length },
    blockers: { open: blockers.filter((one) => one.status !== 'closed').length, all: blockers.length },
    evidence: { matched: evidence.filter((one) => one.match.kind === 'matched').length, all: evidence.length },
    findings: {
      errors: reading.findings.filter((one) => one.severity === 'error').length,
      all: reading.findings.length,
    },
  };
}
