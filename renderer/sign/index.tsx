import '../ui/fonts.css';
import './without-eval.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import './sign.css';
import '../strings/of-page.ts';
import { createRoot } from 'react-dom/client';
import { Crash } from '../ui/Crash.tsx';
import { SignApp } from './SignApp.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

createRoot(root).render(
  <Crash>
    <SignApp />
  </Crash>,
);
