import * as z from 'zod';
import { fromEitherBase64 } from '../../encoding/bytes.ts';
import { isJsonObject, type JsonValue, parseStrictJson } from '../../encoding/strict-json.ts';
import { type Probe, type ProbeReading, readProbes, refuseProbes } from './probes.ts';

const LIMITS = { maxBytes: 32 * 1024 * 1024, maxDepth: 64, fractions: true };
const names = z.array(z.string().min(1).max(4096)).default([]);

/**
 * An in-toto Statement v1 with the predicate Test Result v0.1. Fields that the specification may add later are
 * passed over, as it asks of readers.
 */
const testResultStatement = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(z.unknown()),
  predicateType: z.literal('https://in-toto.io/attestation/test-result/v0.1'),
  predicate: z.object({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z.array(z.unknown()),
    passedTests: names,
    warnedTests: names,
    failedTests: names,
  }),
});

/**
 * Reads a Test Result statement, bare or as the payload of a DSSE envelope. The envelope's signature is not
 * verified: a check relies on the digest of this very file, not on who made it.
 */
export function parseTestResult(bytes: Uint8Array): ProbeReading {
  const json = parseStrictJson(bytes, LIMITS);
  if (!json.ok) return refuseProbes(`It is not strict JSON: ${json.error.code} at ${json.error.where}.`);
  const payload = envelopePayload(json.value);
  if (payload === null) return readStatement(json.value);
  const inner = parseStrictJson(payload, LIMITS);
  if (!inner.ok) return refuseProbes(`Its payload is not strict JSON: ${inner.error.code} at ${inner.error.where}.`);
  return readStatement(inner.value);
}

function readStatement(json: JsonValue): ProbeReading {
  const statement = testResultStatement.safeParse(json);
  if (!statement.success) return refuseProbes('It is not an in-toto Test Result v0.1 statement.');
  const { result, passedTests, warnedTests, failedTests } = statement.data.predicate;
  const probes: Probe[] = [
    ...passedTests.map((name): Probe => ({ name, outcome: 'passed' })),
    ...[...warnedTests, ...failedTests].map((name): Probe => ({ name, outcome: 'failed' })),
  ];
  if ((result === 'PASSED') !== probes.every(({ outcome }) => outcome === 'passed')) {
    return refuseProbes(`It says ${result}, which the tests that it lists contradict.`);
  }
  return readProbes(probes);
}

function envelopePayload(json: JsonValue): Uint8Array | null {
  if (!isJsonObject(json) || json.payloadType !== 'application/vnd.in-toto+json') return null;
  return typeof json.payload === 'string' ? fromEitherBase64(json.payload) : null;
}
