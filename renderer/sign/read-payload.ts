import { fromBase64, fromHex, type Sha256, utf8 } from '../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../shared/encoding/digest.ts';
import { type Gist, gistOf } from '../../shared/statement/gist.ts';
import { checkRendered, renderStatement } from '../../shared/statement/render.ts';
import { sectionsOf, type TextSection } from '../../shared/statement/render-lines.ts';
import { type PredicateType, parseStatement } from '../../shared/statement/statement.ts';
import { digestToWords } from '../../shared/text/words.ts';

/** What the signing window shows, all of it made from the payload bytes that are signed. */
export interface ShownStatement {
  /** One after the other, the text whose digest is signed. */
  readonly sections: readonly TextSection[];
  readonly gist: Gist;
  readonly textSha256: Sha256;
  readonly textWords: readonly string[];
  readonly payloadSha256: Sha256;
  readonly predicateType: PredicateType;
}

/**
 * The text of a payload (standard base64). `null` when it is no statement that can be shown in full, or when the
 * digest of its text is not the one that it states: there is then nothing to sign.
 */
export function readPayload(payload: string): ShownStatement | null {
  const bytes = fromBase64(payload);
  if (bytes === null) return null;
  const statement = parseStatement(bytes);
  if (!statement.ok || checkRendered(statement.value) !== null) return null;
  const text = renderStatement(statement.value);
  const textSha256 = sha256Hex(utf8(text));
  return {
    sections: sectionsOf(text),
    gist: gistOf(statement.value),
    textSha256,
    textWords: digestToWords(fromHex(textSha256) ?? new Uint8Array()),
    payloadSha256: sha256Hex(bytes),
    predicateType: statement.value.predicateType,
  };
}
