import { type Probe, type ProbeReading, readProbes, refuseProbes } from './probes.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** What makes a test case of any JUnit dialect less than a plain pass: re-runs that passed at last included. */
const NOT_PASSED = ['failure', 'error', 'skipped', 'flakyFailure', 'flakyError', 'rerunFailure', 'rerunError'];

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
  return { name, outcome: !ran || children.some((child) => NOT_PASSED.includes(child.name)) ? 'failed' : 'passed' };
}

/** Why a suite's own words cannot stand beside its test cases; `null` when they can. */
function contradictionOf(suite: XmlElement): string | null {
  if (suite.children.some(({ name }) => NOT_PASSED.includes(name))) return `A <${suite.name}> failed as a whole.`;
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
