import { fromUtf8, isSha256, type Sha256 } from '../../shared/encoding/bytes.ts';
import { hasError } from '../../shared/finding/index.ts';
import { stationVerifier } from '../../shared/journal/checkpoint.ts';
import { isChallenge, judgeStationAnswer, openStationAnswer } from '../../shared/journal/station-answer.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { type Facts, type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { isFrames, messageInFrames } from './qr-decode.ts';
import { readFileUpTo } from './read-file.ts';
import { readTrustedKeys } from './trust.ts';
import { words } from './words.ts';

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_SUMS_BYTES = 1024 * 1024;
/** The file of which each console says the digest, as a release lists it. */
const BUILD_LINE = /^([0-9a-f]{64}) [ *]\/usr\/lib\/holdfast\/resources\/app\.asar$/;

/** `verify-station ANSWER...`: whether this station answered this challenge, and names a build of this release. */
export const verifyStation: Run<(typeof usages)['verify-station']> = async (input) => {
  const challenge = input.required('challenge');
  if (!isChallenge(challenge)) throw new UsageError(words.wrongUsage.challenge);
  const keys = await readTrustedKeys([`station=${input.required('station')}`], []);
  if (!keys.ok) return unreadable(keys.error);
  const { station } = keys.value;
  if (station?.kind !== 'ed25519')
    return unreadable(words.reading.inFile(input.required('station'), words.reading.noStationKey));
  const builds = await readBuilds(input.required('sums'));
  if (!builds.ok) return unreadable(builds.error);
  const bytes = await readAnswer(input.operands);
  if (!bytes.ok) return unreadable(bytes.error);

  const answer = openStationAnswer(bytes.value, stationVerifier(station));
  if (!answer.ok) return refused([answer.error], {}, []);
  const findings = judgeStationAnswer(answer.value, challenge, builds.value);
  const said = words.answers.facts;
  const facts: Facts = [
    [said.version, answer.value.version],
    [said.build, answer.value.build],
    [said.runtime, answer.value.runtime],
    [said.seal, answer.value.seal],
    [said.stationClock, answer.value.at],
  ];
  if (hasError(findings)) return refused(findings, answer.value, facts);
  const json = { kind: 'station-answer', verdict: 'answered', findings, ...answer.value };
  return { status: 0, json, messages: [words.answers.stationAnswered, words.answers.ownWord], facts };
};

function refused(findings: ReturnType<typeof judgeStationAnswer>, said: object, facts: Facts) {
  const json = { kind: 'station-answer', verdict: 'refused', findings, ...said };
  return { status: 1, json, messages: [words.answers.stationRefused, ...findings], facts } as const;
}

/** The digests of the application in a release's SHA256SUMS-installed. */
async function readBuilds(path: string): Promise<Result<ReadonlySet<Sha256>, string>> {
  const bytes = await readFileUpTo(path, MAX_SUMS_BYTES);
  if (!bytes.ok) return bytes;
  const lines = (fromUtf8(bytes.value) ?? '').split('\n');
  const found = lines.flatMap((line) => BUILD_LINE.exec(line)?.[1] ?? []).filter(isSha256);
  return found.length === 0 ? err(words.reading.inFile(path, words.reading.noBuild)) : ok(new Set(found));
}

/** A note as it was copied, or the frames that show one. */
async function readAnswer(paths: readonly string[]): Promise<Result<Uint8Array, string>> {
  const [first = ''] = paths;
  const bytes = await readFileUpTo(first, MAX_BYTES);
  if (!bytes.ok) return bytes;
  if (paths.length === 1 && !isFrames(bytes.value)) return bytes;
  return messageInFrames(paths);
}
