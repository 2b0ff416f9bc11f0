// Answers the cases of conformance/ with the command line of these sources: one JSON line for each that it reads. What no
// command does alone (records of identities, a checkpoint, a journal) is answered by the part that the commands use.
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { Outcome } from '../../electron/cli/command.ts';
import { COMMANDS } from '../../electron/cli/commands.ts';
import { Progress } from '../../electron/cli/progress.ts';
import { readJournal } from '../../electron/cli/read-journal.ts';
import { continuationOf } from '../../electron/core/dossier/continuation.ts';
import { applyRecord, EMPTY_HISTORY } from '../../electron/core/keyring/history.ts';
import { toBase64 } from '../../shared/encoding/bytes.ts';
import type { Finding } from '../../shared/finding/index.ts';
import { openCheckpoint, stationVerifier } from '../../shared/journal/checkpoint.ts';
import { type PublicKey, parsePublicKey } from '../../shared/key/public-key.ts';
import { must } from './must.ts';
import { type Question, question } from './suite/case.ts';

interface Answer {
  readonly verdict: string;
  readonly codes?: readonly string[];
  readonly listed?: readonly string[];
  readonly values?: Readonly<Record<string, unknown>>;
}

/** What commands print that is part of an answer. */
const printed = z.object({
  findings: z.array(z.object({ code: z.string() })).optional(),
  notVerified: z.array(z.object({ code: z.string() })).optional(),
  assumed: z.array(z.object({ code: z.string() })).optional(),
  trees: z.record(z.string(), z.unknown()).optional(),
  sha256: z.string().optional(),
  default: z.string().nullable().optional(),
});

const gitHashes = z.object({ gitTreeSha1: z.string(), gitTreeSha256: z.string() });

for await (const line of createInterface({ input: process.stdin })) {
  const asked = question.parse(JSON.parse(line));
  process.stdout.write(`${JSON.stringify({ id: asked.id, ...(await answer(asked)) })}\n`);
}

async function answer(asked: Question): Promise<Answer> {
  switch (asked.operation) {
    case 'read-key': {
      const key = parsePublicKey(readFileSync(asked.input.key));
      return key.ok ? holds({ keyid: key.value.key.keyid, kind: key.value.key.kind }) : refused(key.error);
    }
    case 'verify-statement':
      return verified(await run('verify', asked.input.statement, ...trusted(asked.input.trust)));
    case 'verify-tree': {
      const { tree, expect } = asked.input;
      return treeAnswer(await run('verify', tree, ...(expect === null ? [] : ['--expect-tree', expect])), tree);
    }
    case 'verify-proof': {
      const { proof, tree, content } = asked.input;
      const more = content === null ? [] : ['--content', content];
      return verified(await run('verify-proof', proof, '--tree', tree, ...more));
    }
    case 'read-packet':
      return packetAnswer(await run('inspect', asked.input.packet));
    case 'read-identities':
      return identitiesAnswer(asked.input.records);
    case 'read-checkpoint': {
      const { checkpoint, station } = asked.input;
      const read = openCheckpoint(readFileSync(checkpoint), verifierOf(station));
      if (!read.ok) return refused(read.error);
      return holds({ size: read.value.size, root: toBase64(read.value.root) });
    }
    case 'compare-dossiers': {
      const compared = await continuationOf(asked.input.newer, asked.input.older);
      return compared.ok ? holds({ ...compared.value }) : refused(compared.error);
    }
    case 'read-journal': {
      const read = await readJournal(asked.input.journal, keyIn(asked.input.station));
      if (read.ok) return holds({ statements: read.value.statements.length });
      return 'refused' in read.error ? refused(read.error.refused) : { verdict: 'unreadable' };
    }
    case 'verify-decision-folder':
      return verified(await run('verify', asked.input.folder, ...trusted(asked.input.trust)));
    case 'verify-dossier': {
      const { dossier, trust, station } = asked.input;
      return verified(await run('verify', dossier, ...trusted(trust), ...stationOf(station)));
    }
    case 'gate':
      return gateAnswer(asked.input);
  }
}

