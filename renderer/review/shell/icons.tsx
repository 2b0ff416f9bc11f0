import type { Section } from '../hooks/route.ts';

const PATHS: Readonly<Record<Section, string>> = {
  packets: 'M3 2h7l3 3v9H3zM5 8l2 2 4-4',
  inbox: 'M2 9l2-6h8l2 6v4H2zM2 9h4l1 2h2l1-2h4',
  evidence: 'M2 4h5l1 2h6v7H2z',
  journal: 'M4 2h8v12H4zM6 5h4M6 8h4M6 11h2',
  people:
    'M6 2.500a2.500 2.500 0 1 1 0 5a2.500 2.500 0 0 1 0-5M1.500 13c.5-3 2-4 4.500-4s4 1 4.500 4M10.500 3a2.500 2.500 0 0 1 0 4.500M11.500 9.200c2 .3 2.700 1.600 3 3.800',
  station: 'M2 3h12v8H2zM6 14h4M8 11v3',
};

/** The picture of a section, beside its name or in place of it. */
export function SectionIcon({ section }: { readonly section: Section }) {
  return (
    <svg className="section-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[section]} />
    </svg>
  );
}
