// What a case of conformance/cases is: its form, which conformance/case.schema.json says to others.
import * as z from 'zod';

/** The parts of the formats that have cases. */
const PARTS = [
  'authority',
  'checkpoint',
  'decision-folder',
  'dossier',
  'gate',
  'identity',
  'journal',
  'key',
  'packet',
  'proof',
  'receipt',
  'statement',
  'tree',
] as const;

const codes = z.array(z.string().regex(/^[a-z]+\.[a-z0-9-]+$/)).meta({ uniqueItems: true });

/** One file, as text in UTF-8, or as what says more of it; null for one that the case does not have. */
const content = z.union([
  z.string(),
  z.strictObject({ text: z.string(), executable: z.literal(true) }).describe('a file that its owner may execute'),
  z.strictObject({ base64: z.string() }).describe('a file of these bytes'),
  z.strictObject({ link: z.string() }).describe('a symbolic link to this target'),
  z.strictObject({ folder: z.literal(true) }).describe('a folder; needed for an empty one alone'),
  z.null().describe('of the case that this one is based on: not there'),
]);
export type Content = z.infer<typeof content>;

/** The input of each operation. `P` is what a path is: an object in a case, a text in the question that a program gets. */
function inputs<P extends z.ZodType>(path: P) {
  const trust = z.array(z.strictObject({ role: z.enum(['owner', 'operator', 'auditor']), key: path }));
  return {
    key: z.strictObject({ key: path }),
    statement: z.strictObject({ statement: path, trust }),
    tree: z.strictObject({ tree: path, expect: z.string().nullable() }),
    proof: z.strictObject({ proof: path, tree: z.string(), content: path.nullable() }),
    packet: z.strictObject({ packet: path }),
    identities: z.strictObject({ records: path }),
    checkpoint: z.strictObject({ checkpoint: path, station: path }),
    dossiers: z.strictObject({ newer: path, older: path }),
    journal: z.strictObject({ journal: path, station: path }),
    folder: z.strictObject({ folder: path, trust }),
    dossier: z.strictObject({ dossier: path, trust, station: path.nullable() }),
    gate: z.strictObject({
      packet: path,
      decision: path,
      option: z.string(),
      trust,
      revoked: trust,
      statements: z.array(path),
      evidence: z.array(path),
      journal: path.nullable(),
      station: path.nullable(),
      at: z.string(),
      strict: z.boolean(),
    }),
  };
}

const expected = z.strictObject({
  verdict: z.enum(['verified', 'refused', 'read', 'open', 'shut', 'held', 'unreadable']),
  codes: codes.optional().describe('all codes of findings, of any severity; absent: codes are not compared'),
  atLeast: codes.optional().describe('codes that must be among those of the findings'),
  listed: codes.optional().describe('codes of what is listed as not verified, or as assumed'),
  values: z.record(z.string(), z.unknown()).optional().describe('what is computed, by its name'),
});
export type Expected = z.infer<typeof expected>;

function caseOf<const N extends string, I extends z.ZodType>(operation: N, input: I) {
  return z.strictObject({
    id: z
      .string()
      .regex(/^[a-z-]+\/[a-z0-9-]+$/)
      .describe('the part and the name of the file'),
    part: z.enum(PARTS),
    operation: z.literal(operation),
    why: z.string().min(1).describe('the rule that decides, for a person'),
    base: z.string().optional().describe('the id of a case whose files these are, but for those in `files`'),
    files: z.record(z.string(), content),
    input,
    expected,
  });
}

function questionOf<const N extends string, I extends z.ZodType>(operation: N, input: I) {
  return z.strictObject({ id: z.string(), operation: z.literal(operation), input });
}

const inCase = inputs(z.strictObject({ path: z.string() }));
const asked = inputs(z.string());

/** A file of conformance/cases. */
export const suiteCase = z.discriminatedUnion('operation', [
  caseOf('read-key', inCase.key),
  caseOf('verify-statement', inCase.statement),
  caseOf('verify-tree', inCase.tree),
  caseOf('verify-proof', inCase.proof),
  caseOf('read-packet', inCase.packet),
  caseOf('read-identities', inCase.identities),
  caseOf('read-checkpoint', inCase.checkpoint),
  caseOf('compare-dossiers', inCase.dossiers),
  caseOf('read-journal', inCase.journal),
  caseOf('verify-decision-folder', inCase.folder),
  caseOf('verify-dossier', inCase.dossier),
  caseOf('gate', inCase.gate),
]);
export type SuiteCase = z.infer<typeof suiteCase>;

/** A line that the runner writes to the program. */
export const question = z.discriminatedUnion('operation', [
  questionOf('read-key', asked.key),
  questionOf('verify-statement', asked.statement),
  questionOf('verify-tree', asked.tree),
  questionOf('verify-proof', asked.proof),
  questionOf('read-packet', asked.packet),
  questionOf('read-identities', asked.identities),
  questionOf('read-checkpoint', asked.checkpoint),
  questionOf('compare-dossiers', asked.dossiers),
  questionOf('read-journal', asked.journal),
  questionOf('verify-decision-folder', asked.folder),
  questionOf('verify-dossier', asked.dossier),
  questionOf('gate', asked.gate),
]);
export type Question = z.infer<typeof question>;

/** JSON Schema (draft 2020-12) of a case. */
export function caseJsonSchema(): object {
  return z.toJSONSchema(suiteCase, { io: 'input' });
}
