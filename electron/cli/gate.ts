import { basename } from 'node:path';
import { describeFinding } from '../../shared/finding/index.ts';
import { ok, type Result } from '../../shared/result.ts';
import { isTimestamp, toTimestamp } from '../../shared/statement/fields.ts';
import { gate as decide } from '../../shared/statement/gate.ts';
import type { SignedStatement } from '../../shared/statement/open.ts';
import { type Outcome, type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { evidenceRecord } from './evidence-record.ts';
import { readFileUpTo } from './read-file.ts';
import { readSigned } from './read-signed.ts';
import { readTrustedKeys } from './trust.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/** `gate`: for a pipeline. 0 only when the decision opens exactly this option of exactly these bytes, now. */
export const gate: Run<typeof usages.gate> = async (input) => {
  const [packet, decision, option] = [input.required('packet'), input.required('decision'), input.required('option')];
  const [grant, previous] = [input.values('grant'), input.values('previous')];
  const at = input.value('at') ?? toTimestamp(Date.now());
  if (!isTimestamp(at)) throw new UsageError(`--at takes a UTC time such as 2026-06-12T08:00:00Z, not ${at}.`);

  const trusted = await readTrustedKeys(input.values('trust'));
  if (!trusted.ok) return unreadable(trusted.error);
  const packetFile = await readFileUpTo(packet, MAX_BYTES);
  if (!packetFile.ok) return unreadable(packetFile.error);
  const packetBytes = packetFile.value;
  const signed = await readAll([decision, ...grant, ...previous]);
  if (!signed.ok) return unreadable(signed.error);
  const [decisionSigned, ...others] = signed.value;
  if (decisionSigned === undefined) throw new Error('as many statements as paths were read');
  const records = [];
  for (const path of input.values('evidence')) {
    const record = await evidenceRecord(path);
    if (!record.ok) return shut([], [record.error.sentence]);
    records.push(record.value);
  }
  const verdict = decide({
    packet: packetBytes,
    packetName: basename(packet),
    decision: decisionSigned,
    option,
    trusted: trusted.value,
    statements: others.slice(0, grant.length),
    previous: others.slice(grant.length),
    bundles: records,
    at,
  });
  if (!verdict.ok) return shut(verdict.error, verdict.error.map(describeFinding));
  const { findings } = verdict.value;
  const messages = findings.map(describeFinding);
  if (verdict.value.verdict === 'shut') return shut(findings, messages);
  return { status: 0, json: { verdict: 'open', findings }, messages: [`Open: ${option}.`, ...messages] };
};

/** Everything but 0 is 1 once the command line was understood: a pipeline must not tell "no" from "could not tell". */
function shut(findings: readonly unknown[], messages: readonly string[]): Outcome {
  return { status: 1, json: { verdict: 'shut', findings, reasons: messages }, messages: ['Shut.', ...messages] };
}

async function readAll(paths: readonly string[]): Promise<Result<readonly SignedStatement[], string>> {
  const statements: SignedStatement[] = [];
  for (const path of paths) {
    const signed = await readSigned(path);
    if (!signed.ok) return signed;
    statements.push(signed.value);
  }
  return ok(statements);
}
