import { utf8 } from '../../../shared/encoding/bytes.ts';
import { fileProofJsonSchema } from '../../../shared/evidence/file-proof.ts';
import { entryJsonSchema } from '../../../shared/journal/entry.ts';
import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from '../../../shared/statement/authority.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import { jsonSchemaOf } from '../../../shared/statement/json-schema.ts';
import { RECEIPT_TYPE } from '../../../shared/statement/receipt.ts';
import { wordOf } from '../decision-folder/names.ts';
import type { NewFile } from '../files/durable-folder.ts';
import { recordJsonSchema } from '../keyring/record.ts';
import { bundleJsonSchema } from '../vault/store/bundle-record.ts';
import { SCHEMAS } from './layout.ts';

/** JSON Schemas of all that a dossier holds, so that it can be read where there is no Holdfast any more. */
export function schemaFiles(): readonly NewFile[] {
  const types = [DECISION_TYPE, GRANT_TYPE, DISCHARGE_TYPE, REVOCATION_TYPE, RECEIPT_TYPE] as const;
  return [
    ...types.map((type) => schemaFile(wordOf(type), jsonSchemaOf(type))),
    schemaFile('journal-entry', entryJsonSchema()),
    schemaFile('identity', recordJsonSchema()),
    schemaFile('bundle', bundleJsonSchema()),
    schemaFile('inclusion-proof', fileProofJsonSchema()),
  ];
}

function schemaFile(what: string, schema: object): NewFile {
  return { name: `${SCHEMAS}${what}.schema.json`, bytes: utf8(`${JSON.stringify(schema, null, 2)}\n`) };
}
