/**
 * A packet to fill in, in Markdown: every part that the reader knows, with words that it understands as they stand. It
 * reads without a finding, and its execution option is locked by the open blocker and the grant.
 */
export const PACKET_TEMPLATE = `<!-- KB: KB-1 -->
<!-- REVISION: 1 -->
<!-- DATE: 2026-01-31 -->
<!-- DOC_STATUS: ACTIVE -->

# Move the archive to the new cluster

Default = \`HOLD_PRODUCTION\`.

## Context

The rehearsal on a clone was run on 2026-01-30. Evidence tree ${'0'.repeat(64)}.

## Options

1. \`HOLD_PRODUCTION\` (default, recommended) — do nothing.
2. \`DRYRUN_ONLY\` — production read-only dry-run, no mutation.
3. \`EXECUTE\` — move the archive in production.

## Blockers

| ID | Status | Actor | Gate |
|---|---|---|---|
| ARC-RESTORE-1 | OPEN | owner + operator | restore the backup on a clone |
| ARC-FREEZE-2 | closed | operator | announce the freeze |

## Grants

- ARCHIVE_MOVE
`;
