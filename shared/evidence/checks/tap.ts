import { fromUtf8 } from '../../encoding/bytes.ts';
import { type Probe, type ProbeReading, readProbes, refuseProbes } from './probes.ts';

/**
 * Reads the Test Anything Protocol, versions 13 and 14 (testanything.org), as strictly as it can be: a version
 * line, one plan, test points numbered in order, and no line that is something else. Skipped and to-do points are
 * not passes, whatever white space stands before the word. A point inside a subtest that is no plain pass counts as a failed probe of its own, whatever its parent says.
 */
export function parseTap(bytes: Uint8Array): ProbeReading {
  const text = fromUtf8(bytes);
  if (text === null) return refuseProbes('It is not UTF-8.');
  const [version, ...lines] = text.split(/\r?\n/);
  if (!/^TAP version 1[34]$/.test(version ?? '')) return refuseProbes('It does not start with TAP version 13 or 14.');
  const reader = new TapReader();
  for (const [index, line] of lines.entries()) {
    const wrong = reader.line(line);
    if (wrong !== null) return refuseProbes(`Line ${index + 2}: ${wrong}.`);
  }
  const wrong = reader.end();
  return wrong === null ? readProbes(reader.probes) : refuseProbes(`${wrong}.`);
}

const TEST_POINT = /^(?<not>not )?ok\b(?: +(?<number>[0-9]{1,9}))?(?: +-)?(?: *(?<rest>.*))?$/s;
const PLAN = /^1\.\.(?<count>[0-9]{1,9})(?<rest>\s*#.*)?$/s;
/** Follows a `#` that is not escaped. TAP::Parser allows any white space between; what cannot be seen is no difference. */
const DIRECTIVE = /(?<!\\)(?:\\\\)*#[\s\p{C}]*(?:skip|todo)/iu;
const BAIL_OUT = /^bail out!/i;

/** Each method gives what is wrong, or `null`. */
class TapReader {
  readonly probes: Probe[] = [];
  #points = 0;
  #planned: number | null = null;
  #planCameLast = false;
  /** Inside a diagnostic block: the indentation that its end has. */
  #diagnostic: string | null = null;

  line(line: string): string | null {
    if (this.#diagnostic !== null) {
      if (line === `${this.#diagnostic}...`) this.#diagnostic = null;
      else if (line !== '' && !line.startsWith(this.#diagnostic)) return 'a diagnostic block that is not ended';
      return null;
    }
    const indent = /^ */.exec(line)?.[0] ?? '';
    const body = line.slice(indent.length);
    if (BAIL_OUT.test(line.trimStart())) return 'the run bailed out';
    return indent === '' ? this.#topLevel(body) : this.#nested(indent, body.trimStart());
  }

  end(): string | null {
    if (this.#diagnostic !== null) return 'It ends inside a diagnostic block';
    if (this.#planned === null) return 'It has no plan, so it may be cut off';
    return this.#planned === this.#points ? null : `It planned ${this.#planned} tests and has ${this.#points}`;
  }

  #topLevel(body: string): string | null {
    if (body === '' || body.startsWith('#') || /^pragma [+-]/.test(body)) return null;
    const plan = PLAN.exec(body)?.groups;
    if (plan !== undefined) return this.#plan(Number(plan.count), plan.rest);
    const point = TEST_POINT.exec(body)?.groups;
    return point === undefined ? 'no line of TAP' : this.#point(point);
  }

  #plan(planned: number, rest = ''): string | null {
    if (this.#planned !== null) return 'a second plan';
    if (planned > 0 && DIRECTIVE.test(rest)) return 'a plan that skips its tests';
    this.#planned = planned;
    this.#planCameLast = this.#points > 0;
    return null;
  }

  #point({ not, number, rest = '' }: Record<string, string | undefined>): string | null {
    this.#points += 1;
    if (this.#planCameLast) return 'a test after the plan at the end';
    if (number !== undefined && Number(number) !== this.#points) {
      return `test ${number} stands where ${this.#points} is due`;
    }
    this.probes.push({ name: rest.trim(), outcome: outcomeOf(not, rest) });
    return null;
  }

  #nested(indent: string, body: string): string | null {
    const point = TEST_POINT.exec(body)?.groups;
    if (body === '---') this.#diagnostic = indent;
    else if (point !== undefined && outcomeOf(point.not, point.rest) === 'failed')
      this.probes.push({ name: `in a subtest: ${point.rest ?? ''}`, outcome: 'failed' });
    return null;
  }
}

function outcomeOf(not: string | undefined, rest = ''): Probe['outcome'] {
  return not !== undefined || DIRECTIVE.test(rest) ? 'failed' : 'passed';
}
