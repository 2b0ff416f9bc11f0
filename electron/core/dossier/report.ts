import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from '../../../shared/statement/authority.ts';
import { DECISION_TYPE } from '../../../shared/statement/decision.ts';
import type { DecisionStatement, Statement } from '../../../shared/statement/statement.ts';
import { describeEvent } from '../../../shared/strings/en/screen/events.ts';
import { sshFingerprint } from '../decision-folder/fingerprint.ts';
import { wordOf } from '../decision-folder/names.ts';
import { formatsOf, signersOf } from './formats.ts';
import { element, type Html, page, table, text } from './html.ts';
import type { CheckedInput, ReadStatement } from './read-input.ts';
import { asOf, authorityNow, isDecision, type Signed, stateOfDecision } from './report-decisions.ts';
import { receiptsTable } from './report-receipts.ts';
import { REPORT_STYLE } from './report-style.ts';
import { type StandingNow, standingNow } from './standing.ts';
import { timeline } from './timeline.ts';

/** The report for people: what the statements say, in one page that runs no script and loads nothing. It proves nothing. */
export function renderReport(input: CheckedInput): string {
  const decisions = input.signed.filter(isDecision);
  const title = `Dossier on ${input.packetId}`;
  const { entries } = input.journal;
  return page(title, REPORT_STYLE, [
    element('h1', text(title)),
    element('p', text('For reading. What proves it are the signed files beside this page: see VERIFY.txt.')),
    glance(input, decisions.at(-1)),
    ...decisions.toReversed().map((one) => decisionSection(one, input)),
    ...standingSections(input, decisions.at(-1)),
    section('Evidence that statements here rest on', evidenceTable(input)),
    section('What the console found in that evidence', checksTable(input)),
    section('What was imported, and who signed the receipt', receiptsTable(input)),
    section('Grants, discharges and revocations', authorityTable(input)),
    ...(input.fallen.length === 0 ? [] : [section('Signed by keys that were revoked since', fallenTable(input))]),
    section('Who may sign', peopleTable(input)),
    section('Timeline, by the clock of the station, which nobody vouches for', timeline(entries)),
    section(
      `Journal: ${entries.length} entries`,
      table(
        ['#', 'at', 'what'],
        entries.map(({ index, at, event }) => [index, at, describeEvent(event)]),
      ),
    ),
  ]);
}

/** What a reader wants to know first: what stands, who signed it, and which station and journal this is from. */
function glance(input: CheckedInput, latest: Signed<DecisionStatement> | undefined): Html {
  const { station, entries } = input.journal;
  const decided =
    latest === undefined
      ? []
      : [
          ['Latest decision', latest.statement.predicate.chosen.id],
          ['How it stands', stateOfDecision(latest, input)],
          ['Signed by', signersOf(latest)],
        ];
  return fields([
    ...decided,
    ['Station', station.name],
    ['Fingerprint of its key', sshFingerprint(station.key)],
    ['As of journal entry', `${entries.length - 1}, ${asOf(input)}`],
    ['Signed statements', String(input.signed.length)],
  ]);
}

function standingSections(input: CheckedInput, latest: Signed<DecisionStatement> | undefined): readonly Html[] {
  if (latest === undefined) return [];
  const now = standingNow(input, latest.statement.predicate.packet.sha256);
  return [
    section('Blockers, then and now', blockersTable(latest, now)),
    section(`Options as of ${asOf(input)}`, optionsTable(now)),
  ];
}

function decisionSection(one: Signed<DecisionStatement>, input: CheckedInput): Html {
  const { statement, sha256 } = one;
  const { predicate } = statement;
  return section(
    `Decision ${predicate.sequence}`,
    element('p', element('bdi', text(predicate.chosen.id)), 'class="chosen"'),
    fields([
      ['How it stands', stateOfDecision(one, input)],
      ['Packet', `${predicate.packet.id}, revision ${predicate.packet.revision}`],
      ['SHA-256 of the packet', predicate.packet.sha256],
      ['Default option', predicate.default ?? 'none'],
      ['Reason', predicate.reason],
      ['Blockers acknowledged', predicate.acknowledged.join(', ')],
      ['Signed by', signersOf(one)],
      ['Signatures', formatsOf(one)],
      ['At', predicate.clock.utc],
      ['In force', `from ${predicate.notBefore} ${predicate.expires === null ? 'on' : `to ${predicate.expires}`}`],
      ['Network links up', predicate.airgap.linksUp.join(', ') || 'none'],
      ['Launcher', predicate.airgap.launcher],
      ['Typed to sign with a link up', predicate.airgap.override ?? ''],
      ['SHA-256 of the statement', sha256],
    ]),
    locksTable(predicate.locks),
  );
}

