/**
 * Whether an option changes nothing, by the packet's own words: only where the packet says so.
 * Two sides are weighed, and doubt always falls on the side of "mutates":
 * - a claim: read-only, no mutation, do nothing, hold (as the first word of the id, or as the whole text);
 *   `qualifier` is what stands in parentheses after the id;
 * - against it: any negation that could reach the claim, any hedge, and any word for an action that changes things.
 */
export function saysNothingMutates(id: string, text: string, qualifier = ''): boolean {
  const whole = neutral(`${qualifier}; ${text}`);
  const claims = whole.replace(CLAIM, CLAIMED);
  const claimed = claims !== whole || HOLD_ID.test(id) || HOLD_TEXT.test(text);
  return claimed && !speaksAgainst(id, claims);
}

/** Whether words for change or doubt stand in the option; a field that says `mutates: false` is then contradicted. */
export function contradictsNoMutation(id: string, text: string): boolean {
  return speaksAgainst(id, neutral(text).replace(CLAIM, CLAIMED));
}

const CLAIMED = ' § ';

/** An action that is ruled out ("no deploy") is neither a claim about the rest nor an action. */
function neutral(text: string): string {
  return text.replace(RULED_OUT, ' ');
}

const CLAIM =
  /\bread[- ]only\b|\b(?:no|without(?: any)?) (?:production |database |data )?mutations?\b|\bnon-mutating\b|\bdo(?:es|ing)? nothing\b/gi;
const HOLD_ID = /^HOLD(?:[_-]|$)/i;
const HOLD_TEXT = /^(?:keep )?hold(?:ing)?(?: (?:here|everything|production|for now))?[.!]?$/i;

function speaksAgainst(id: string, claims: string): boolean {
  const name = id.replace(/[_-]/g, ' ');
  // What follows HOLD in a name is what is held, unless the name goes on to say what happens then.
  const named = HOLD_ID.test(id) ? /\b(?:and|or)\b/i.test(name) : ACTION.test(name);
  const doubted = NEGATION.test(claims) || HEDGE.test(claims) || HEDGE.test(name);
  return named || doubted || ACTION.test(claims) || noBeforeClaim(claims);
}

/** "no" and "without" are common after a claim ("read-only, no secrets"), and turn it round only before one. */
function noBeforeClaim(claims: string): boolean {
  return /\b(?:no|without|none|nothing|zero)\b[^.;]*§/i.test(claims);
}

const NEGATION = /\b(?:not|never|neither|nor|cannot|non|un)\b|n['’]t\b/i;
const HEDGE =
  /\b(?:except|excepting|unless|but|besides|apart|other than|beyond|until|then|afterwards?|followed|only if|if|almost|mostly|nearly|partly|partially|hardly|barely|nominally|supposedly|optional(?:ly)?|longer)\b/i;
const ACTION_WORD =
  '(?:appl(?:y|ies|ied|ying)|execut(?:e|es|ed|ing|ion)|mutat(?:e|es|ed|ing|ions?)|writ(?:e|es|ing|ten)|delet(?:e|es|ed|ing|ion)|drop(?:s|ped|ping)?|truncat\\w*|insert\\w*|updat\\w*|alter\\w*|migrat\\w*|deploy\\w*|releas\\w*|publish\\w*|promot\\w*|activat\\w*|cutover|cut over|switch\\w*|repoint\\w*|restor\\w*|roll(?:s|ed|ing)? ?back|rollback|restart\\w*|reboot\\w*|merg\\w*|push\\w*|install\\w*|upgrad\\w*|enabl\\w*|disabl\\w*|overwrit\\w*|purg\\w*|wip\\w*|chang(?:e|es|ed|ing)|modif\\w*)';
const ACTION = new RegExp(`\\b${ACTION_WORD}\\b`, 'i');
const RULED_OUT = new RegExp(`\\b(?:no|without(?: any)?) (?!mutat)${ACTION_WORD}\\b`, 'gi');
