import { type Probe, type ProbeReading, readProbes, refuseProbes } from './probes.ts';
import { parseXml, type XmlElement } from './xml.ts';

/**
 * What a test case that plainly passed may hold. Whatever else some dialect says of one (a failure, that it was skipped, a
 * re-run that passed at last) makes it less than that.
 */
const OF_A_PASS = ['properties', 'system-out', 'system-err'];
/** What a suite may hold besides; it failed as a whole where it holds something else. */
const OF_A_SUITE = [...OF_A_PASS, 'testsuite', 'testcase'];

/** GoogleTest says in attributes alone that a test did not run; no other value of these is a plain pass. */
const RAN = ['run', 'completed', 'passed', 'success'];
/** Attributes by which some dialect says that a test did not run, or did not pass: of a test case, yes or no. */
const AGAINST = ['skipped', 'skip', 'disabled', 'ignored', 'ignore', 'todo', 'notrun', 'inconclusive', 'aborted'];
/** And those by which it says that it did. */
const FOR = ['enabled', 'executed', 'passed', 'success'];
const NO = ['', '0', 'no', 'false', 'none'];
/** What a suite may count besides the test cases of each kind: where it counts any of these, not all of them passed. */
const COUNTED_AGAINST = [...AGAINST, 'skips', 'failed', 'flakes', 'invalid', 'incomplete', 'risky', 'cancelled'];

/**
 * Reads JUnit XML as Ant, Maven Surefire, pytest, Node and others write it: `testsuites` or `testsuite` at the
 * root, `testcase` below. Counts that an element states of itself must be those of the test cases inside it.
 */
export function parseJUnit(bytes: Uint8Array): ProbeReading {
  const xml = parseXml(bytes);
  if (!xml.ok) return refuseProbes(xml.error);
  if (xml.value.name !== 'testsuites' && xml.value.name !== 'testsuite') {
    return refuseProbes(`Its root is <${xml.value.name}>, not <testsuites> or <testsuite>.`);
  }
  const contradiction = suites(xml.value)
    .map(contradictionOf)
    .find((one) => one !== null);
  if (typeof contradiction === 'string') return refuseProbes(contradiction);
  const cases = testCases(xml.value);
  if (cases.some(({ attributes }) => (attributes.get('name') ?? '') === '')) {
    return refuseProbes('A test case has no name.');
  }
  return readProbes(cases.map(probeOf));
}

function probeOf(testCase: XmlElement): Probe {
  const { attributes, children } = testCase;
  const name = [attributes.get('classname') ?? '', attributes.get('name') ?? '']
    .filter((part) => part !== '')
    .join(' / ');
  const isPlain = children.every((child) => OF_A_PASS.includes(child.name)) && !saysItDidNotRun(attributes);
  return { name, outcome: isPlain ? 'passed' : 'failed' };
}

function saysItDidNotRun(attributes: XmlElement['attributes']): boolean {
  return [...attributes].some(([written, value]) => {
    const [name, said] = [written.toLowerCase().replace(/^.*:/, ''), value.trim().toLowerCase()];
    if (name === 'status' || name === 'result') return !RAN.includes(said);
    return (AGAINST.includes(name) && !NO.includes(said)) || (FOR.includes(name) && NO.includes(said));
  });
}

/** Why a suite's own words cannot stand beside its test cases; `null` when they can. */
function contradictionOf(suite: XmlElement): string | null {
  const other = suite.children.find(({ name }) => !OF_A_SUITE.includes(name));
  if (other !== undefined)
    return `A <${suite.name}> holds a <${other.name}>: it failed as a whole, or is not understood.`;
  const cases = testCases(suite);
  const isNoPass = cases.some((one) => probeOf(one).outcome === 'failed');
  const against = [...suite.attributes].find(
    ([name, value]) => COUNTED_AGAINST.includes(name.toLowerCase()) && !NO.includes(value.trim().toLowerCase()),
  );
  if (against !== undefined && !isNoPass) {
    return `A <${suite.name}> states ${against[0]} ${against[1]}, and each of its test cases passed.`;
  }
  const holding = (child: string): number =>
    cases.filter(({ children }) => children.some(({ name }) => name === child)).length;
  for (const [attribute, counted] of [
    ['tests', cases.length],
    ['failures', holding('failure')],
    ['errors', holding('error')],
    ['skipped', holding('skipped')],
  ] as const) {
    const stated = suite.attributes.get(attribute);
    if (stated !== undefined && stated !== String(counted)) {
      return `A <${suite.name}> states ${attribute} ${stated}, and has ${counted}.`;
    }
  }
  return null;
}

function suites(element: XmlElement): XmlElement[] {
  return [element, ...element.children.filter(({ name }) => name === 'testsuite').flatMap(suites)];
}

function testCases(element: XmlElement): XmlElement[] {
  return element.children.flatMap((child) => {
    if (child.name === 'testcase') return [child];
    return child.name === 'testsuite' ? testCases(child) : [];
  });
}
