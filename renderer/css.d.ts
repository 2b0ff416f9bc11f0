/** A style sheet that the bundler collects into the page's own. */
declare module '*.css';
