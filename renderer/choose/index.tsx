import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './choose.css';
import '../strings/of-page.ts';
import { createRoot } from 'react-dom/client';
import { Crash } from '../ui/Crash.tsx';
import { ChooseApp } from './ChooseApp.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

createRoot(root).render(
  <Crash>
    <ChooseApp />
  </Crash>,
);
