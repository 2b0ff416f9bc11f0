import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from '../../../shared/statement/authority.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import type { DecisionStatement, Statement } from '../../../shared/statement/statement.ts';
import { describeEvent } from '../../journal/describe.ts';
import { sshFingerprint } from '../fingerprint.ts';
import type { CheckedInput } from './contents.ts';
import { element, type Html, page, table, text } from './html.ts';
import { wordOf } from './layout.ts';
import type { ReadStatement } from './read-input.ts';
import { timeline } from './timeline.ts';

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1.5rem; }
th, td { border: 1px solid #999; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eee; } h2 { margin-top: 2.5rem; } svg { width: 100%; } svg text { font-size: 13px; }
.axis { stroke: #444; } .signature { fill: #1a6e2e; } .import-finished { fill: #24559c; } .export { fill: #6b4a9c; }
.refusal, .airgap-override { fill: #b3261e; } .chosen { font-size: 1.4rem; font-weight: 600; }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid-page; } }
`;

/** The report for people: what the statements say, in one page that runs no script and loads nothing. It proves nothing. */
export function renderReport(input: CheckedInput): string {
  const decisions = input.signed.filter(isDecision);
  const latest = decisions.at(-1);
  const title = `Dossier on ${input.packetId}`;
  return page(title, STYLE, [
    element('h1', text(title)),
    element('p', text('For reading. What proves it are the signed files beside this page: see VERIFY.txt.')),
    ...decisions.toReversed().map(decisionSection),
    section('Blockers, then and now', blockersTable(input.signed, latest)),
    section('Evidence', evidenceTable(input), checksTable(input)),
    section('Grants, discharges and revocations', authorityTable(input.signed)),
    section('Who signs here', peopleTable(input)),
    section('Timeline, by the clock of the station, which nobody vouches for', timeline(input.journal.entries)),
    section(
      `Journal: ${input.journal.entries.length} entries`,
      table(
        ['#', 'at', 'what'],
        input.journal.entries.map(({ index, at, event }) => [index, at, describeEvent(event)]),
      ),
    ),
  ]);
}

type Signed<S extends Statement> = ReadStatement & { readonly statement: S };

function isDecision(one: ReadStatement): one is Signed<DecisionStatement> {
  return one.statement.predicateType === DECISION_TYPE;
}

function decisionSection({ statement, sha256, signatures, envelope }: Signed<DecisionStatement>): Html {
  const { predicate } = statement;
  return section(
    `Decision ${predicate.sequence}`,
    element('p', element('bdi', text(predicate.chosen.id)), 'class="chosen"'),
    table(
      ['field', 'value'],
      [
        ['Packet', `${predicate.packet.id}, revision ${predicate.packet.revision}`],
        ['SHA-256 of the packet', predicate.packet.sha256],
        ['Default option', predicate.default],
        ['Reason', predicate.reason],
        ['Blockers acknowledged', predicate.acknowledged.join(', ')],
        ['Signed by', signatures.map(({ signer }) => `${signer.name} (${signer.roles.join(', ')})`).join('; ')],
        ['Signatures', envelope === null ? 'OpenSSH alone: the key could not make the other' : 'DSSE and OpenSSH'],
        ['At', predicate.clock.utc],
        ['In force', `from ${predicate.notBefore} ${predicate.expires === null ? '' : `to ${predicate.expires}`}`],
        ['Network links up', predicate.airgap.linksUp.join(', ') || 'none'],
        ['Launcher', `${predicate.airgap.launcher} ${predicate.airgap.override ?? ''}`],
        ['SHA-256 of the statement', sha256],
      ],
    ),
    table(
      ['locked option', 'because'],
      predicate.locks.map(({ option, reasons }) => [
        option,
        reasons.map(({ kind, about }) => `${kind.replaceAll('-', ' ')} ${about}`).join('; '),
      ]),
    ),
  );
}

/** Now: the discharges that this dossier holds and no revocation in it names. */
function blockersTable(signed: readonly ReadStatement[], latest: Signed<DecisionStatement> | undefined): Html {
  const revoked = new Set(
    signed.flatMap(({ statement }) =>
      statement.predicateType === REVOCATION_TYPE ? [statement.predicate.revokes.statementSha256] : [],
    ),
  );
  const dischargesOf = (id: string) =>
    signed.flatMap(({ statement, sha256 }) =>
      statement.predicateType === DISCHARGE_TYPE && statement.predicate.blocker.id === id && !revoked.has(sha256)
        ? [`discharged${statement.predicate.blocker.leg === null ? '' : ` (${statement.predicate.blocker.leg})`}`]
        : [],
    );
  return table(
    ['blocker', 'at the latest decision', 'as the packet says it', 'now'],
    (latest?.statement.predicate.blockers ?? []).map(({ id, status, statusText }) => {
      const discharges = dischargesOf(id);
      return [id, status, statusText, discharges.length === 0 ? status : discharges.join(', ')];
    }),
  );
}

function evidenceTable({ bundles }: CheckedInput): Html {
  return table(
    ['label', 'files', 'bytes', 'dirHash', 'verdict', 'findings'],
    bundles.map(({ record }) => [
      record.label,
      record.summary.files,
      record.summary.bytes,
      record.summary.dirHash,
      record.verdict,
      record.findings.map(({ code, where }) => `${code} ${where}`).join('; '),
    ]),
  );
}

function checksTable({ bundles }: CheckedInput): Html {
  return table(
    ['check', 'type', 'result', 'why', 'observed'],
    bundles.flatMap(({ record }) =>
      record.checks.map(({ title, type, result, reason, observed }) => [
        title,
        type,
        result,
        reason,
        Object.entries(observed)
          .map(([name, value]) => `${name}: ${value}`)
          .join('; '),
      ]),
    ),
  );
}

function authorityTable(signed: readonly ReadStatement[]): Html {
  return table(
    ['what', 'about', 'signed by', 'at', 'until'],
    signed.flatMap(({ statement, signatures }) => {
      const about = aboutOf(statement);
      if (about === null) return [];
      const by = signatures.map(({ signer }) => signer.name).join('; ');
      return [[wordOf(statement.predicateType), about.what, by, statement.predicate.clock.utc, about.until ?? '']];
    }),
  );
}

function aboutOf(statement: Statement): { readonly what: string; readonly until: string | null } | null {
  switch (statement.predicateType) {
    case GRANT_TYPE:
      return { what: statement.predicate.action, until: statement.predicate.expires };
    case DISCHARGE_TYPE: {
      const { id, leg } = statement.predicate.blocker;
      return { what: leg === null ? id : `${id} (${leg})`, until: statement.predicate.expires };
    }
    case REVOCATION_TYPE:
      return { what: `${statement.predicate.revokes.kind} ${statement.predicate.revokes.id}`, until: null };
    default:
      return null;
  }
}

function peopleTable({ people }: CheckedInput): Html {
  return table(
    ['name', 'roles', 'fingerprint', 'enrolled', 'standing'],
    people.map(({ name, roles, publicKey, enrolledAt, standing }) => [
      name,
      roles.join(', '),
      sshFingerprint(publicKey),
      enrolledAt,
      standing.kind === 'active' ? 'active' : `${standing.kind} ${standing.at}: ${standing.reason}`,
    ]),
  );
}

function section(title: string, ...content: readonly Html[]): Html {
  return element('section', [element('h2', text(title)), ...content]);
}
