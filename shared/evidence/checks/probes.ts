import { err, ok, type Result } from '../../result.ts';

/** One probe of a result file. A probe is a test that gives a system bad input and passes when the system fails closed. */
export interface Probe {
  readonly name: string;
  /** `failed` covers error, skipped, to-do, warned: whatever is not a plain pass. */
  readonly outcome: 'passed' | 'failed';
}

/** The probes of a result file in its order, or one sentence why it cannot be relied on. */
export type ProbeReading = Result<readonly Probe[], string>;

/** Beyond this a result file is refused. */
const MAX_PROBES = 100_000;

export const readProbes = (probes: readonly Probe[]): ProbeReading =>
  probes.length > MAX_PROBES ? err(`It lists more than ${MAX_PROBES} probes.`) : ok(probes);
export const refuseProbes = (sentence: string): ProbeReading => err(sentence);
