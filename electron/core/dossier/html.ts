import type { Language } from '../../../shared/strings/language.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';

/** Markup that this folder wrote itself. Made only by the functions here, so that foreign text never is one. */
export type Html = { readonly html: string };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Foreign text: deceptive characters made visible, everything that HTML could read as markup escaped. */
export function text(value: string | number): Html {
  return { html: escapeVisible(String(value)).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '') };
}

/** One element. `attributes` is ours, never foreign. */
export function element(name: string, content: readonly Html[] | Html, attributes = ''): Html {
  const inner = 'html' in content ? content.html : content.map(({ html }) => html).join('');
  return { html: `<${name}${attributes === '' ? '' : ` ${attributes}`}>${inner}</${name}>` };
}

/** Words and times up to this many characters are not broken over lines; what is longer may be. */
const UNBROKEN = 24;

/** A table of foreign text, or the sentence `none` where it would be empty. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[], none: string): Html {
  if (rows.length === 0) return element('p', text(none));
  const headRow = element(
    'tr',
    head.map((cell) => element('th', text(cell), 'scope="col"')),
  );
  const bodyRows = rows.map((row) =>
    element(
      'tr',
      row.map((cell) => element('td', element('bdi', breakable(cell)), widthOf(cell))),
    ),
  );
  return element('table', [element('thead', headRow), element('tbody', bodyRows)]);
}

/** An identifier may be broken after an underscore, before it is broken anywhere. */
function breakable(cell: string | number): Html {
  return { html: text(cell).html.replaceAll('_', '_<wbr>') };
}

function widthOf(cell: string | number): string {
  return String(cell).length <= UNBROKEN ? 'class="short"' : '';
}

/** A whole page without a script, that may load nothing from anywhere. */
export function page(language: Language, title: string, style: string, content: readonly Html[]): string {
  const head = [
    { html: '<meta charset="utf-8">' },
    { html: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">` },
    { html: '<meta name="viewport" content="width=device-width, initial-scale=1">' },
    element('title', text(title)),
    { html: `<style>${style}</style>` },
  ];
  return `<!doctype html>\n${element('html', [element('head', head), element('body', content)], `lang="${language}"`).html}\n`;
}
