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
  const ran = ['status', 'result'].every((one) => RAN.includes(attributes.get(one)?.toLowerCase() ?? 'run'));
  return { name, outcome: !ran || children.some((child) => !OF_A_PASS.includes(child.name)) ? 'failed' : 'passed' };
}

/** Why a suite's own words cannot stand beside its test cases; `null` when they can. */
function contradictionOf(suite: XmlElement): string | null {
  const other = suite.children.find(({ name }) => !OF_A_SUITE.includes(name));
  if (other !== undefined)
    return `A <${suite.name}> holds a <${other.name}>: it failed as a whole, or is not understood.`;
  const cases = testCases(suite);
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
