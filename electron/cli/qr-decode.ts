import { fromUtf8 } from '../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../shared/encoding/digest.ts';
import { failure } from '../../shared/failure/failure.ts';
import { sayFailure } from '../../shared/failure/say.ts';
import { assertNever, err, ok, type Result } from '../../shared/result.ts';
import { parseEnvelope } from '../../shared/statement/dsse.ts';
import { UrDecoder } from '../../shared/ur/decode.ts';
import type { UrFailure } from '../../shared/ur/part.ts';
import { PRIVATE_FILE, writeNewFile } from '../core/files/durable.ts';
import { type Outcome, type Run, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { isPng, textInPng } from './qr-image.ts';
import { readFileUpTo } from './read-file.ts';
import { words } from './words.ts';

const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Bytes in which the first frame of a text begins. */
const LONGEST_START = 64;
/** An envelope is no secret, and is made to be passed on. */
const FOR_ALL = PRIVATE_FILE | 0o044;

/** One thing that may be a frame: a line of a text file, or what a picture shows. */
type Captured = { readonly where: string; readonly text: Result<string, string> };

/** `qr-decode FILE... --out ENVELOPE`: puts a decision's envelope together from captured frames, in any order. */
export const qrDecode: Run<(typeof usages)['qr-decode']> = async (input) => {
  const out = input.required('out');
  const collected = await collectFrames(input.operands);
  if (!collected.ok) {
    const { sentence, failure } = collected.error;
    return failure === null ? unreadable(sentence) : refused(failure, [sentence]);
  }
  const { decoder, skipped } = collected.value;
  const envelope = envelopeFrom(decoder);
  if (!envelope.ok) return refused(envelope.error, [...skipped, sayFailure(envelope.error)]);
  const written = await writeNewFile(out, envelope.value, FOR_ALL);
  if (!written.ok) return unreadable(words.reading.inFile(out, sayFailure(written.error)));
  const json = { kind: 'envelope', bytes: envelope.value.length, sha256: sha256Hex(envelope.value) };
  return {
    status: 0,
    json,
    messages: [words.answers.envelopeWritten(out), ...skipped],
    facts: [['sha256', json.sha256]],
  };
};

/** Whether a file shows frames: a picture, or lines of which the first is one. */
export function isFrames(bytes: Uint8Array): boolean {
  return isPng(bytes) || /^\s*ur:/i.test(fromUtf8(bytes.subarray(0, LONGEST_START)) ?? '');
}

/** The message that frames show, whatever it is; else a sentence. */
export async function messageInFrames(paths: readonly string[]): Promise<Result<Uint8Array, string>> {
  const collected = await collectFrames(paths);
  if (!collected.ok) return err(collected.error.sentence);
  const message = collected.value.decoder.message();
  return message.ok ? message : err(sayFailure(message.error));
}

/** What was received of all frames in these files. `failure`: a frame that is in the way; `null`: a file that is unreadable. */
async function collectFrames(
  paths: readonly string[],
): Promise<
  Result<
    { readonly decoder: UrDecoder; readonly skipped: readonly string[] },
    { readonly sentence: string; readonly failure: UrFailure | null }
  >
> {
  const decoder = new UrDecoder();
  const skipped: string[] = [];
  for (const path of paths) {
    const bytes = await readFileUpTo(path, MAX_FILE_BYTES);
    if (!bytes.ok) return err({ sentence: bytes.error, failure: null });
    const captured = framesIn(path, bytes.value);
    if (!captured.ok) return err({ sentence: captured.error, failure: null });
    for (const { where, text } of captured.value) {
      const refusal = take(decoder, text);
      if (refusal === null) continue;
      if (!maySkip(refusal)) {
        return err({ sentence: words.answers.framesRefused(where, sayFailure(refusal)), failure: refusal });
      }
      skipped.push(words.answers.frameLeftOut(where, sayFailure(refusal)));
    }
  }
  return ok({ decoder, skipped });
}

function framesIn(path: string, bytes: Uint8Array): Result<readonly Captured[], string> {
  if (isPng(bytes)) return ok([{ where: path, text: textInPng(bytes) }]);
  const text = fromUtf8(bytes);
  if (text === null) return err(words.reading.neitherPictureNorText(path));
  const lines = text.split(/\r?\n/).map((line, at) => ({ where: words.reading.line(path, at + 1), text: ok(line) }));
  return ok(lines.filter((line) => line.text.value.trim() !== ''));
}

/** Why what was captured is no frame of the message; `null` when it was taken. */
function take(decoder: UrDecoder, text: Captured['text']): UrFailure | null {
  if (!text.ok) return failure('ur.no-symbol', { params: { reason: text.error } });
  const received = decoder.receive(text.value);
  return received.ok ? null : received.error;
}

/** A blurred frame, or a picture of something else, costs nothing but the next frame. All others are in the way. */
function maySkip({ code }: UrFailure): boolean {
  switch (code) {
    case 'ur.not-a-part':
    case 'ur.no-symbol':
    case 'ur.checksum':
      return true;
    case 'ur.other-type':
    case 'ur.malformed':
    case 'ur.other-message':
    case 'ur.damaged-message':
    case 'ur.incomplete':
    case 'ur.too-large':
    case 'ur.not-an-envelope':
      return false;
    default:
      return assertNever(code, 'UR failure');
  }
}

function envelopeFrom(decoder: UrDecoder): Result<Uint8Array, UrFailure> {
  const message = decoder.message();
  if (!message.ok || parseEnvelope(message.value).ok) return message;
  return err(failure('ur.not-an-envelope'));
}

function refused(one: UrFailure, messages: readonly string[]): Outcome {
  return { status: 1, json: { error: { code: one.code, sentence: sayFailure(one) } }, messages };
}
