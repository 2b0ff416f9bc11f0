import type { Token } from 'markdown-it';
import { assertNever } from '../result.ts';
import type { Inline } from './types.ts';

/** The text of inlines without their marks, runs of white space as one space: the form that fields are read in. */
export function plainText(inlines: readonly Inline[]): string {
  return collapse(rawText(inlines));
}

export function collapse(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').trim();
}

/** The text of inlines without their marks, line breaks of the source kept; a link is followed by where it leads. */
export function rawText(inlines: readonly Inline[]): string {
  return inlines.map(textOf).join('');
}

function textOf(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
    case 'html':
      return inline.text;
    case 'link':
      return `${rawText(inline.text)}${shownTarget(inline)}`;
    case 'strong':
    case 'emphasis':
      return rawText(inline.text);
    default:
      return assertNever(inline, 'inline text');
  }
}

/** Where a link leads, as it is shown behind its text. Never left out: what is linked is told from what is not. */
export function shownTarget({ target }: Extract<Inline, { kind: 'link' }>): string {
  return ` (${target})`;
}

/**
 * The raw text with a placeholder for each character that proves nothing: code, links, images and HTML. White space
 * stays, so that both texts collapse alike and a place in one is the same place in the other.
 */
export function provableText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'text') return inline.text;
      if (inline.kind === 'strong' || inline.kind === 'emphasis') return provableText(inline.text);
      return textOf(inline).replace(/[^ \t\r\n]/g, UNPROVABLE);
    })
    .join('');
}

const UNPROVABLE = '\uFFFC';

export function text(content: string): Inline[] {
  return content === '' ? [] : [{ kind: 'text', text: content }];
}

/** One open `strong`, `emphasis` or link, and what it holds so far. */
interface Frame {
  readonly kind: 'root' | 'strong' | 'emphasis' | 'link';
  readonly target: string;
  readonly content: Inline[];
}

/** markdown-it's inline tokens as plain typed inlines. Images are links with their alternative text. */
export function inlinesFromTokens(tokens: readonly Token[]): Inline[] {
  const root: Frame = { kind: 'root', target: '', content: [] };
  const stack: Frame[] = [root];
  for (const token of tokens) {
    const top = stack.at(-1) ?? root;
    switch (token.type) {
      case 'strong_open':
      case 'em_open':
      case 'link_open':
        stack.push({ kind: frameKind(token.type), target: targetOf(token, 'href'), content: [] });
        break;
      case 'strong_close':
      case 'em_close':
      case 'link_close':
        stack.pop();
        append(stack.at(-1) ?? root, closed(top));
        break;
      case 'code_inline':
        append(top, [{ kind: 'code', text: token.content }]);
        break;
      case 'html_inline':
        append(top, [{ kind: 'html', text: token.content }]);
        break;
      case 'image': {
        const shown = inlinesFromTokens(token.children ?? []);
        append(top, [{ kind: 'link', text: shown, target: targetOf(token, 'src') }]);
        break;
      }
      case 'softbreak':
      case 'hardbreak':
        append(top, text('\n'));
        break;
      default:
        append(top, text(token.content));
    }
  }
  return root.content;
}

function targetOf(token: Token, attribute: 'href' | 'src'): string {
  const title = token.attrGet('title');
  const target = String(token.attrGet(attribute) ?? '');
  return title === null ? target : `${target} "${title}"`;
}

function frameKind(type: 'strong_open' | 'em_open' | 'link_open'): 'strong' | 'emphasis' | 'link' {
  if (type === 'strong_open') return 'strong';
  return type === 'em_open' ? 'emphasis' : 'link';
}

function closed(frame: Frame): Inline[] {
  if (frame.kind === 'root') return frame.content;
  if (frame.kind === 'link') return [{ kind: 'link', text: frame.content, target: frame.target }];
  return [{ kind: frame.kind, text: frame.content }];
}

function append(frame: Frame, added: readonly Inline[]): void {
  for (const inline of added) {
    const last = frame.content.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text') {
      frame.content[frame.content.length - 1] = { kind: 'text', text: last.text + inline.text };
    } else frame.content.push(inline);
  }
}
