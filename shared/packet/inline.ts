import type { Token } from 'markdown-it';
import type { Inline } from './types.ts';

/** The text of inlines without their marks, runs of white space as one space: the form that fields are read in. */
export function plainText(inlines: readonly Inline[]): string {
  return collapse(rawText(inlines));
}

export function collapse(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').trim();
}

/** The text of inlines without their marks, line breaks of the source kept. */
export function rawText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => (inline.kind === 'text' || inline.kind === 'code' ? inline.text : rawText(inline.text)))
    .join('');
}

export function text(content: string): Inline[] {
  return content === '' ? [] : [{ kind: 'text', text: content }];
}

/** One open `strong`, `emphasis` or link, and what it holds so far. */
interface Frame {
  readonly kind: 'root' | 'strong' | 'emphasis' | 'link';
  readonly target: string;
  readonly content: Inline[];
}

/** markdown-it's inline tokens as plain typed inlines. Links and images are shown as text with their target. */
export function inlinesFromTokens(tokens: readonly Token[]): Inline[] {
  const root: Frame = { kind: 'root', target: '', content: [] };
  const stack: Frame[] = [root];
  for (const token of tokens) {
    const top = stack.at(-1) ?? root;
    switch (token.type) {
      case 'strong_open':
      case 'em_open':
      case 'link_open':
        stack.push({ kind: frameKind(token.type), target: String(token.attrGet('href') ?? ''), content: [] });
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
      case 'image':
        append(top, withTarget(inlinesFromTokens(token.children ?? []), String(token.attrGet('src') ?? '')));
        break;
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

function frameKind(type: 'strong_open' | 'em_open' | 'link_open'): Frame['kind'] {
  if (type === 'strong_open') return 'strong';
  return type === 'em_open' ? 'emphasis' : 'link';
}

function closed(frame: Frame): Inline[] {
  if (frame.kind === 'link') return withTarget(frame.content, frame.target);
  if (frame.kind === 'root') return frame.content;
  return [{ kind: frame.kind, text: frame.content }];
}

function withTarget(shown: readonly Inline[], target: string): Inline[] {
  return rawText(shown) === target ? [...shown] : [...shown, ...text(` (${target})`)];
}

function append(frame: Frame, added: readonly Inline[]): void {
  for (const inline of added) {
    const last = frame.content.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text') {
      frame.content[frame.content.length - 1] = { kind: 'text', text: last.text + inline.text };
    } else frame.content.push(inline);
  }
}
