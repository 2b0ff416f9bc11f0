/**
 * The words that the reader knows. Lists of harmless words can open; lists of warning words can only lock. A word that
 * stands in neither counts as a warning wherever the reader has to decide.
 */

/** Letters, digits and what stands inside a word; the unit in which texts are compared with the lists below. */
export const WORD = /[\p{L}\p{M}\p{N}]+(?:['’_-][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text, in lower case, in order. */
export function wordsOf(text: string): string[] {
  return (text.match(WORD) ?? []).map((word) => word.toLowerCase());
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Words that can speak against an option or a closed row. A passage with one is acknowledged by itself. */
export const WATCH = words(`
  open opened opens reopen reopened re-opened pending blocked blocking blocks blocker blockers block not no never none neither
  nor cannot can't cant don't dont doesn't isn't wasn't aren't won't hasn't haven't didn't shouldn't mustn't without
  until unless except but however before after only if must should shall need needs needed require requires required
  requirement requirements condition conditions conditional precondition preconditions prerequisite prerequisites gate
  gates gated risk risks risky danger dangerous warning caution unsafe withdrawn withdraw revoked revoke rescinded
  retracted superseded supersedes obsolete void voided cancelled canceled deprecated expired expires invalid rejected
  first sign signed signs countersign freeze frozen struck off swapped means meant legend ignore ignored example replaces
  replaced replace instead lost nobody key holder through valid dead disagree
  refused suspended forbidden prohibited banned todo tbd tbc fixme wip incomplete unfinished unresolved outstanding
  missing failed fails failing fail failure broken partial partially remaining remains remain yet still again wait
  waiting awaiting hold stop halt abort postpone postponed delay delayed unknown unclear doubt unproven unverified
  unapproved unauthorized unauthorised disputed wrong stale outdated draft proposed irreversible
  grant grants granted permit permits permission approve approved approval approvals consent licence license authorise
  authorize authorised authorized authorization authorisation
  không chưa đừng cấm cần phải trước khi nếu trừ mở treo chặn rủi thiếu hủy huỷ thu hồi lỗi
  nicht kein keine keinen nie niemals ohne offen gesperrt blockiert bis bevor erst muss müssen darf risiko zurückgezogen
  widerrufen ausstehend fehlt außer aber noch
  pas ne jamais sans ouvert ouverte bloqué bloquée avant sauf risque retiré annulé doit manque encore
  sin nunca abierto abierta bloqueado bloqueada hasta antes salvo riesgo retirado pendiente debe falta todavía aún
  non senza mai aperto bloccato prima rischio ritirato não sem aberto bloqueado antes risco нет не никогда без открыт
  открыта заблокирован пока риск отозван должен 不 没 未 无 禁止 必须 打开 未关闭 阻塞 风险 ない 未 禁止
`);

/** The words of a text that stand on the watch list, each once. */
export function watchWords(text: string): string[] {
  return [...new Set(wordsOf(text).flatMap((word) => [word, ...word.split('_')]))].filter((word) => WATCH.has(word));
}

/**
 * Words that say that something is no longer to be used. In a heading, an option, a status or beside a name they are an
 * error: nobody decides on a withdrawn packet.
 */
export const WITHDRAWN =
  /(?<![\p{L}\p{N}])(?:withdrawn|withdrew|revoked|rescinded|retracted|superseded|obsolete|void(?:ed)?|null and void|cancell?ed|deprecated|expired|invalid(?:ated)?|rejected|suspended|abandoned|forbidden|prohibited|vetoed|unavailable|illegal|not recommended|draft|placeholder|example only|verboten|bị cấm|cấm|запрещен[оаы]?|запрещено|zakázáno|wycofan[eoay]|retirada|đã rút|已撤回|(?:do|must|shall|may|should|can) ?not (?:be )?(?:use[d]?|choose|chosen|select(?:ed)?|execut(?:e|ed)|appl(?:y|ied)|proceed|pick(?:ed)?|sign(?:ed)?|tak(?:e|en))|no longer (?:valid|available|offered|in force)|not (?:valid|available|allowed|offered|in force)|don['’]t (?:use|choose|select|execute|apply|proceed|sign)|thu hồi|hủy bỏ|huỷ bỏ|đã hủy|đã huỷ|bị cấm|zurückgezogen|widerrufen|ungültig|verworfen|hinfällig|retiré|annulé|révoqué|retirado|anulado|revocado|revogado|ritirato|annullato|отозван[оаы]?|отменен[оаы]?|отменён|作废|撤回|撤销|取り消し)(?![\p{L}\p{N}])/iu;

/** What in a text says that its subject is withdrawn; `null` where nothing does. */
export function withdrawnIn(text: string): string | null {
  return WITHDRAWN.exec(text.replace(/[_*~`]+/g, ' ').replace(/\s+/g, ' '))?.[0] ?? null;
}

/** Conditions in an option's text that no rule can check, and words that take the option back. */
export const UNCHECKED_CONDITION =
  /(?<![\p{L}\p{N}])(?:until|unless|not (?:yet|before|until|now)|pending|blocked|on hold|todo|tbd|tbc|fixme|wip|draft only|(?:but )?only (?:after|if|when|once|with|on|by|from|under|where|in)|after|before|once|when|if|as soon as|in case|provid(?:ed|ing)|assuming|subject to|depend(?:s|ing)? on|contingent|conditional(?:ly)?|requir(?:es?|ing)|needs?|must|never|not (?:possible|an option|to be)|said no|no-go|overruled|disabled|deactivated|locked|two keys|both keys|four eyes|two signatures|struck|impossible|wait(?:ing|s)?|awaiting|too early|dropped|discarded|dismissed|withheld|unsafe|missing|open|no longer|example|listed for completeness|on (?:the word|request|demand)|footnote|previo|sous réserve|supprimée?s?|eliminad[oa]s?|odrzucon[eya]|từ chối|gesperrt|gestrichen|deaktiviert|falls|sobald|nachdem|erst|interdite?|bloquée?s?|désactivée?|anulad[oa]s?|prohibid[oa]s?|bloquead[oa]s?|chưa|khóa|khoá|sau khi|nếu|khi|trước|отклонен[оаы]?|запрещён|после|если|zablokowan[eay])(?![\p{L}\p{N}])|却下|不可|暂停|禁止|未|否决|承認|批准|[?？†‡]|\[\^/iu;

/** Conditions that the rules do check: that every blocker is closed, that a grant is there. */
export const CHECKED_CONDITION =
  /\b(?:requir(?:es?|ing)|needs?|only (?:after|with|when|once)|after|once|when|if|until)\b[^.;]{0,80}?\b(?:blockers?|preconditions?|gates?|prerequisites?)\b[^.;]{0,40}?\b(?:closed|resolved|discharged|done|met|cleared)\b|\b(?:requir(?:es?|ing)|needs?|only with|must have)\b[^.;]{0,80}?\bgrants?\b/gi;

/** A condition in an option's text that the rules do not check, such as "not before July"; `null` where there is none. */
export function uncheckedCondition(text: string): string | null {
  const unchecked = text.replace(/\s+/g, ' ').replace(CHECKED_CONDITION, ' ');
  return UNCHECKED_CONDITION.exec(unchecked)?.[0] ?? pictureIn(unchecked);
}

/** A cross, a box, a lock, an hourglass. */
export const PICTURE = /[\p{Extended_Pictographic}\u2610-\u2612\u2713-\u2718\u25CB\u25CF\u25A0\u25A1]/u;

/** A sign that stands for a state; `null` where there is none. */
export function pictureIn(text: string): string | null {
  return PICTURE.exec(text)?.[0] ?? null;
}

/** Words by which a title says that its packet is none to decide on. */
export const TITLE_DENIES =
  /(?<![\p{L}\p{N}])(?:denied|declined|not (?:approved|for use|final|for decision)|do not act|replaced|for (?:training|practice|information|discussion)|template|sample|specimen|dummy|frozen|under review|open|pending|blocked|wip|tbd|archived|cop(?:y|ies) of|drill|exercise|example|fake|mock|on hold|what if|minutes of|concept|old|postponed|test packet|inactive|retired|historical|sandbox|discussion|preliminary|provisional|unofficial|unsigned|rfc|entwurf|abgelehnt|ersetzt|muster|brouillon|remplacée?|rejetée?|annulée?|refusée?|borrador|rechazad[oa]|sustituid[oa]|anulad[oa]|rascunho|rejeitad[oa]|bozza|respint[oa]|szkic|anulowan[oay]|odrzucon[oay]|koncept|zrušen[oay]|ontwerp|ingetrokken|vervallen|utkast|kladde|bản nháp|nháp|dự thảo|từ chối|thay thế|hết hiệu lực|chưa duyệt|taslak|iptal|périmée?|obsoleto|projekt|nieważn[eay]|недействител\w*|черновик|проект решения|отклонён|отклонен[оаы]?)(?![\p{L}\p{N}])|废止|廃止|草案|草稿|無効|无效|却下|초안|폐지|下書き|失効/iu;

/** What a title says against its own packet; `null` where it says nothing. */
export function titleDenies(title: string): string | null {
  return withdrawnIn(title) ?? TITLE_DENIES.exec(title)?.[0] ?? pictureIn(title);
}

/** Words that say that something is not closed. Near a row that says closed they outweigh it. */
export const NOT_CLOSED = words(`
  open opened reopen reopened re-opened opens pending blocked blocking not never cannot can't isn't wasn't hasn't until
  unless todo tbd tbc wip fixme unresolved outstanding incomplete unfinished unproven unverified remaining remains remain
  still again yet failed fails failing missing partial partially except but withdrawn revoked rejected refused disputed
  doubt unknown unclear waiting awaiting
  không chưa mở treo chặn thiếu nicht kein keine offen ausstehend fehlt noch blockiert pas ouvert ouverte ouverts
  bloqué manque encore abierto abierta abiertos pendiente falta aún todavía no aperto aperti aberto aberta não
  не открыт открыта открыты нет 未 不 没 打开 未关闭
`);

/** A word in the text that says that something is not closed; `null` where there is none. */
export function notClosedIn(text: string): string | null {
  return wordsOf(text).find((word) => NOT_CLOSED.has(word) || /[未没不]/u.test(word)) ?? null;
}

/** The words in which a text may speak of a blocker that its row calls closed. Anything else is taken against the row. */
export const ABOUT_CLOSED = words(`
  a an the this that these those all each both it its is was were are has have been and of for in at to by on with from
  see ran ok green twice pass passes row rows table list above below here details detail item number status state id
  closed resolved discharged done complete completed finished proven proved shown verified checked reviewed tested passed
  recorded signed confirmed demonstrated met fulfilled satisfied ran run succeeded successful successfully fully
  evidence proof report result results test tests rehearsal restore restored backup snapshot schema review check
  checks tree hash bundle attached record log tool day date time
  owner operator auditor team now already since as january february march april may june
  july august september october november december utc
`);

/** Whether every word of the text is one in which a closed row may be spoken of; numbers count as such. */
export function isAboutClosed(text: string): boolean {
  return wordsOf(text).every((word) => ABOUT_CLOSED.has(word) || /^[\d-]+$/.test(word) || /^[0-9a-f]{40,}$/.test(word));
}

/** Words for what an author asks of whoever decides: a blocker, a precondition, an open point. */
export const BLOCKER_WORDS =
  /(?<![\p{L}\p{N}])(?:blockers?|blocking|showstoppers?|obstacles?|impediments?|pre-?conditions?|prerequisites?|gates?|gating|outstanding|open (?:points?|items?|issues?|questions?|tasks?|actions?)|to-?dos?|unresolved|still open|remaining (?:work|points?|items?|issues?)|điểm chặn|vướng mắc|điều kiện tiên quyết|voraussetzung(?:en)?|vorbedingung(?:en)?|hindernis(?:se)?|offene punkte|préalables?|prérequis|bloquants?|bloqueos?|bloqueadores?|impedimentos?|requisitos previos|precondiciones|блокер[ыа]?|условия|阻塞|前提条件|障害)(?![\p{L}\p{N}])/iu;

const BLOCKER_WORDS_EVERYWHERE = new RegExp(BLOCKER_WORDS.source, 'giu');

/** Whether a heading announces blockers, which must then stand under it in a table that was read. */
export function speaksOfBlockers(text: string): boolean {
  return BLOCKER_WORDS.test(text);
}

/** Words for authority that somebody has to give. */
export const GRANT_HEADING =
  /(?<![\p{L}\p{N}])(?:grants?|permits?|permissions?|approvals?|authori[sz]ations?|consents?|licen[cs]es?|sign-?offs?|phê duyệt|cấp phép|freigaben?|genehmigung(?:en)?|autorizaciones|permisos|autorisations?|разрешени[ея]|批准|许可)(?![\p{L}\p{N}])/iu;

/** Whether a heading announces grants, which must then stand under it in a list that was read. */
export function speaksOfGrants(text: string): boolean {
  return GRANT_HEADING.test(text);
}

/** The words of headings under which lists and code are prose. Under any other heading they could hold blockers. */
export const HARMLESS_HEADING = words(`
  a an the this that of for in on at to and or by with from about what why how when who which we our it is was are were
  changed changes change history context background summary overview introduction purpose scope goal goals aim aims
  references reference links link related reading literature sources source further more information info see also
  glossary definitions definition terms vocabulary abbreviations notes note remark remarks comment comments
  recommendation recommendations rationale reason reasons reasoning discussion analysis explanation
  evidence proof test tests result results findings report reports rehearsal rehearsal-only measurements measured lane
  document packet decision decisions problem statement drivers consequences outcome pros cons considered timeline
  chronology schedule dates people participants authors contacts owner operator auditor team
  plan rollback restore backup design architecture system systems component components environment production staging
  clone database data tables migration cutover deployment release apply execution dry-run steps procedure method
  version versions revision
`);

/**
 * Whether every word of a heading is known to announce nothing that could hold a blocker. One without a word announces
 * nothing, and so ends nothing either: what stands under it may belong to the heading before it.
 */
export function isHarmlessHeading(text: string): boolean {
  const said = wordsOf(text).filter((word) => !/^[\d-]+$/.test(word));
  return said.length > 0 && said.every((word) => HARMLESS_HEADING.has(word));
}

/** The words that a heading above a table of blockers or a list of options may have beside those that announce it. */
export const BESIDE_ANNOUNCED = words(`
  a an the our all any every each of for to in on at and or before with what which that must be need needed required we
  this these following decision decisions packet production execution cutover go-live release migration deployment apply
  change changes status state gate gates actor actors owner owners operator auditor list table register overview current
  is are closed resolved discharged done complete completed met
  option options alternative alternatives choice choices choose chosen pick select exactly one only available offered
  possible considered default recommended mutating per
`);

/** The first word or sign of a heading over blockers or options that may say that they do not count; else `null`. */
export function unknownBeside(heading: string): string | null {
  const text = heading.replace(/^\s*\d+(?:\.\d+)*[.)]?\s+/, '').replace(BLOCKER_WORDS_EVERYWHERE, ' ');
  const word = wordsOf(text).find((one) => !BESIDE_ANNOUNCED.has(one));
  return word ?? /[^\p{L}\p{N}\s.,:;()'’&/—–-]/u.exec(text)?.[0] ?? null;
}
