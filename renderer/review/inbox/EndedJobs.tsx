import type { JobView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Mark, type State } from '../../ui/Mark.tsx';
import { Table } from '../../ui/Table.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { JobButtons } from './Job.tsx';
import { JobResult } from './JobResult.tsx';
import { countGroups, GROUPS, groupOf, type JobGroup } from './jobs.ts';

const text = strings.inbox.jobs;

const MARK: Readonly<Record<JobGroup, State>> = { refused: 'failed', attention: 'partial', fine: 'closed' };

/** Many imports that have ended: how they ended in one sentence, and a row each, those that need somebody first. */
export function EndedJobs({ jobs }: { readonly jobs: readonly JobView[] }) {
  const inGroups = GROUPS.map((group) => ({ group, jobs: jobs.filter((job) => groupOf(job) === group) }));
  const { refused, attention, fine } = countGroups(jobs);
  return (
    <>
      <p role="status">
        <strong>{text.summary(jobs.length, refused, attention, fine)}</strong>
      </p>
      <Table name={text.ended} className="ended-jobs" columns={[text.columns.how, text.columns.name, text.columns.act]}>
        {inGroups.flatMap(({ group, jobs: those }) => those.map((job) => <Row key={job.id} job={job} group={group} />))}
      </Table>
    </>
  );
}

function Row({ job, group }: { readonly job: JobView; readonly group: JobGroup }) {
  const titleId = `job-${job.id}`;
  return (
    <tr>
      <td className="nowrap">
        <Mark state={MARK[group]}>{text.group[group]}</Mark>
      </td>
      <td>
        <Disclosure
          summary={
            <span id={titleId}>
              <Untrusted text={job.name} /> <span className="soft">{text.kind[job.kind]}</span>
            </span>
          }
        >
          {job.outcome === null ? null : <JobResult outcome={job.outcome} />}
        </Disclosure>
      </td>
      <td>
        <JobButtons job={job} titleId={titleId} />
      </td>
    </tr>
  );
}
