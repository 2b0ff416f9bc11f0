import { useState } from 'react';
import type { PacketReading } from '../../../shared/packet/types.ts';
import { strings } from '../../strings/index.ts';
import { Coverage } from './Coverage.tsx';
import { DocumentText } from './DocumentText.tsx';

const text = strings.packet.coverage;

/** The document to read, or its source line by line with what each line became. */
export function DocumentPart({ reading }: { readonly reading: PacketReading }) {
  const [shown, show] = useState<'text' | 'coverage'>('text');
  if (reading.source.length === 0) return <DocumentText blocks={reading.document} />;
  return (
    <>
      <fieldset className="segmented" aria-label={text.view}>
        <button type="button" aria-pressed={shown === 'text'} onClick={() => show('text')}>
          {text.asText}
        </button>
        <button type="button" aria-pressed={shown === 'coverage'} onClick={() => show('coverage')}>
          {text.asCoverage} <span className="soft number">{text.toAcknowledge(reading.unread.length)}</span>
        </button>
      </fieldset>
      {shown === 'text' ? <DocumentText blocks={reading.document} /> : <Coverage reading={reading} />}
    </>
  );
}
