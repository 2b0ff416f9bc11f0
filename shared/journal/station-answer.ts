// What a station says of itself when somebody asks it: a C2SP signed note by the station's key (docs/formats/station-answer.md).
import { isSha256, type Sha256 } from '../encoding/bytes.ts';
import { type Finding, finding } from '../finding/index.ts';
import { err, ok, type Result } from '../result.ts';
import { type NoteVerifier, openNote, signNote } from './note.ts';

/** What the station says, for one challenge. All of it is its own word. */
export interface StationAnswer {
  /** What the person who asks has made up, so that the answer is a new one. */
  readonly challenge: string;
  /** The station's clock, which nobody vouches for: a UTC time. */
  readonly at: string;
  readonly version: string;
  readonly build: Sha256;
  readonly runtime: string;
  readonly seal: 'sealed' | 'not sealed';
}

/** The first line. A checkpoint of the same key begins with the key's name, so that neither can be read as the other. */
const KIND = 'holdfast/station-answer/v1';
/** 8 characters are too many to have an answer to each of them ready. */
const CHALLENGE = /^[A-Za-z0-9-]{8,64}$/;
const FIELDS = ['challenge', 'at', 'version', 'build', 'runtime', 'seal'] as const;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const MOST_CHARACTERS = 200;

/** Whether a text can be a challenge: letters of ASCII, digits and hyphens, 8 to 64 of them. */
export function isChallenge(text: string): boolean {
  return CHALLENGE.test(text);
}

/** The bytes of a signed answer. Throws for what no answer can say: a bug. */
export function signStationAnswer(
  answer: StationAnswer,
  signer: NoteVerifier,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const text = [KIND, ...FIELDS.map((field) => `${field}: ${answer[field]}`), ''].join('\n');
  if (parseAnswer(text) === null) throw new Error('this is no answer of a station');
  return signNote(text, signer, sign);
}

/**
 * Reads an answer that the station of `verifier` signed.
 * @returns `answer.unreadable`, or `answer.signature`
 */
export function openStationAnswer(bytes: Uint8Array, verifier: NoteVerifier): Result<StationAnswer, Finding> {
  const note = openNote(bytes, [verifier]);
  if (!note.ok) {
    const { code, where, observed } = note.error;
    return err(
      finding(code === 'journal.checkpoint-signature' ? 'answer.signature' : 'answer.unreadable', where, { observed }),
    );
  }
  const answer = parseAnswer(note.value.text);
  return answer === null ? err(finding('answer.unreadable', 'text')) : ok(answer);
}

/** What is asked of an answer that is signed: that it is to this challenge, of a known build, and of a sealed console. */
export function judgeStationAnswer(
  answer: StationAnswer,
  challenge: string,
  builds: ReadonlySet<Sha256>,
): readonly Finding[] {
  const { build, seal } = answer;
  return [
    ...(answer.challenge === challenge
      ? []
      : [finding('answer.challenge', 'challenge', { observed: answer.challenge, expected: challenge })]),
    ...(builds.has(build) ? [] : [finding('answer.build', 'build', { observed: build })]),
    ...(seal === 'sealed' ? [] : [finding('answer.not-sealed', 'seal', { observed: seal })]),
  ];
}

function parseAnswer(text: string): StationAnswer | null {
  const [kind, ...rest] = text.split('\n');
  const lines = rest.slice(0, -1);
  const fits = kind === KIND && rest.at(-1) === '' && lines.length === FIELDS.length;
  const [challenge, at, version, build, runtime, seal] = FIELDS.map((field, index) =>
    saidAs(field, lines[index] ?? ''),
  );
  if (!fits || challenge === undefined || !isChallenge(challenge) || at === undefined || !TIME.test(at)) return null;
  if (!isSaid(version) || !isSaid(runtime) || build === undefined || !isSha256(build)) return null;
  return seal === 'sealed' || seal === 'not sealed' ? { challenge, at, version, build, runtime, seal } : null;
}

function saidAs(field: string, line: string): string | undefined {
  return line.startsWith(`${field}: `) ? line.slice(`${field}: `.length) : undefined;
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '' && text.length <= MOST_CHARACTERS;
}
