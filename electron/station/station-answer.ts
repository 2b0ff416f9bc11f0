import { toBase64 } from '../../shared/encoding/bytes.ts';
import { signStationAnswer } from '../../shared/journal/station-answer.ts';
import { toTimestamp } from '../../shared/statement/fields.ts';
import { isSealed } from '../../shared/statement/sealed.ts';
import type { Station } from './station.ts';

/**
 * What this station says of itself for a challenge, signed by its key. No entry is written: nothing rests on an answer.
 * @param challenge as `isChallenge` has it
 * @returns the note, in base64
 */
export async function answerChallenge(
  { key, console, seal }: Pick<Station, 'key' | 'console' | 'seal'>,
  challenge: string,
  now: Date,
): Promise<string> {
  const answer = {
    challenge,
    at: toTimestamp(now.getTime()),
    version: console.version,
    build: console.buildSha256,
    runtime: console.runtime,
    seal: isSealed(seal) ? 'sealed' : 'not sealed',
  } as const;
  return toBase64(await signStationAnswer(answer, key.verifier, (message) => key.sign(message)));
}
