import { authority } from './authority.ts';
import { changes } from './changes.ts';
import { choose } from './choose.ts';
import { language } from './choose-language.ts';
import { crash } from './crash.ts';
import { decide } from './decide.ts';
import { dossier } from './dossier.ts';
import { describeEvent } from './events.ts';
import { evidence } from './evidence.ts';
import { explorer } from './explorer.ts';
import { help } from './help.ts';
import { inbox } from './inbox.ts';
import { journal } from './journal.ts';
import { format } from './language.ts';
import { lockSentence } from './locks.ts';
import { notes } from './notes.ts';
import { packet } from './packet.ts';
import { palette } from './palette.ts';
import { qr } from './qr.ts';
import { receipt } from './receipt.ts';
import { record } from './record.ts';
import { report } from './report.ts';
import { shell } from './shell.ts';
import { sign } from './sign.ts';
import { standing } from './standing.ts';
import { station } from './station.ts';
import { terms } from './terms.ts';

/** English. */
export const en = {
  format,
  language,
  describeEvent,
  terms,
  lockSentence,
  shell,
  help,
  inbox,
  notes,
  packet,
  palette,
  decide,
  authority,
  changes,
  choose,
  crash,
  dossier,
  qr,
  receipt,
  report,
  evidence,
  explorer,
  journal,
  record,
  standing,
  station,
  sign,
};