function locksTable(locks: DecisionStatement['predicate']['locks']): Html {
  if (locks.length === 0) return element('p', text('No other option was locked.'));
  return table(
    ['locked option', 'because'],
    locks.map(({ option, reasons }) => [
      option,
      reasons.map(({ kind, about }) => `${kind.replaceAll('-', ' ')}: ${about}`).join('; '),
    ]),
  );
}

/** Names and values; what has no value is left out. */
function fields(all: readonly (readonly string[])[]): Html {
  return table(
    ['field', 'value'],
    all.filter(([, value]) => value !== ''),
  );
}

/** Now: by the rules that the window goes by, at the time of the journal's last entry. */
function blockersTable(latest: Signed<DecisionStatement>, now: StandingNow): Html {
  const then = new Map(latest.statement.predicate.blockers.map(({ id, status }) => [id, status]));
  return table(
    ['blocker', 'as the packet says it', 'at the latest decision', 'now'],
    now.blockers.map((one) => [one.id, one.statusText, then.get(one.id) ?? '', [one.now, ...one.reasons].join('; ')]),
  );
}

function optionsTable({ options }: StandingNow): Html {
  return table(
    ['option', 'now'],
    options.map(({ id, reasons }) => [id, reasons.length === 0 ? 'not locked' : `locked: ${reasons.join('; ')}`]),
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

function authorityTable(input: CheckedInput): Html {
  return table(
    ['what', 'about', 'signed by, and how', 'at', 'how it stands'],
    [...input.signed, ...input.waiting].flatMap((one) => {
      const about = aboutOf(one.statement, [...input.signed, ...input.fallen]);
      if (about === null) return [];
      const { utc } = one.statement.predicate.clock;
      return [[wordOf(one.statement.predicateType), about, formatsOf(one), utc, authorityNow(one, input)]];
    }),
  );
}

/** What these took away stays away; they give nothing. */
function fallenTable({ fallen, signed }: CheckedInput): Html {
  return table(
    ['what', 'about', 'signed by, and how', 'at'],
    fallen.map((one) => {
      const { statement } = one;
      const about = isDecision(one) ? one.statement.predicate.chosen.id : aboutOf(statement, [...signed, ...fallen]);
      return [wordOf(statement.predicateType), about ?? '', formatsOf(one), statement.predicate.clock.utc];
    }),
  );
}

/** What a grant, discharge or revocation is about; `null` for other statements. */
function aboutOf(statement: Statement, signed: readonly ReadStatement[]): string | null {
  switch (statement.predicateType) {
    case GRANT_TYPE:
      return statement.predicate.action;
    case DISCHARGE_TYPE: {
      const { id, leg } = statement.predicate.blocker;
      return leg === null ? id : `${id} (${leg})`;
    }
    case REVOCATION_TYPE: {
      const { kind, id, statementSha256 } = statement.predicate.revokes;
      const revoked = signed.find(({ sha256 }) => sha256 === statementSha256)?.statement;
      if (revoked?.predicateType === DECISION_TYPE) return `decision ${revoked.predicate.sequence}`;
      const about = revoked === undefined ? null : aboutOf(revoked, signed);
      return `${kind} ${about ?? id}`;
    }
    default:
      return null;
  }
}

function peopleTable({ people }: CheckedInput): Html {
  return table(
    ['name', 'roles', 'fingerprint', 'enrolled', 'standing'],
    people.map(({ name, roles, publicKey, enrolledAt, state }) => [
      name,
      roles.join(', '),
      sshFingerprint(publicKey),
      enrolledAt,
      state.kind === 'active' ? 'active' : `${state.kind} ${state.at}: ${state.reason}`,
    ]),
  );
}

function section(title: string, ...content: readonly Html[]): Html {
  return element('section', [element('h2', text(title)), ...content]);
}
