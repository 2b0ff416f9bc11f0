import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './crash.css';
import '../strings/of-page.ts';
import { createRoot } from 'react-dom/client';
import { Crash } from '../ui/Crash.tsx';
import { CrashApp } from './CrashApp.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

createRoot(root).render(
  <Crash>
    <CrashApp />
  </Crash>,
);
