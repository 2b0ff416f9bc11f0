import './shell.css';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { strings, utc } from '../../strings/index.ts';
import { OpenHelp } from '../../ui/help-context.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { BundlePage } from '../evidence/BundlePage.tsx';
import { EvidencePage } from '../evidence/EvidencePage.tsx';
import { Help } from '../help/Help.tsx';
import { useReview } from '../hooks/context.ts';
import { type Route, sectionOf } from '../hooks/route.ts';
import { Inbox } from '../inbox/Inbox.tsx';
import { JournalPage } from '../journal/JournalPage.tsx';
import { PacketPage } from '../packet/PacketPage.tsx';
import { PacketsPage } from '../packets/PacketsPage.tsx';
import { Palette } from '../palette/Palette.tsx';
import { PeoplePage } from '../station/PeoplePage.tsx';
import { StationPage } from '../station/StationPage.tsx';
import { Bars } from './Bars.tsx';
import { Header } from './Header.tsx';
import { Keyboard } from './Keyboard.tsx';
import { Navigation } from './Navigation.tsx';

interface FrameProps {
  readonly route: Route;
  /** The packet that was opened last. */
  readonly packetInHand: Sha256 | null;
}

/** What stays in place around every screen: header, banner, navigation. */
export function Frame({ route, packetInHand }: FrameProps) {
  const { workspaceFailure } = useReview();
  const content = useRef<HTMLElement>(null);
  const keys = useRef<HTMLDialogElement>(null);
  const help = useRef<HTMLDialogElement>(null);
  const [helpWords, setHelpWords] = useState<string | null>(null);
  const openHelp = useCallback((words: string) => setHelpWords(words), []);
  useLayoutEffect(() => {
    if (helpWords !== null && help.current?.open === false) help.current.showModal();
  }, [helpWords]);
  const screen = screenKey(route);
  useKeptFocus();
  useEffect(() => {
    // A new screen begins at its top; the key stands for the screen.
    if (screen !== '') content.current?.scrollTo(0, 0);
  }, [screen]);
  return (
    <OpenHelp value={openHelp}>
      <div className="frame">
        <Header packetInHand={packetInHand} section={sectionOf(route)} />
        <Bars />
        <div className="frame-body">
          <Navigation current={sectionOf(route)} />
          <main className="content" aria-label={strings.shell.main} ref={content}>
            <PageEnded />
            {workspaceFailure === null ? null : <FailureNotice failure={workspaceFailure} />}
            <Screen route={route} />
          </main>
        </div>
        <div className="frame-foot">
          <Palette
            packetInHand={packetInHand}
            showKeys={() => keys.current?.showModal()}
            showHelp={() => openHelp('')}
          />
          <Keyboard dialog={keys} />
          <Help dialog={help} words={helpWords} search={setHelpWords} />
        </div>
      </div>
    </OpenHelp>
  );
}

function screenKey(route: Route): string {
  if (route.at === 'packet') return `packet ${route.packet} ${route.part}`;
  return route.at === 'bundle' ? `bundle ${route.bundle} ${route.part ?? ''}` : route.at;
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.at) {
    case 'inbox':
      return <Inbox chosen={route.folder ?? null} />;
    case 'packets':
      return <PacketsPage />;
    case 'packet':
      return <PacketPage key={route.packet} packet={route.packet} part={route.part} show={route.show ?? null} />;
    case 'evidence':
      return <EvidencePage />;
    case 'bundle':
      return (
        <BundlePage key={route.bundle} bundle={route.bundle} part={route.part ?? 'verdict'} file={route.file ?? null} />
      );
    case 'journal':
      return <JournalPage />;
    case 'people':
      return <PeoplePage />;
    case 'station':
      return <StationPage />;
  }
}

const text = strings.shell.pageEnded;

/** That this page had ended and was loaded again, until the person has taken note of it. */
function PageEnded() {
  const { pageEnd } = useReview().station;
  const [noted, setNoted] = useState<string | null>(null);
  if (pageEnd === null || pageEnd.at === noted) return null;
  return (
    <Notice
      tone="danger"
      title={text.title}
      actions={
        <button type="button" onClick={() => setNoted(pageEnd.at)}>
          {text.dismiss}
        </button>
      }
    >
      {text.body(pageEnd.how, utc(pageEnd.at))}
    </Notice>
  );
}
