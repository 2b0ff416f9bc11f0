import { basename } from 'node:path';
import type { Finding } from '../../shared/finding/index.ts';
import type { PublicKey } from '../../shared/key/public-key.ts';
import { ok, type Result } from '../../shared/result.ts';
import { isTimestamp, toTimestamp } from '../../shared/statement/fields.ts';
import { gate as decide } from '../../shared/statement/gate.ts';
import type { UnopenedStatement } from '../../shared/statement/open.ts';
import { type Message, type Outcome, type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { evidenceRecord } from './evidence-record.ts';
import { sentences } from './page.ts';
import { type JournalFailure, readJournal } from './read-journal.ts';
import { readPacketAt } from './read-packet.ts';
import { readSigned } from './read-signed.ts';
import { readRevokedKeys, readTrustedKeys } from './trust.ts';
import { words } from './words.ts';

/** `gate`: for a pipeline. 0 only when the decision opens exactly this option of exactly these bytes, now. */
export const gate: Run<typeof usages.gate> = async (input, progress) => {
  const [packet, decision, option] = [input.required('packet'), input.required('decision'), input.required('option')];
  const clock = toTimestamp(Date.now());
  const at = input.value('at') ?? clock;
  if (!isTimestamp(at)) throw new UsageError(words.wrongUsage.at(at));

  const keys = await readTrustedKeys(input.values('trust'), ['owner']);
  if (!keys.ok) return unreadable(keys.error);
  const { people, station } = keys.value;
  const revoked = await readRevokedKeys(input.values('revoked'));
  if (!revoked.ok) return unreadable(revoked.error);
  const packetFile = await readPacketAt(packet);
  if (!packetFile.ok) return unreadable(packetFile.error);
  const { bytes: packetBytes, reading } = packetFile.value;
  if (!reading.ok) return shut(reading.error, reading.error);
  const signed = await readAll([decision, ...input.values('grant'), ...input.values('previous')]);
  if (!signed.ok) return unreadable(signed.error);
  const [decisionSigned, ...statements] = signed.value;
  if (decisionSigned === undefined) throw new Error('as many statements as paths were read');
  const folder = input.value('journal');
  const journal = folder === undefined ? ok(null) : await readJournal(folder, stationKey(station));
  if (!journal.ok) return withoutJournal(journal.error);
  const bundles = [];
  for (const path of input.values('evidence')) {
    const record = await evidenceRecord(path, progress, 'always');
    if (!record.ok) return shut(record.error.findings, [], [record.error.sentence]);
    bundles.push(record.value.record);
  }
  const judged = decide({
    ...{ packet: packetBytes, packetName: basename(packet), decision: decisionSigned, option },
    ...{ trusted: people, revoked: revoked.value, statements, previous: [], bundles },
    ...{ journal: journal.value, at, clock, strict: input.flag('strict') },
  });
  if (!judged.ok) return shut(judged.error);
  const { verdict, findings, assumed } = judged.value;
  if (verdict === 'shut') return shut(findings, assumed);
  const messages = [words.answers.open(option), ...findings, ...assumed.map(assumption)];
  return { status: 0, json: { verdict, findings, assumed }, messages };
};

/** Everything but 0 is 1 once the command line was understood: a pipeline must not tell "no" from "could not tell". */
function shut(
  findings: readonly Finding[],
  assumed: readonly Finding[] = [],
  because: readonly string[] = [],
): Outcome {
  const told = [...because, ...findings, ...assumed.map(assumption)];
  const json = { verdict: 'shut', findings, assumed, reasons: sentences({ messages: told }) };
  return { status: 1, json, messages: [words.answers.shut, ...told] };
}

function assumption(finding: Finding): Message {
  return { label: words.answers.assumed, finding };
}

function withoutJournal(failure: JournalFailure): Outcome {
  return 'unreadable' in failure ? unreadable(failure.unreadable) : shut([failure.refused]);
}

function stationKey(station: PublicKey | null): PublicKey {
  if (station === null) throw new UsageError(words.wrongUsage.journalKey);
  return station;
}

async function readAll(paths: readonly string[]): Promise<Result<readonly UnopenedStatement[], string>> {
  const statements: UnopenedStatement[] = [];
  for (const path of paths) {
    const signed = await readSigned(path);
    if (!signed.ok) return signed;
    statements.push(signed.value);
  }
  return ok(statements);
}
