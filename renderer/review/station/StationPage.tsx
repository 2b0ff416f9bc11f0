import { isSealed } from '../../../shared/statement/sealed.ts';
import { strings, utc } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { Fields } from '../../ui/Fields.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';
import { ChooseLanguage } from '../parts/ChooseLanguage.tsx';
import { Challenge } from './Challenge.tsx';
import { ExportLog } from './ExportLog.tsx';
import { VaultCheck } from './VaultCheck.tsx';

const text = strings.station;

/** This installation: what it runs, what it found, how it is kept off the network. */
export function StationPage() {
  const { station } = useReview();
  const { airgap, journal, seal } = station;
  return (
    <div className="page">
      <PageTitle>{text.title}</PageTitle>
      <ChooseLanguage />
      <VaultCheck />
      <DataFindings />
      <ExportLog />
      <section className="card" aria-labelledby="airgap-title">
        <h2 id="airgap-title">{text.airgap.title}</h2>
        <Fields
          rows={[
            [
              text.airgap.links,
              airgap.linksUp.length === 0 ? (
                text.airgap.none
              ) : (
                <Untrusted key="links" text={airgap.linksUp.map((one) => one.name).join(', ')} />
              ),
            ],
            ...(airgap.probeFailure === undefined
              ? []
              : [[text.airgap.failure, <Untrusted key="failure" text={airgap.probeFailure} />] as const]),
            [text.airgap.launcher, isSealed(seal) ? text.airgap.sealed : text.airgap.unsealed],
            ...seal.probes.map(
              ({ probe, outcome, detail }) =>
                [
                  text.airgap.probe[probe],
                  <Untrusted
                    key={probe}
                    text={detail === '' ? text.airgap.outcome[outcome] : `${text.airgap.outcome[outcome]}: ${detail}`}
                  />,
                ] as const,
            ),
            [text.airgap.display, text.airgap.displays[seal.display]],
            ...(seal.accessible === true
              ? [[text.airgap.screenReader, strings.shell.airgap.accessibleNote] as const]
              : []),
            ...(seal.unsealed === null ? [] : [[text.airgap.typed, seal.unsealed] as const]),
            ...(seal.letPass.length === 0
              ? []
              : [[text.airgap.letPass, <Untrusted key="passed" text={seal.letPass.join(' ')} />] as const]),
            [text.airgap.checked, utc(airgap.checkedAt)],
          ]}
        />
      </section>
      <section className="card" aria-labelledby="console-title">
        <h2 id="console-title">{text.console.title}</h2>
        <Fields
          rows={[
            [text.console.version, station.console.version],
            [text.console.runtime, station.console.runtime],
            [text.console.build, <Digest key="build" text={station.console.buildSha256} what={text.console.build} />],
            [text.console.stationKey, <Digest key="key" text={station.stationKeyid} what={text.console.stationKey} />],
          ]}
        />
      </section>
      <Challenge />
      <section className="card" aria-labelledby="station-journal-title">
        <h2 id="station-journal-title">{text.journal.title}</h2>
        <Fields
          rows={[
            [
              text.journal.state,
              journal.readOnly === null ? text.journal.good : <Untrusted key="state" text={journal.readOnly} />,
            ],
            [text.journal.size, strings.format.integer(journal.size)],
            [text.journal.root, <Digest key="root" text={journal.rootHash} what={text.journal.root} />],
          ]}
        />
      </section>
    </div>
  );
}

const dataFindingsText = strings.station.data;

/** What is odd about the files of this station; nothing where nothing is. */
function DataFindings() {
  const { findings } = useReview().station;
  if (findings.length === 0) return null;
  return (
    <section className="card" aria-labelledby="data-findings-title">
      <h2 id="data-findings-title">{dataFindingsText.title}</h2>
      <p className="soft">{dataFindingsText.lead}</p>
      <FindingList findings={findings} />
    </section>
  );
}