async function gateAnswer(input: Extract<Question, { operation: 'gate' }>['input']): Promise<Answer> {
  const each = (option: string, paths: readonly string[]) => paths.flatMap((path) => [option, path]);
  const outcome = await run(
    'gate',
    ...['--packet', input.packet, '--decision', input.decision, '--option', input.option, '--at', input.at],
    ...trusted(input.trust),
    ...stationOf(input.station),
    ...each(
      '--revoked',
      input.revoked.map(({ role, key }) => `${role}=${key}`),
    ),
    ...each('--grant', input.statements),
    ...each('--evidence', input.evidence),
    ...each('--journal', input.journal === null ? [] : [input.journal]),
    ...(input.strict ? ['--strict'] : []),
  );
  const { findings = [], assumed = [] } = printed.parse(outcome.json);
  if (outcome.status === 2) return { verdict: 'unreadable' };
  return { verdict: outcome.status === 0 ? 'open' : 'shut', codes: codesOf(findings), listed: codesOf(assumed) };
}

/** Records up to the first number that is not there; what is known of each identity then. */
async function identitiesAnswer(folder: string): Promise<Answer> {
  let history = EMPTY_HISTORY;
  for (const name of (await readdir(folder)).sort()) {
    const next = applyRecord(history, await readFile(join(folder, name)));
    if (!next.ok) return refused(next.error);
    history = next.value;
  }
  return holds(Object.fromEntries([...history.identities.values()].map(({ id, state }) => [id, state.kind])));
}

/** Runs a command in this process: what it would print, and the status that it would end with. */
async function run(name: string, ...words: readonly string[]): Promise<Outcome> {
  const call = COMMANDS[name]?.parse([...words, '--json', '--quiet']);
  if (call === undefined || call === 'help') throw new Error(`there is no command ${name}`);
  return call.run(new Progress(name));
}

/** What verifying a tree answers, with git's hashes of it, which nothing else asks for. */
async function treeAnswer(outcome: Outcome, tree: string): Promise<Answer> {
  const answer = verified(outcome);
  const { values } = answer;
  if (values === undefined) return answer;
  const { gitTreeSha1, gitTreeSha256 } = gitHashes.parse((await run('hash', tree)).json);
  return { ...answer, values: { ...values, gitTreeSha1, gitTreeSha256 } };
}

function verified({ status, json }: Outcome): Answer {
  const { findings = [], notVerified = [], trees } = printed.parse(json);
  const verdict = (['verified', 'refused', 'unreadable', 'read'] as const)[status];
  return {
    ...{ verdict, codes: codesOf(findings), listed: codesOf(notVerified) },
    ...(trees === undefined ? {} : { values: trees }),
  };
}

function packetAnswer({ status, json }: Outcome): Answer {
  const { findings = [], default: byDefault } = printed.parse(json);
  const verdict = (['open', 'held', 'unreadable', 'unreadable'] as const)[status];
  return { verdict, codes: codesOf(findings), values: { default: byDefault ?? null } };
}

function holds(values: Readonly<Record<string, unknown>>): Answer {
  return { verdict: 'verified', codes: [], values };
}

function refused({ code }: Finding): Answer {
  return { verdict: 'refused', codes: [code] };
}

function codesOf(findings: readonly { readonly code: string }[]): readonly string[] {
  return findings.map(({ code }) => code);
}

function trusted(trust: readonly { readonly role: string; readonly key: string }[]): readonly string[] {
  return trust.flatMap(({ role, key }) => ['--trust', `${role}=${key}`]);
}

function stationOf(station: string | null): readonly string[] {
  return station === null ? [] : ['--trust', `station=${station}`];
}

function keyIn(path: string): PublicKey {
  return must(parsePublicKey(readFileSync(path))).key;
}

function verifierOf(path: string) {
  const key = keyIn(path);
  if (key.kind !== 'ed25519') throw new Error(`${path} is a token's key`);
  return stationVerifier(key);
}
