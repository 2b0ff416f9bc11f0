import * as z from 'zod';

// What CycloneDX 1.6 (its JSON schema) asks of the parts that our bills of materials use. Fields that we write none of are
// refused here: the schema may know them.

const hash = z.discriminatedUnion('alg', [
  z.strictObject({ alg: z.literal('SHA-256'), content: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ alg: z.literal('SHA-512'), content: z.string().regex(/^[0-9a-f]{128}$/) }),
]);

/** One expression alone, or licences by their SPDX ids: never both in one list. */
const licenses = z.union([
  z.tuple([z.strictObject({ expression: z.string().regex(/^[A-Za-z0-9 ().+-]+$/) })]),
  z.array(z.strictObject({ license: z.strictObject({ id: z.string().regex(/^[A-Za-z0-9.+-]+$/) }) })).min(1),
]);

const reference = z.string().min(1);
/** purl-spec: type, name and version, percent-encoded; `@` of a scope as well. */
const purl = z
  .string()
  .regex(/^pkg:(?:npm|generic|deb)\/(?:[a-z0-9._~%-]|\/)+@[A-Za-z0-9._~%+-]+(?:\?[a-z]+=[a-z0-9]+)?$/i);

const library = z.strictObject({
  type: z.enum(['application', 'framework', 'library']),
  'bom-ref': reference,
  name: z.string().min(1),
  version: z.string().min(1).max(1024),
  description: z.string().optional(),
  hashes: z.array(hash).min(1).optional(),
  licenses,
  purl,
});

const file = z.strictObject({
  type: z.literal('file'),
  'bom-ref': reference,
  name: z.string().min(1),
  hashes: z.array(hash).min(1),
});

export const billOfMaterials = z
  .strictObject({
    $schema: z.literal('http://cyclonedx.org/schema/bom-1.6.schema.json'),
    bomFormat: z.literal('CycloneDX'),
    specVersion: z.literal('1.6'),
    version: z.int().min(1),
    metadata: z.strictObject({
      timestamp: z.iso.datetime(),
      component: library.extend({
        properties: z.array(z.strictObject({ name: z.string().min(1), value: z.string() })),
      }),
    }),
    components: z.array(z.union([library, file])),
    dependencies: z.array(z.strictObject({ ref: reference, dependsOn: z.array(reference) })),
  })
  .superRefine(({ metadata, components, dependencies }, context) => {
    const refs = [metadata.component, ...components].map((one) => one['bom-ref']);
    if (new Set(refs).size !== refs.length) context.addIssue('a bom-ref is there twice');
    for (const { ref, dependsOn } of dependencies) {
      if (new Set(dependsOn).size !== dependsOn.length) context.addIssue(`${ref} depends on something twice`);
      for (const one of [ref, ...dependsOn]) if (!refs.includes(one)) context.addIssue(`there is no component ${one}`);
    }
  });
