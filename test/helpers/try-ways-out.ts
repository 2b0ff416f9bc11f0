// What a finding tells a person to do is done here, with the tools that it names or that people have: after that the
// finding is no longer made. The words of the way out must be those of what is done.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FindingCode, isFindingCode, severities } from '../../shared/finding/index.ts';
import { findingText } from '../../shared/strings/say-finding.ts';

/** `Subject`: what findings are made about, such as the path of a bundle. */
export interface Trial<Subject> {
  /** What the way out must say. */
  readonly says: RegExp;
  /** Something with the finding. */
  readonly broken: () => Subject | Promise<Subject>;
  /** What comes of it by each way that the way out offers. */
  readonly mended: () => readonly Subject[] | Promise<readonly Subject[]>;
}

export type Trials<Subject> = Partial<Record<FindingCode, Trial<Subject>>>;

interface WaysOut<Subject> {
  readonly trials: Trials<Subject>;
  /** What cannot be tried by a test of this file, and why; or where it is tried. */
  readonly notHere: Partial<Record<FindingCode, string>>;
  /** The codes of what is found. */
  readonly codesOf: (subject: Subject) => readonly string[] | Promise<readonly string[]>;
}

/** The tests of one area: its codes begin with its name and a full stop. */
export function tryWaysOut<Subject>(area: string, { trials, notHere, codesOf }: WaysOut<Subject>): void {
  test(`every way out of a finding about ${area} is tried, or it is said why it cannot be`, () => {
    const told = [...Object.keys(trials), ...Object.keys(notHere)];
    const isOfArea = (code: string) => code.startsWith(`${area}.`);
    assert.deepEqual(told.sort(), Object.keys(severities).filter(isOfArea).sort());
  });

  for (const [code, { says, broken, mended }] of Object.entries(trials)) {
    test(`${code}: after what its way out says it is not found`, async () => {
      assert.ok(isFindingCode(code));
      assert.match(findingText(code).wayOut, says);
      const before = await codesOf(await broken());
      assert.ok(before.includes(code), `not found: ${before.join(', ')}`);
      for (const [way, subject] of (await mended()).entries()) {
        const after = await codesOf(subject);
        assert.ok(!after.includes(code), `still found after way ${way + 1}: ${after.join(', ')}`);
      }
    });
  }
}
