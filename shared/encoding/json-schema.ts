import * as z from 'zod';

/** What a reader of our JSON Schemas has to know of all of them. */
const COMMENT =
  'Patterns are ECMA-262 regular expressions with the flag u. Lengths are limits for UTF-16 code units as well. What a schema cannot say stands in docs/formats.';

/** JSON Schema (draft 2020-12) of what is read by `schema`, for readers without our code. */
export function documentedSchema(schema: z.ZodType): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // That our values are frozen says nothing about the format.
      delete jsonSchema.readOnly;
    },
  });
  return { $schema, $comment: COMMENT, ...rest };
}
