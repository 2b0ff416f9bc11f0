import { strings } from '../../strings/index.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Job } from './Job.tsx';
import { useJobs } from './use-jobs.ts';

/** Imports under way, and ended ones until they are dismissed. */
export function JobList() {
  const { list, problem } = useJobs();
  if (list.length === 0 && problem === null) return null;
  return (
    <section className="card" aria-labelledby="jobs-title">
      <h2 id="jobs-title">{strings.inbox.jobs.title}</h2>
      {problem === null ? null : <FailureNotice problem={problem} />}
      <ul className="jobs">
        {list.map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}
