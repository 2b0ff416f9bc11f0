/**
 * What each failure says: what happened, what it means, what to do now. `{name}` is a gap for a parameter of the failure.
 * Three gaps are filled from the failure itself: `{cause}` with what the failure below it says, `{findings}` with what its
 * findings say, `{errno}` with the system's name of the error.
 */
export const failures = {
  'file/medium-full': 'The medium is full. Free some space on it or use another one, then retry.',
  'file/read-only': 'The medium is read-only. Release its write protection or use another one, then retry.',
  'file/not-permitted':
    'This account may not use the file or folder. Choose another folder, or have its permissions changed.',
  'file/unreadable':
    'The medium reports a read or write error. If it was pulled out, put it back and try again. If not, it may be damaged: use another one.',
  'file/gone': 'The file or folder is not there. If the medium was pulled out, put it back and try again.',
  'file/exists':
    'Something with that name is already there, and nothing is overwritten. Choose another folder, or move it away.',
  'file/not-a-regular-file':
    'What is at that path is not the kind of file that is needed, or is a link. Choose the file itself.',
  'file/name-refused': 'The medium does not accept the name or the request. Use a medium with another file system.',
  'file/too-large': 'The file is larger than is accepted here. Check that it is the right one.',
  'file/changed': 'The file changed while it was read. Close what writes to it, and retry.',
  'file/no-answer': 'The medium does not answer. Wait until it does and retry, or take it out and use another one.',
  'file/differs': 'The medium does not return the bytes that were written. Do not use this medium.',
  'file/other':
    'The system did not carry out the file operation (error {errno}). Have someone who knows this machine look at it.',

  'vault/missing': 'The vault does not have this. Import it again.',
  'vault/damaged': 'The vault holds damaged bytes here. Check the vault, and import what is affected again.',
  'vault/unknown-record':
    'The record of this bundle on the disk is not the one that the journal knows, so it is not believed. Check the vault, which makes the record again from the bytes, or import the bundle again.',
  'vault/too-large': 'This is larger than is accepted here.',
  'vault/system': 'The vault cannot be used. {cause}',
  'vault/thread': 'The work on the vault ended before it was done. {cause}',
  'thread/ended':
    'Holdfast met an error that it does not know, or ran out of memory: {fault}. Everything else still works. Try again, and report it when it happens again.',

  'import/cancelled': 'The import was cancelled. Nothing of it is listed.',
  'import/held-up':
    'The import was cancelled. Nothing of it is listed. One call to the medium or the disk is still running.',
  'import/refused':
    'The evidence has something that an evidence tree may not have, or could not be read completely. Nothing of it is listed.',
  'import/medium': 'The medium could not be read to the end. {cause}',
  'import/medium-kept': 'The medium could not be read to the end. {cause} What was read is kept: resume the import.',
  'import/vault': 'The vault could not take the bundle. {cause}',
  'import/vault-kept': 'The vault could not take the bundle. {cause} What was read is kept: resume the import.',
  'import/thread': 'The import ended before it was done. {cause}',
  'import/thread-kept': 'The import ended before it was done. {cause} What was read is kept: resume the import.',

  'keyring/passphrase-not-text': 'A passphrase is typed text. It cannot have control characters or broken Unicode.',
  'keyring/passphrase-blank-ends': 'A passphrase cannot begin or end with a space.',
  'keyring/passphrase-short': 'A passphrase needs at least {least} characters. Four or five random words are good.',
  'keyring/passphrase-few-characters':
    'A passphrase needs at least {least} different characters. Four or five random words are good.',
  'keyring/passphrases-differ': 'The two passphrases are not the same. Type both again.',
  'keyring/wrong-passphrase':
    'This passphrase does not open the key of {name}. Check the keyboard layout and Caps Lock, and type it again.',
  'keyring/wait':
    'After several wrong passphrases for the key of {name} the next try must wait. Retry after that time.',
  'keyring/input-unreadable': 'What was typed did not reach the process that uses the key. Type it again.',
  'keyring/key-process':
    'The process that uses the key ended or did not answer, so the key was not used. Retry. If it happens again, close Holdfast and start it again.',
  'keyring/key-process-gone':
    'The process that waited for the passphrase has ended, so nothing was opened. Type the passphrase again.',
  'keyring/key-damaged': 'The key file is damaged. Restore the key from its backup.',
  'keyring/key-line-ends':
    'The key file was copied as text, which has changed its line ends. Copy it again as it is (binary), or restore the key from another backup.',
  'keyring/key-work-factor':
    'The scrypt work factor of the key file is above 20, which is more than Holdfast accepts. Open it with age -d, and encrypt it again with age -p.',
  'keyring/key-no-passphrase':
    'The key file is encrypted to a key and not under a passphrase. Open it with age -d -i, and encrypt it again with age -p.',
  'keyring/key-not-openssh':
    'The file is not an OpenSSH private key. Choose another file, or convert it with ssh-keygen -p.',
  'keyring/key-passphrase-needed': 'The key file is encrypted. Type its passphrase.',
  'keyring/key-cipher-unknown':
    'The key file is encrypted in another way than OpenSSH does by default. Encrypt it again with ssh-keygen -p.',
  'keyring/key-not-ed25519': 'The key is not an Ed25519 key. Use one that ssh-keygen -t ed25519 made.',
  'keyring/key-other': "The file holds another identity's key. Choose the key file of this identity.",
  'keyring/key-elsewhere':
    'The private key of this identity is not kept on this station. Sign with its key file or its agent.',
  'keyring/key-kept-here': 'The private key of this identity is kept on this station. Unlock it with its passphrase.',
  'keyring/station-key-damaged': "The station's key file is damaged. Restore it from a backup.",
  'keyring/locked': 'The key is locked again. Unlock it, and sign again.',
  'keyring/cancelled': 'It was cancelled in time. Nothing changed.',
  'keyring/name-refused': 'A name is one line of visible text, 100 characters at most. Type another one.',
  'keyring/roles-refused': 'An identity has at least one role, and each role once. Choose its roles again.',
  'keyring/reason-needed': 'There is no reason. Give one: it goes into the record.',
  'keyring/identity-unknown': 'No such identity is enrolled on this station.',
  'keyring/identity-not-active': 'This identity is retired or revoked, so it can no longer sign. Choose another one.',
  'keyring/already-enrolled': 'This key is enrolled already. Use another one.',
  'keyring/owner-exists': 'This station has an owner already. Let an owner enrol others.',
  'keyring/owner-needed': 'An active owner must sign this. Unlock the key of one.',
  'keyring/last-owner': 'This is the last active owner. Enrol another owner first.',
  'keyring/records-damaged': '{findings}',
  'keyring/agent-unreachable': 'The ssh-agent does not answer (error {errno}). Start it, or choose another one.',
  'keyring/agent-path': 'The path of the ssh-agent is not absolute. Choose the socket of the agent.',
  'keyring/agent-closed':
    'The ssh-agent closed the connection without an answer. Start it again, or choose another one.',
  'keyring/agent-malformed': 'The answer of the ssh-agent does not have the form that agents use. Choose another one.',
  'keyring/agent-timed-out':
    'The ssh-agent gave no answer in {seconds} seconds. Sign again, and touch the token or confirm in the agent as soon as it asks.',
  'keyring/agent-cancelled': 'It was cancelled before the ssh-agent answered. Nothing was signed.',
  'keyring/agent-without-key':
    'The ssh-agent does not offer this key. Add it with ssh-add (unlock the agent with ssh-add -X), or choose another agent.',
  'keyring/agent-no-list': 'The ssh-agent did not list its keys. Unlock it, and retry.',
  'keyring/agent-refused':
    'The ssh-agent did not sign with this key. Unlock it, touch the token or confirm in it, and retry.',

  'pack/refused': 'No bundle was made, because an import would refuse it.',
  'pack/file': 'No bundle was made. {cause}',

  'ipc/wrong-sender': 'The request did not come from the page that may send it. It was refused.',
  'ipc/no-channel': 'There is no such request.',
  'ipc/bad-request': 'The request does not have the form that this channel takes.',

  'words/unknown-word': 'The word "{word}" at place {place} is not in the word list. Read it again.',
  'words/wrong-place':
    'The word "{word}" cannot stand at place {place}: a word before it was left out or said twice. Read them again.',

  'ur.not-a-part': 'This is not a UR: a UR starts with ur:bytes/.',
  'ur.no-symbol': '{reason}',
  'ur.other-type': 'This UR is of type {type}, and only bytes are read here. Capture the frames of a decision.',
  'ur.checksum': 'The checksum of this frame does not hold. Capture it again.',
  'ur.malformed':
    'The frame does not have the form of a UR of bytes, so another program made it. Capture the frames of a decision.',
  'ur.other-message': 'This frame belongs to another message. Decode the frames of one message at a time.',
  'ur.damaged-message':
    'The frames were put together, but the result is not the message that was sent. Capture them again.',
  'ur.incomplete': '{have} of {needed} fragments are known. Capture more frames.',
  'ur.too-large': 'A message of at most {bytes} bytes in {fragments} fragments goes by QR.',
  'ur.not-an-envelope': 'The message is complete, but it is not the envelope of a statement.',

  'folder/relative': 'The data folder must be given as an absolute path. "{path}" is a relative one.',
  'folder/not-made': 'The data folder cannot be opened or made. {cause}',
  'folder/not-yours':
    'The data folder belongs to another account (user id {owner}; this one is {account}). Start Holdfast as its owner.',
  'folder/not-writable': 'The data folder cannot be written. {cause}',
  'folder/held': 'Another Holdfast has this data folder open. Use that one, or close it first.',
  'folder/unreadable': 'The data folder cannot be locked. {cause}',
  'folder/no-program':
    'The program {program} is missing or cannot be run, so the data folder cannot be locked, and nothing would keep a second Holdfast out of it ({reason}). Install the package util-linux, and start Holdfast again.',
  'folder/no-lock':
    'The file system of the data folder does not lock it, so nothing would keep a second Holdfast out of it ({reason}). Move the data folder to a disk of this machine, and start Holdfast again.',
  'folder/chromium-held':
    "Another program uses Chromium's files in the data folder, or they cannot be written. Close the other Holdfast if there is one. If there is none, delete that folder: it holds nothing that counts.",

  'station/may-be-done':
    'It may have been done: Holdfast reads its files again to see. Close it and start it again. Until then nothing is signed here. ({cause})',
  'station/workspace':
    'The workspace could not be written, so lists may be old, and drafts and read marks may be lost. The vault is not affected. See that the disk has free space, then restart Holdfast.',
  'station/dumps': 'Core dumps could not be turned off, so a crash could write keys to the disk. {cause}',
  'station/dumps-limit':
    'Core dumps could not be turned off, so a crash could write keys to the disk ({reason}). Install the package util-linux, which has {program}, and start Holdfast again.',
  'station/dumps-new-processes':
    'Core dumps could not be turned off, so a crash could write keys to the disk: new processes kept appearing. Start Holdfast again.',
  'station/unsealed-sentence':
    'To start without the seal, type the sentence exactly: --unsealed=\'{sentence}\'. What was typed is "{typed}".',
  'station/foreign-switch':
    'Unknown switch: {switches}. Holdfast does not pass it on. Start Holdfast without it. The switches of Holdfast are --user-data-dir, --share, --ssh-agent, --accessible and --unsealed.',
  'station/environment':
    'The environment has {names}. This may have changed what Holdfast does before it could look. Start Holdfast with its launcher, which does not pass this on: {launcher}',
  'station/not-sealed':
    "Holdfast is not sealed, so it opens no vault. Only the application itself would keep it off a network. Open: {open}. {cause} On a machine that cannot be sealed, type this in a terminal: {launcher} --unsealed='{sentence}'. The journal and every signed statement then record this sentence.",
  'station/without-launcher': 'Start it with its launcher, from an ordinary account: {launcher}',
  'station/launcher-in-vain': 'The launcher ran, but its seal does not hold on this machine.',
  'station/seal-not-made':
    'The seal could not be made: {reason} Install the package bubblewrap, and allow it to use user namespaces.',

  'journal/read-only': '{findings}',
  'journal/no-room': '{findings}',
  'journal/closed': 'Holdfast is closing, so this was not done. Start it again and retry.',
  'journal/not-written': 'The journal could not be written. {cause}',
  'journal/unknown':
    'It may have been done: Holdfast reads its files again to see. Close it and start it again. Until then nothing is signed here. (The journal could not be written. {cause})',
  'journal/not-begun':
    'The journal could not be written, so this was not done. Close Holdfast and start it again. Until then nothing is signed here.',

  'export/no-iso-tool': 'An ISO image cannot be made here. Install the package xorriso, or export a folder or a zip.',
  'export/iso-not-made': 'The ISO image could not be made. xorriso says: {said}',
  'export/iso-differs':
    'The ISO image did not hold the same files when it was read again, so it was not written. Export a folder or a zip instead.',
  'export/no-room-to-work': 'The ISO image could not be made in the folder for temporary files. {cause}',

  'media/dialog-open': 'The window to choose a file or folder is open already. Choose there, or cancel, first.',
  'media/cannot-be-chosen': 'This cannot be opened or chosen here. Choose something else.',
  'media/name-is-no-text':
    'The name of this folder or file is not valid UTF-8 text, so it cannot be opened here. Rename it on another machine, or choose the folder that holds it.',
  'media/not-a-volume': 'This folder is not on a removable volume, so there is nothing to unmount.',
  'media/no-bus':
    'It is still mounted: to unmount it Holdfast needs the message bus of the system, and cannot reach it (its seal keeps it from that, or there is none). Eject it in the file manager of the desktop, and take it out when that says so.',
  'media/no-udisks':
    'It is still mounted: this machine has no udisksctl. Eject it in the file manager of the desktop, and take it out when that says so.',
  'media/not-unmounted':
    'It is still mounted: udisks did not unmount it, and says: {said} Close what uses the medium, and try again.',
  'media/still-mounted':
    'It is still mounted, although udisks says that it unmounted it. Eject it in the file manager of the desktop, and take it out when that says so.',
  'media/unknown-folder': 'The console no longer knows that folder. Choose it again.',
  'media/unknown-candidate': 'The console no longer knows what was chosen. Open the folder again.',
  'media/unknown-key': 'The console no longer knows that key. Open the folder again.',

  'import/unknown': 'That import is no longer here. Start it again.',
  'import/running': 'The import has not ended. Cancel it first.',
  'import/not-there': 'That folder does not hold what was being imported. Choose another one.',
  'import/packet-refused': '{findings}',

  'packet/unknown': 'There is no such packet on this station. Import it.',
  'packet/unreadable': '{findings}',
  'packet/superseded': 'A later revision of this packet is here, and only that one may be signed for. Open it.',
  'packet/in-conflict': '{findings}',

  'identity/sign-in-needed': 'Nobody is signed in. Sign in with one of these roles: {roles}.',
  'identity/role-needed':
    'This needs one of these roles, and the person who is signed in has none of them: {roles}. Sign in as someone who has one.',
  'identity/not-theirs': 'A key is backed up by its holder or by an owner. Sign in as one of them.',
  'identity/not-active': 'Only an active identity of this station signs in. Choose another one.',
  'identity/identity-unknown': 'No such identity is enrolled on this station.',
  'identity/owner-needed': 'Only an active owner of this station may approve this. Choose an owner.',
  'identity/approval-needed': 'An owner approves an enrolment. Type the passphrase of the owner.',
  'identity/no-key-here': 'This station keeps no private key of that identity, or the identity can no longer sign.',

  'station/practice-not-new':
    'Practice is for a station that has nobody yet. This one has people: practise on another machine, or with another data folder.',
  'sign/busy': 'The signing window is open already. Finish or cancel what it shows.',
  'sign/cancelled': 'The signing window was closed before this was done. Nothing was signed or changed.',
  'sign/page-ended': 'The signing window ended unexpectedly. Nothing was signed or changed. Start again.',
  'sign/not-part-of-ceremony': 'The signing window is not open for that step. Close it and start again.',
  'sign/not-yet': 'Nothing can be signed yet: a network link is up. Unplug it.',
  'sign/other-words':
    'These are not the words of this key. Ask its holder to read them again. If they still differ, the file holds another key: do not trust it.',
  'sign/not-typed': 'What was typed is not exactly what is asked for. Type it again.',
  'sign/other-text': 'The window shows another text than the one that would be signed. Start again.',
  'sign/not-active': 'The identity that should sign is no longer active. Cancel, and choose another one.',
  'sign/changed': 'What you read has changed. Nothing was signed. Read it again.',
  'sign/changed-because': 'What you read has changed. Nothing was signed. Read it again. ({cause})',
  'sign/no-key-file': 'The key of this identity is not kept here. Choose its key file first.',
  'sign/key-kept-here': 'The key of this identity is kept on this station. Unlock it with its passphrase.',
  'sign/no-agent': 'No ssh-agent is known. Start Holdfast with SSH_AUTH_SOCK set, or choose the socket of the agent.',

  'airgap/sentence-differs': 'That is not exactly the sentence. Type it again, or unplug the link.',
  'airgap/link-up': 'A network link came up. Unplug it and sign, or cancel and start again.',

  'decision/unknown': 'No such statement was signed on this station.',
  'decision/does-not-open': '{findings}',
  'decision/not-signed': 'Nobody with the role that it needs has signed it.',
  'decision/signer-revoked':
    'A key that signed this statement was revoked (signed by {names}). It no longer gives authority. What it took away stays away: a revocation, a later decision, a used grant.',
  'decision/no-owner': 'Only an owner of this station decides. Choose an owner.',
  'decision/no-such-option': 'The packet does not offer that option.',
  'decision/no-safe-default': 'The packet names no safe default, so no option can be chosen.',
  'decision/locked': 'That option is locked (reasons: {reasons}). Its page says why.',
  'decision/reason-owed': 'Every option except the default needs a reason. Give one.',
  'decision/not-acknowledged':
    'Not all open blockers, quoted clauses and unread passages were acknowledged. Acknowledge each.',
  'decision/not-a-statement': '{findings}',
  'decision/out-of-order': '{findings}',

  'authority/no-owner': 'Only an active owner of this station grants and revokes. Choose an owner.',
  'authority/no-actor': 'Only an active identity with a role that this still needs may sign it. Choose another one.',
  'authority/unknown': 'There is no such statement on this station.',
  'authority/not-pending': 'No discharge with this envelope waits for a signature. Look at the packet again.',
  'authority/link-up':
    'A network link is up, and a signature that is added cannot record that. Unplug it and sign again.',
  'authority/revoked-already': 'It was revoked already.',
  'authority/not-needed': 'The packet needs no grant for that action.',
  'authority/granted-already':
    'A grant for this action is in force and unused. One grant serves one use, so no second one is given.',
  'authority/no-such-blocker': 'The packet has no such blocker.',
  'authority/closed-already': 'This blocker is closed.',
  'authority/no-such-leg': 'The packet names no such open leg of this blocker.',
  'authority/evidence-unfit':
    'A discharge needs verified evidence. This bundle was refused, or one of its checks did not pass.',
  'authority/evidence-unproven':
    'A discharge needs verified evidence. This bundle has no manifest and no checks, and the packet does not name its tree hash.',
  'authority/separate-used': 'The separate authority for this blocker is used up. An owner must grant a new one first.',
  'authority/separate-missing': 'This blocker asks for a separate authority. An owner must grant it first.',
  'authority/not-revokable': 'Only a grant, a discharge or a decision can be revoked.',
  'authority/not-a-statement': '{findings}',

  'receipt/unknown': 'The journal has no such import that ended.',
  'receipt/no-account':
    'The version of Holdfast that imported it did not write down what a receipt must say. Import it again, and sign the receipt of that import.',
  'receipt/imported-again': 'It was imported again since. Sign the receipt of that import.',
  'receipt/no-signer':
    'A receipt is signed by an owner or an operator of this station who is signed in. Sign in as one of them.',
  'receipt/signed-already': 'Whoever is signed in has signed the receipt of this import already.',
  'receipt/not-a-statement': '{findings}',

  'export/left':
    'The export was cancelled, and nothing counts as written. What is on the medium by now is removed once it answers. If you take the medium out before, delete there what the export has begun.',
  'export/may-be-there':
    'It may be on the medium. Look there for what is named below. If it is there, delete it, and export again. ({cause})',
  'export/not-a-decision': 'Only decisions are exported this way.',
  'export/no-envelope':
    'This decision has no DSSE envelope to show as QR frames: its key makes only OpenSSH signatures. Export it to a medium.',
  'export/nothing-decided': 'Nothing has been decided on this packet yet. Sign a decision first.',
  'export/refused': '{findings}',
  'export/not-printed': 'The report could not be printed as a PDF, so nothing was written. Export again. ({reason})',
  'export/printer-ended': 'The process that prints the report as a PDF ended, so nothing was written. Export again.',
} as const;
