// Answers of a station that is made up, good and bad.
import { ed25519 } from '@noble/curves/ed25519.js';
import { fromUtf8, parseSha256 } from '../../shared/encoding/bytes.ts';
import type { FindingCode } from '../../shared/finding/index.ts';
import { stationVerifier } from '../../shared/journal/checkpoint.ts';
import { signNote } from '../../shared/journal/note.ts';
import { type StationAnswer, signStationAnswer } from '../../shared/journal/station-answer.ts';
import { ed25519PublicKey, toSpkiPem } from '../../shared/key/public-key.ts';
import { must } from './must.ts';

export const CHALLENGE = '7c1e09b4f2d8a653';
const build = parseSha256('e31d5d4f6b7510bc943e3ebc5d0b78f4250adf7ad75f496644d83ed1df6f4e56');
if (build === null) throw new Error('a digest');

export const ANSWER: StationAnswer = {
  challenge: CHALLENGE,
  at: '2026-06-12T08:00:00Z',
  version: '0.1.0',
  build,
  runtime: 'Electron 33.2.1, Chromium 130.0.6723.137, Node 20.18.1',
  seal: 'sealed',
};

/** A release's list that has the build of `ANSWER`. */
export const SUMS = `${build}  /usr/lib/holdfast/resources/app.asar\n`;

/** A station whose key is these 32 bytes. */
export function stationOf(byte: number) {
  const seed = new Uint8Array(32).fill(byte);
  const verifier = stationVerifier(must(ed25519PublicKey(ed25519.getPublicKey(seed))));
  const sign = async (message: Uint8Array) => ed25519.sign(message, seed);
  return {
    verifier,
    sign,
    pem: toSpkiPem(verifier.key),
    answer: (change: Partial<StationAnswer> = {}) => signStationAnswer({ ...ANSWER, ...change }, verifier, sign),
    /** A note with any text, as only this station can sign it. */
    note: (text: string) => signNote(text, verifier, sign),
  };
}

interface AnswerVector {
  readonly name: string;
  readonly answer: string;
  /** The codes that a reader gives, sorted. */
  readonly codes: readonly FindingCode[];
}

/** test/vectors/station/answer.json */
export async function stationAnswerVectors() {
  const [station, other] = [stationOf(1), stationOf(2)];
  const good = textOf(await station.answer());
  const vector = (name: string, answer: string, ...codes: readonly FindingCode[]): AnswerVector => ({
    name,
    answer,
    codes,
  });
  const signed = async (change: (text: string) => string) =>
    textOf(await station.note(change(good.slice(0, good.indexOf('\n\n') + 1))));
  return {
    station: station.pem,
    challenge: CHALLENGE,
    sums: SUMS,
    vectors: [
      vector('good', good),
      vector('other-challenge', textOf(await station.answer({ challenge: 'another-challenge' })), 'answer.challenge'),
      vector('other-build', textOf(await station.answer({ build: parsed('0'.repeat(64)) })), 'answer.build'),
      vector('not-sealed', textOf(await station.answer({ seal: 'not sealed' })), 'answer.not-sealed'),
      vector('other-station', textOf(await other.answer()), 'answer.signature'),
      vector('changed', good.replace('version: 0.1.0', 'version: 0.1.1'), 'answer.signature'),
      vector('without-signature', good.slice(0, good.indexOf('\n\n') + 1), 'answer.unreadable'),
      vector('line-missing', await signed((text) => text.replace(/^at: .*\n/m, '')), 'answer.unreadable'),
      vector('line-more', await signed((text) => `${text}more: x\n`), 'answer.unreadable'),
      vector('other-kind', await signed((text) => text.replace('/v1', '/v2')), 'answer.unreadable'),
      vector('challenge-too-short', await signed((text) => text.replace(CHALLENGE, '7c1e09b')), 'answer.unreadable'),
      vector(
        'build-upper-case',
        await signed((text) => text.replace(/build: e31d/, 'build: E31D')),
        'answer.unreadable',
      ),
    ],
  };
}

function parsed(hex: string) {
  const digest = parseSha256(hex);
  if (digest === null) throw new Error(`${hex} is no digest`);
  return digest;
}

function textOf(note: Uint8Array): string {
  const text = fromUtf8(note);
  if (text === null) throw new Error('a note is UTF-8');
  return text;
}
