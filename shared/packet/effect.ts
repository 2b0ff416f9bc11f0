/**
 * What an option does, by a closed grammar: it changes nothing only where every clause of its text is a phrase that is
 * known to be harmless, and at least one of them says so. Whatever is left over, in any language, means that it changes
 * things. docs/formats/packet.md has the grammar.
 */
export interface EffectReading {
  /** The clauses as written, in order. */
  readonly clauses: readonly string[];
  readonly changesNothing: boolean;
}

/** Commas, semicolons, colons, full stops, dashes between spaces, and parentheses part clauses. */
export const CLAUSE_END = /[,;:.!?…()[\]{}—–]|\s-{1,2}\s/;

/**
 * Reads the effect from an option's text and from what stands in parentheses behind its name. `text` has a placeholder
 * (U+FFFC) for each character that proves nothing: code, links, images, HTML.
 */
export function readEffect(text: string, qualifier = ''): EffectReading {
  const clauses = clausesOf(text);
  const said = [...clauses, ...clausesOf(qualifier).filter((clause) => !QUALIFIER.test(clause))];
  return {
    clauses,
    changesNothing:
      !DOUBT_SIGN.test(`${text} ${qualifier}`) &&
      said.every((clause) => isHarmless(clause)) &&
      clauses.some((clause) => saysSo(clause)),
  };
}

