import type { Handlers } from '../../../shared/contract/channel.ts';
import type { ReviewChannels } from '../../../shared/contract/review.ts';
import { err, ok } from '../../../shared/result.ts';
import { canMakeIso } from '../../core/pack/iso-image.ts';
import type { Console } from '../../station/console/console.ts';
import { exploring } from '../../station/packets/exploring.ts';
import { bundleAmong, heldBundles } from '../../station/packets/held-bundles.ts';
import { passedOn } from '../../station/passed-on.ts';
import { recordView } from '../../station/record/acts.ts';
import { answerChallenge } from '../../station/station-answer.ts';
import { bundleSummary, journalPage, stationView, whichHashView } from '../../station/views.ts';

/** One handler a channel of the review window. Each is a few words: what it does is the services' business. */
export function reviewHandlers({
  station,
  media,
  imports,
  unfinished,
  vaultCheck,
  gitIds,
  packets,
  decisions,
  dossiers,
  authorities,
  receipts,
  identities,
  keyCare,
  trustedKeys,
  supportLog,
  language,
  practice,
  lastPageEnd,
}: Console): Handlers<ReviewChannels> {
  return {
    'station/status': async () => ok(stationView(station, language.view(), lastPageEnd())),
    'language/choose': (asked) => language.choose(asked.language),
    'station/answer': async ({ challenge }) => ok(await answerChallenge(station, challenge, new Date())),
    'practice/begin': async () => practice.begin(),
    'practice/leave': async () => practice.leave(),

    'media/pick': ({ purpose }) => media.pick(purpose),
    'media/volumes': () => media.volumes(),
    'media/unmounted': () => media.unmounted(),
    'media/contents': ({ folder }) => media.contents(folder),
    'media/eject': ({ folder }) => media.eject(folder),
    'media/scan': ({ folder }) => media.scan(folder),
    'media/leave': async ({ folder }) => media.leave(folder),

    'import/start': async ({ candidates }) => {
      const found = media.candidates(candidates);
      return found.ok ? ok(imports.start(found.value)) : found;
    },
    'import/jobs': async () => ok(imports.jobs()),
    'import/pause': async ({ job }) => imports.pause(job),
    'import/resume': async ({ job }) => imports.resume(job),
    'import/cancel': async ({ job }) => imports.cancel(job),
    'import/dismiss': async ({ job }) => imports.dismiss(job),
    'import/unfinished': () => unfinished.list(),
    'import/take-up': (asked) => unfinished.takeUp(asked.import, asked.from),
    'import/give-up': (asked) => unfinished.giveUp(asked.import),

    'packet/list': () => packets.list(),
    'packet/damaged': () => packets.damaged(),
    'packet/get': async ({ packet }) => {
      const view = await packets.view(packet);
      if (!view.ok) return view;
      station.opened.packetSent(packet, view.value.reading.source.length);
      gitIds.owed(view.value.evidence);
      return view;
    },
    'packet/shown': async ({ packet, lines }) => {
      station.opened.linesShown(packet, lines);
      return ok(null);
    },

    'bundle/list': async () => {
      const bundles = await heldBundles(station.vault);
      return bundles.ok ? ok(bundles.value.bundles.map(bundleSummary)) : bundles;
    },
    'bundle/damaged': async () => {
      const listed = await station.vault.listing();
      if (!listed.ok) return err(passedOn('bundle', listed.error));
      return ok(listed.value.damaged.map(({ id, error }) => passedOn('bundle', { ...error, where: id })));
    },
    'bundle/get': async ({ bundle }) => {
      const bundles = await heldBundles(station.vault);
      return bundles.ok ? bundleAmong(bundles.value, bundle) : bundles;
    },
    'bundle/which-hash': async ({ hash }) => {
      const bundles = await heldBundles(station.vault);
      return bundles.ok ? ok(whichHashView(hash, bundles.value.bundles)) : bundles;
    },

    ...exploring(station),

    'git-ids/compute': async (asked) => {
      const held = await heldBundles(station.vault);
      return held.ok ? ok(gitIds.ask(held.value.bundles.filter(({ id }) => asked.bundles.includes(id)))) : held;
    },
    'git-ids/state': async () => ok(gitIds.view()),
    'git-ids/stop': async () => ok(gitIds.stop()),

    'vault/check': async () => ok(vaultCheck.start()),
    'vault/check-state': async () => ok(vaultCheck.view()),
    'vault/check-stop': async () => ok(vaultCheck.stop()),

    'session/sign-in': ({ identity }) => identities.signIn(identity),
    'session/lock': async () => {
      await station.session.end('hand');
      return ok(null);
    },

    'identity/create': (wanted) => identities.create(wanted),
    'identity/change-passphrase': ({ identity }) => keyCare.changePassphrase(identity),
    'identity/back-up': ({ identity, destination }) => keyCare.backUp(identity, destination),
    'identity/restore': ({ identity, folder }) => keyCare.restore(identity, folder),
    'identity/scan-keys': ({ folder }) => trustedKeys.scan(folder),
    'identity/trust': (asked) => trustedKeys.trust(asked),
    'identity/end': (asked) => keyCare.end(asked),

    'decision/propose': (proposal) => decisions.propose(proposal),
    'decision/list': () => decisions.list(),
    'decision/export': ({ decision, destination }) => decisions.export(decision, destination),
    'decision/export-notes': ({ decision, destination, notes }) => decisions.exportNotes(decision, destination, notes),
    'decision/envelope': ({ decision }) => decisions.envelope(decision),

    'dossier/export': ({ packet, destination, form }) => dossiers.export(packet, destination, form),
    'dossier/can-make-iso': async () => ok(await canMakeIso()),

    'authority/get': ({ packet }) => authorities.view(packet),
    'authority/grant': (proposal) => authorities.grant(proposal),
    'authority/discharge': (proposal) => authorities.discharge(proposal),
    'authority/run': (asked) => authorities.run(asked),
    'authority/cosign': (asked) => authorities.cosign(asked),
    'authority/revoke': (asked) => authorities.revoke(asked),
    'authority/export': ({ envelope, destination }) => authorities.export(envelope, destination),
    'authority/import': ({ folder }) => authorities.carryIn(folder),

    'receipt/list': (of) => receipts.list(of),
    'receipt/unsigned': () => receipts.unsigned(),
    'receipt/sign-run': (asked) => receipts.signRun(asked.imports),
    'receipt/sign': (asked) => receipts.sign(asked.import),

    'log/export': ({ destination }) => supportLog.export(destination),

    'journal/acts': async (wanted) => ok(await recordView(station, wanted)),
    'journal/page': async ({ offset, limit }) => ok(journalPage(station.journal, offset, limit)),
  };
}
