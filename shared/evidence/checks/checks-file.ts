import * as z from 'zod';
import { parseStrictJson } from '../../encoding/strict-json.ts';
import { type Finding, finding } from '../../finding/index.ts';
import { err, ok, type Result } from '../../result.ts';
import { entryExitCheck } from './entry-exit.ts';
import { forbiddenTokensCheck } from './forbidden-tokens.ts';
import { probeResultsCheck } from './probe-results.ts';
import { rollbackProofCheck } from './rollback-proof.ts';
import { sealCheck } from './seal.ts';

/** Where a bundle's checks lie, relative to its root. */
export const CHECKS_FILE = 'checks.json';
const CHECKS_TYPE = 'urn:holdfast:checks:v1';

const check = z.discriminatedUnion('type', [
  rollbackProofCheck,
  entryExitCheck,
  probeResultsCheck,
  forbiddenTokensCheck,
  sealCheck,
]);

/** One claim about the bundle that the console recomputes. */
export type Check = Readonly<z.infer<typeof check>>;

const checksFile = z
  .strictObject({
    type: z.literal(CHECKS_TYPE),
    checks: z.array(check).max(1000).readonly(),
  })
  .refine(({ checks }) => new Set(checks.map(({ id }) => id)).size === checks.length, 'ids that are all different');

/** Reads `checks.json`: strict JSON of just this shape, unknown fields refused, each defect at its JSON pointer. */
export function parseChecks(bytes: Uint8Array): Result<readonly Check[], readonly Finding[]> {
  const json = parseStrictJson(bytes);
  if (!json.ok) return err([json.error]);
  const read = checksFile.safeParse(json.value);
  if (read.success) return ok(read.data.checks);
  return err(
    read.error.issues.map((issue) =>
      finding('evidence.checks-malformed', `${CHECKS_FILE} /${issue.path.join('/')}`, { expected: issue.message }),
    ),
  );
}

/** `checks.json` for these checks, as `pack` writes it. @throws when they would not be read back: a bug. */
export function checksFileText(checks: readonly Check[]): string {
  return `${JSON.stringify(checksFile.parse({ type: CHECKS_TYPE, checks }), null, 2)}\n`;
}
