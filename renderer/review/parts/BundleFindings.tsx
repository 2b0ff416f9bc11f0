import { useCallback } from 'react';
import { HELD_LIMIT } from '../../../shared/contract/limits.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { Finding } from '../../../shared/finding/index.ts';
import { placesIn } from '../../../shared/finding/place.ts';
import { FindingList, type WayTo } from '../../ui/FindingList.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { useAnswer } from '../hooks/use-answer.ts';

interface BundleFindingsProps {
  readonly bundle: Sha256;
  readonly findings: readonly Finding[];
}

/** The findings about a bundle, each with the way to the file and line that it speaks of, where the bundle has that file. */
export function BundleFindings({ bundle, findings }: BundleFindingsProps) {
  const { go } = useReview();
  const [asked] = useAnswer(
    useCallback(() => {
      const named = findings.flatMap(({ where }) => placesIn(where).map(({ path }) => path));
      return ask('bundle/which-held', {
        bundle,
        paths: [...new Set(named)].filter((path) => path !== '' && path.length <= 8192).slice(0, HELD_LIMIT),
      });
    }, [bundle, findings]),
  );
  const held = asked.state === 'ready' ? asked.value : [];
  const wayTo: WayTo = ({ where }) => {
    const place = placesIn(where).find(({ path }) => held.includes(path));
    if (place === undefined) return null;
    const line = place.line === null ? {} : { line: place.line };
    return () => go({ at: 'bundle', bundle, part: 'files', file: { path: place.path, ...line } });
  };
  return <FindingList findings={findings} wayTo={wayTo} />;
}