function clausesOf(text: string): string[] {
  return text
    .split(CLAUSE_END)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

/** A question, or a sign that stands for a state, says nothing for certain. */
export const DOUBT_SIGN = /[?？¿؟⁇⁈\p{Extended_Pictographic}\u2610-\u2612\u2717\u2718]/u;

/** What may stand behind an option's name without saying what it does. */
export const QUALIFIER = /^(?:the )?(?:default|recommended|preferred|proposed|safe)(?: (?:option|choice))?$/i;

const ADVERB = '(?:still|strictly|purely|entirely|completely|fully)';
const ADJECTIVE =
  '(?:a|an|the|one|another|further|new|final|full|complete|independent|manual|internal|external|production|staging|database|data|schema|quick|short|second|real-run|off-production)';
const CHECK =
  '(?:dry[- ]?runs?|(?:pre-?)?checks?|reviews?|inspections?|audits?|listings?|readings?|reports?|verifications?|validations?|comparisons?|assessments?|surveys?|analys[ei]s|probes?|queries|query)';
/** "of the backups": a noun phrase of up to five plain words. */
const OBJECT = '(?: of(?: [a-z0-9]+(?:-[a-z0-9]+)*){1,5})?';
const NO_MUTATION = `(?:no|without(?: any)?)(?: (?:production|database|data|schema|state))* mutations?`;

/** Phrases that say that nothing changes. */
export const SAYS_SO = new RegExp(
  `^(?:${[
    `(?:${ADVERB} )?${NO_MUTATION}`,
    `(?:${ADVERB} )?read-only`,
    `(?:${ADJECTIVE} )*(?:${ADVERB} )?(?:read-only|non-mutating) (?:${ADJECTIVE} )*${CHECK}${OBJECT}`,
    `(?:${ADJECTIVE} )*${CHECK} ${NO_MUTATION}`,
    `(?:${ADVERB} )?do(?:es)? nothing(?: further| else| more| now)?`,
    '(?:keep |stay on )?hold(?: for now| here| production)?',
    'keep holding(?: production)?',
  ].join('|')})$`,
);

/** Phrases that do no harm and do not say by themselves that nothing changes. */
export const NEUTRAL = new RegExp(
  `^(?:${[
    `(?:${ADJECTIVE} )*pre-?checks?`,
    'entry ?==? ?exit',
    '(?:no|without(?: any)?)(?: (?:production|database|data|schema|state))* (?:changes?|writes?|deploy(?:ment)?s?|apply|restarts?|releases?|cutover|activation|execution|migration|contact|secrets?)',
    'nothing changes',
    'wait(?: for the next (?:packet|revision|decision|review))?',
  ].join('|')})$`,
);

/** What turns a noun phrase into more than one: a conjunction, a preposition, or a plain order. */
export const IN_OBJECT =
  /\b(?:and|or|then|plus|but|nor|so|with|by|to|on|onto|into|from|before|after|until|while|via|for|as|at|through|over|not|no|apply|drop|delete|erase|wipe|execute|run|start|stop|launch|go|ship|switch|activate|deploy|kill|write|overwrite|transfer|send|publish|replace|truncate|lift|release|restart|reboot|reset|format|eject|fire|burn|cut|flip|detonate|out|off|up|down|live|broken|leeren|vider|usun|xoa|het|force|forced|cutover|failover|rollout|upgrade|payment|payments|option|one-way|\w+ing|\w{2,}ed)\b/;

function isHarmless(clause: string): boolean {
  return saysSo(clause) || NEUTRAL.test(plain(clause));
}

function saysSo(clause: string): boolean {
  const words = plain(clause);
  if (!SAYS_SO.test(words)) return false;
  const object = / of (.*)$/.exec(words)?.[1];
  return object === undefined || !IN_OBJECT.test(object);
}

/** In lower case where it is plain ASCII, else a text that no phrase fits: letters of other scripts prove nothing. */
function plain(clause: string): string {
  return /^[\x20-\x7e]*$/.test(clause) ? clause.toLowerCase().replace(/\s+/g, ' ') : '\uFFFC';
}

/**
 * Whether a text denies that nothing changes, for `mutates: false` in packet.json: by a word for an action, for doubt or
 * for a condition. A text that the grammar understands as harmless denies nothing.
 */
export function deniesNoChange(text: string): boolean {
  if (readEffect(text).changesNothing) return false;
  return DENIES.test(text.replace(RULED_OUT, ' ')) || !SOUNDS_HARMLESS.test(text) || DOUBT_SIGN.test(text);
}

/** A text with none of these does not even say what the field says. */
export const SOUNDS_HARMLESS =
  /\b(?:read|inspect\w*|check\w*|review\w*|look\w*|list\w*|compar\w*|measur\w*|report\w*|dry[- ]?run|verif\w*|validat\w*|audit\w*|observ\w*|hold\w*|wait|nothing|no|without|analy\w*|plan\w*|discuss\w*|survey\w*|document\w*|count\w*|query|queries|watch\w*|monitor\w*|tests?|rehears\w*|simulat\w*|read-only|probe\w*|assess\w*|estimat\w*|collect\w*|gather\w*|study|studies)\b/i;

const ACTION =
  'appl(?:y|ies|ied|ying)|execut\\w*|mutat\\w*|writ(?:e|es|ing|ten)|delet\\w*|eras\\w*|drop\\w*|truncat\\w*|insert\\w*|updat\\w*|alter\\w*|migrat\\w*|deploy\\w*|releas\\w*|publish\\w*|promot\\w*|activat\\w*|cut ?over|switch\\w*|repoint\\w*|point(?:s|ed|ing)?|restor\\w*|roll(?:s|ed|ing)? ?back|rollback|re-?start\\w*|start(?:s|ed|ing)?|stop(?:s|ped|ping)?|reboot\\w*|merg\\w*|push\\w*|install\\w*|upgrad\\w*|enabl\\w*|disabl\\w*|overwrit\\w*|purg\\w*|wip(?:e|es|ed|ing)|chang(?:e|es|ed|ing)|modif\\w*|export\\w*|import\\w*|send\\w*|transfer\\w*|launch\\w*|ship\\w*|go(?:es|ing)?|sign(?:s|ed|ing)?|grant\\w*|kill\\w*|scal\\w*|lift\\w*|resum\\w*|generat\\w*|creat\\w*|remov\\w*|replac\\w*|run(?:s|ning)?|set(?:s|ting)?|mov(?:e|es|ed|ing)|load\\w*|tak(?:e|es|ing)|end(?:s|ed|ing)?|rotat\\w*|revok\\w*|clos(?:e|es|ing)|open(?:s|ed|ing)?|turn\\w*|add(?:s|ed|ing)?|begin\\w*|proceed\\w*|perform\\w*|commit\\w*|trigger\\w*|authori[sz]\\w*|permit\\w*|approv\\w*|fail ?over|post\\w*|pay\\w*|shut\\w*|cancel\\w*|rm|mkfs|vacuum|reset\\w*|flip\\w*|detonat\\w*|destr\\w*|irreversibl\\w*|format\\w*|flash\\w*|drain\\w*|demot\\w*';
const DOUBT =
  "not|never|neither|nor|cannot|non|un|n['’]t|except|unless|but|besides|apart|other than|beyond|until|then|after|afterwards?|followed|if|almost|mostly|nearly|partly|partially|hardly|barely|nominally|supposedly|optional(?:ly)?|longer|expected|planned|withdrawn";
const ELSEWHERE =
  'áp dụng|thực hiện|triển khai|chạy|xóa|xoá|xoa|ghi|không|chưa|rồi|sau đó|nicht|kein\\w*|ohne|anwenden|ausführen|durchführen|löschen|leeren|starten|dann|sin|no es|ejecutar|aplicar|borrar|luego|pas|ne|sans|exécuter|appliquer|supprimer|vider|puis|выполнить|применить|удалить|usuń|не|потом';
export const DENIES = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${ACTION}|${DOUBT}|${ELSEWHERE})(?![\\p{L}\\p{N}])|[执行应用删除写入不未没反映삭제部署]|n['’]t\\b`,
  'iu',
);
export const RULED_OUT =
  /\b(?:no|without(?: any)?) (?:deploy(?:ment)?s?|apply|restarts?|releases?|changes?|writes?|cutover|migration|mutations?|execution)\b/gi;
