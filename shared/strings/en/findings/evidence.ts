import type { evidenceFindings } from '../../../finding/evidence.ts';
import type { FindingWords } from './words.ts';

const MAKE_AGAIN = 'Have the bundle packed again from its source, with `holdfast pack` or stock zip or tar.';
const COPY_AGAIN =
  'Copy the archive again from its source. If both copies have the same digest, have the bundle packed again there.';
const COPY_BUNDLE_AGAIN = 'Copy the bundle again from its source; if the finding stays, have the source checked.';
/** The bytes are in every copy of the archive. */
const PACK_WITHOUT_PADDING =
  'Unpack the archive at its source and pack it again, with `holdfast pack` or stock zip or tar.';
const RENAME = 'Have the entry renamed at its source and the bundle packed again.';

/** Findings about evidence: `evidence.<what-is-wrong>`. Alphabetical. */
export const evidenceWords = {
  'evidence.archive-ambiguous': {
    sentence: 'The archive can be read in more than one way, so two tools may see two different bundles.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.archive-changed': {
    sentence: 'The archive changed while it was read.',
    wayOut: 'Close whatever writes to it, copy it again, and import the copy.',
  },
  'evidence.archive-crc': {
    sentence: 'The content does not have the checksum that the archive states for it.',
    wayOut: COPY_AGAIN,
  },
  'evidence.archive-damaged': {
    sentence: 'The archive breaks its own format here, so what follows cannot be read.',
    wayOut: COPY_AGAIN,
  },
  'evidence.archive-duplicate': {
    sentence: 'The archive holds two entries of the same name.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.archive-encrypted': {
    sentence: 'The archive or an entry of it is encrypted, so its content cannot be checked.',
    wayOut: 'Have it decrypted at its source and packed again without a password.',
  },
  'evidence.archive-expands-too-far': {
    sentence: 'The archive expands further than is accepted, as an archive bomb does.',
    wayOut: 'Refuse it. If you trust it and know its size, unpack it with another tool and give the folder.',
  },
  'evidence.archive-form': {
    sentence: 'The file is not a zip, tar or tar.gz archive.',
    wayOut: 'Give a directory, a .zip, a .tar or a .tar.gz; unpack an archive of another kind first.',
  },
  'evidence.archive-header-mismatch': {
    sentence: "An entry's own header and the archive's directory say different things about it.",
    wayOut: MAKE_AGAIN,
  },
  'evidence.archive-hidden-bytes': {
    sentence: 'The archive holds bytes that belong to no entry, and that no tree hash would cover.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.archive-overlap': {
    sentence: 'Entries of the archive share bytes, as those of an archive bomb do.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.archive-size-mismatch': {
    sentence: 'The content has another length than the archive states for it.',
    wayOut: COPY_AGAIN,
  },
  'evidence.archive-too-many-findings': {
    sentence: 'So much is wrong with the archive that reading it was stopped.',
    wayOut: 'Look at the findings before this one, and have the bundle packed again from its source.',
  },
  'evidence.archive-trailing-bytes': {
    sentence: 'Bytes follow the end of the archive.',
    wayOut: PACK_WITHOUT_PADDING,
  },
  'evidence.archive-truncated': {
    sentence: 'The archive is cut off: its end is missing.',
    wayOut: COPY_AGAIN,
  },
  'evidence.archive-unreadable': {
    sentence: 'The archive cannot be read from its medium.',
    wayOut: 'Put the medium back if it was pulled out; if it reports errors, take another copy on another medium.',
  },
  'evidence.archive-unsupported': {
    sentence: 'The archive uses a feature of its format that is not read here.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-byte-order-mark': {
    sentence: 'A tag file of the bag starts with a byte order mark, which BagIt does not allow.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-declaration': {
    sentence: '`bagit.txt` is not the two lines that RFC 8493, section 2.1.1, asks for.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-encoding': {
    sentence: "The bag's tag files are in an encoding that is not read here.",
    wayOut: 'Have the bag made again with UTF-8 tag files.',
  },
  'evidence.bag-fetch-malformed': {
    sentence: 'A line of `fetch.txt` is not a URL, a length or `-`, and a path, as RFC 8493, section 2.2.3, asks.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-incomplete': {
    sentence: '`fetch.txt` lists a file that is not in the bag: it is somewhere else and was not carried here.',
    wayOut: 'Have the missing files fetched on a connected machine, and carry the completed bag; `fetch.txt` may stay.',
  },
  'evidence.bag-info-malformed': {
    sentence: 'A line of `bag-info.txt` is not a label and a value, and does not continue one.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-links': {
    sentence: 'The symbolic links of the payload are not those that `Payload-Links-SHA256` of `bag-info.txt` states.',
    wayOut: COPY_BUNDLE_AGAIN,
  },
  'evidence.bag-manifest-missing': {
    sentence: 'The bag has no payload manifest whose digests are computed here, so its payload cannot be checked.',
    wayOut: 'Have the bag made again with a SHA-256 manifest.',
  },
  'evidence.bag-manifest-not-verified': {
    sentence: 'A manifest is of an algorithm that is not computed here: its names were compared, its digests were not.',
    wayOut: 'Rely on the SHA-256 manifest, or check this one with a tool that computes it.',
  },
  'evidence.bag-oxum': {
    sentence: 'The payload does not have the octets and files that `Payload-Oxum` states.',
    wayOut: COPY_BUNDLE_AGAIN,
  },
  'evidence.bag-oxum-malformed': {
    sentence: '`Payload-Oxum` is not written as octets, a dot and the number of files, or is there twice.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-payload-path': {
    sentence: 'A payload manifest names a path outside `data/`, or a tag manifest one inside it or a tag manifest.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-percent-encoding': {
    sentence: 'A path in a manifest holds a bare `%`, which BagIt 1.0 writes as `%25`; it was read as it is.',
    wayOut: 'Have the tool that made the bag corrected; the file names themselves are not affected.',
  },
  'evidence.bag-tag-manifest-incomplete': {
    sentence: 'A tag manifest does not list a payload manifest, as RFC 8493, section 2.2.1, asks.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-tag-unlisted': {
    sentence: 'A tag file is in no tag manifest, so only the tree hash covers it.',
    wayOut: 'Have the tag manifests made again after the last change to the bag.',
  },
  'evidence.bag-version': {
    sentence: 'The bag is of a BagIt version that is not read here.',
    wayOut: 'Have the bag made again as BagIt 1.0.',
  },
  'evidence.bag-without-declaration': {
    sentence: 'A folder has the tag files of a BagIt bag but no `bagit.txt`, so its manifests cannot be read.',
    wayOut: 'Have the bag packed again from its source with its `bagit.txt`, which every bag begins with.',
  },
  'evidence.changed-while-read': {
    sentence: 'A file or folder changed, appeared or vanished while it was read.',
    wayOut: 'Close whatever writes to the medium, and import again.',
  },
  'evidence.check-not-passed': {
    sentence: 'A check of the bundle did not pass when it was recomputed from the bytes.',
    wayOut: 'Look at what was observed, and have the evidence made again if it is wrong.',
  },
  'evidence.checks-malformed': {
    sentence: '`checks.json` is not a list of checks as `urn:holdfast:checks:v1` describes them.',
    wayOut: 'Have `checks.json` corrected where the finding says, and the bundle packed again.',
  },
  'evidence.claims-nothing': {
    sentence: 'The bundle has neither a manifest nor checks, so there was nothing in it to verify.',
    wayOut: 'Give the tree hash that it should have with `--expect-tree`, or have it packed with a manifest.',
  },
  'evidence.directory-loop': {
    sentence: 'A folder contains one of its own parent folders, so the tree has no end.',
    wayOut: 'Have the file system of the medium checked, and the bundle copied again.',
  },
  'evidence.git-ids-computed': {
    sentence: 'git’s tree ids of this bundle were computed from the vault’s copy, and added to its record.',
    wayOut: 'Nothing has to be done.',
  },
  'evidence.gzip-trailing-bytes': {
    sentence: 'Bytes that are not a gzip member follow the end of the compressed data.',
    wayOut: PACK_WITHOUT_PADDING,
  },
  'evidence.hard-link': {
    sentence: 'The archive holds a hard link: a name without content of its own.',
    wayOut: 'Pack again with `tar --hard-dereference`, or with `holdfast pack`, so that each name has its content.',
  },
  'evidence.same-tree-refused': {
    sentence: 'Another bundle here holds the same tree, and it was refused. One tree has one verdict.',
    wayOut: 'Look at the findings of that bundle, and have what was refused made again at its source.',
  },
  'evidence.hash-of-listed-tree': {
    sentence:
      'The hash is that of the tree as the bundle’s manifests list it: it was made before the files here differed.',
    wayOut: COPY_BUNDLE_AGAIN,
  },
  'evidence.hash-of-manifest': {
    sentence:
      'The hash is the SHA-256 of this manifest, not of the tree: it covers the files only as the manifest lists them.',
    wayOut: 'If every file matches the manifest, ask for the tree hash of this bundle and compare that.',
  },
  'evidence.hash-of-other-modes': {
    sentence: 'The hash is that of this tree with other executable bits: the medium or the archive did not keep them.',
    wayOut: 'You do not need to do anything unless a file is meant to be run. `dirHash` does not depend on these bits.',
  },
  'evidence.hash-of-other-tree': {
    sentence: 'The hash is not of this tree, not of the tree as the bundle’s manifests list it, and not of a manifest.',
    wayOut: 'Check that this is the bundle that was meant; compare its files with those at the source.',
  },
  'evidence.inclusion-proof-content': {
    sentence: 'The file is not the one that the proof is about: its SHA-256 differs.',
    wayOut: 'Ask for the file that is in the bundle, or for a proof of this file.',
  },
  'evidence.inclusion-proof-malformed': {
    sentence: 'The file is not an inclusion proof as `urn:holdfast:inclusion-proof:v1` describes it.',
    wayOut: 'Have the proof written again by the station that holds the bundle.',
  },
  'evidence.inclusion-proof-refused': {
    sentence: 'The proof does not show that this file is part of the tree with this hash.',
    wayOut: 'Check that the tree hash is the `merkleSha256` of the bundle that the proof was made from.',
  },
  'evidence.link-leaves-root': {
    sentence: 'A symbolic link leads out of the bundle, or may do so through another link.',
    wayOut: 'Have the link replaced by what it points to, and the bundle packed again.',
  },
  'evidence.link-loop': {
    sentence: 'A symbolic link leads back to itself, so nothing is reached by it. No link is ever followed here.',
    wayOut: 'Ask the sender what the link should lead to.',
  },
  'evidence.link-not-covered': {
    sentence:
      'A symbolic link is in no manifest. Only git’s tree hashes cover it: nothing else says where it should lead.',
    wayOut: 'Compare the bundle with a git tree hash, or have the link replaced by what it points to.',
  },
  'evidence.link-unlisted': {
    sentence:
      'A symbolic link is in a folder whose manifest should list everything, but a manifest cannot list a link.',
    wayOut: 'Have the link replaced by a copy of what it points to (`cp -RL`), and the manifest made again.',
  },
  'evidence.manifest-byte-order-mark': {
    sentence: 'The manifest starts with a byte order mark, as Windows tools write it; it was left out.',
    wayOut: 'You do not need to do anything here. `sha256sum -c` refuses the first line of such a file.',
  },
  'evidence.manifest-differs': {
    sentence: 'A file does not have the digest that the manifest states for it.',
    wayOut: COPY_BUNDLE_AGAIN,
  },
  'evidence.manifest-duplicate': {
    sentence: 'The manifest lists a file twice.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.manifest-lists-itself': {
    sentence:
      'The manifest lists itself as an empty file, as it was before anything was written into it. That line was left out.',
    wayOut:
      'You do not need to do anything here. To avoid it, write the manifest elsewhere and move it into the folder.',
  },
  'evidence.manifest-lists-link': {
    sentence:
      'The manifest lists a name that is a symbolic link in the bundle. Links are never followed, so its digest cannot be compared.',
    wayOut: 'Have the link replaced by a copy of what it points to (`cp -RL`); the manifest then holds as it is.',
  },
  'evidence.manifest-malformed-line': {
    sentence: 'A line of the manifest is not a digest and a name.',
    wayOut: 'Have the manifest made again, with `sha256sum` or `holdfast pack`.',
  },
  'evidence.manifest-missing-file': {
    sentence: 'The manifest lists a file that is not in the bundle as a regular file.',
    wayOut: COPY_BUNDLE_AGAIN,
  },
  'evidence.manifest-more': {
    sentence: 'More files are missing, differ or are unlisted than are named one by one.',
    wayOut: 'Look at the first ones; compare the bundle with its source if they do not explain it.',
  },
  'evidence.manifest-name-case': {
    sentence:
      'The manifest names a file, and the bundle has one whose name differs only in upper and lower case. It may be another file.',
    wayOut: 'Have the file renamed at its source as the manifest has it, or the manifest made again.',
  },
  'evidence.manifest-name-form': {
    sentence:
      'The manifest and the bundle write one name in two Unicode normal forms, as macOS does; it was taken for the same name.',
    wayOut:
      'You do not need to do anything. The names look the same, but a tree hash made with the other form cannot match.',
  },
  'evidence.manifest-not-read': {
    sentence:
      'The file looks like a manifest by its name, but cannot be read as one, so what it says was not compared.',
    wayOut:
      'Have a manifest made with `sha256sum` or `holdfast pack`; a file that is not a manifest needs another name.',
  },
  'evidence.manifest-not-utf8': {
    sentence: 'A manifest or tag file is not text in UTF-8, or in the encoding that its bag declares.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.manifest-own-digest': {
    sentence: 'The manifest lists itself with a digest, which no file can hold of itself.',
    wayOut: 'Have the manifest made again in another folder and moved into this one, so that it does not list itself.',
  },
  'evidence.manifest-path': {
    sentence: 'The manifest names a path that cannot be inside the bundle.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.manifest-signature-not-checked': {
    sentence: 'There is a signature of a manifest beside it. It was not checked.',
    wayOut: 'Check it with the tool that made it, such as `gpg --verify`.',
  },
  'evidence.manifest-unlisted-file': {
    sentence: 'A file is in the bundle but not in its manifest.',
    wayOut: 'Have the file taken out, or the manifest made again at the source if the file belongs to it.',
  },
  'evidence.manifest-weak': {
    sentence: 'Some files have digests of this weak algorithm only: anyone can make two files with the same digest.',
    wayOut: 'Have a manifest made with SHA-256, or compare a tree hash that its maker told you.',
  },
  'evidence.modes-not-kept': {
    sentence:
      'Every file is executable, as on a medium that keeps no such bits (FAT, exFAT): git’s tree hashes depend on them.',
    wayOut: 'Compare another tree hash, such as `dirHash`. A git tree hash is also tried with no file executable.',
  },
  'evidence.more-warnings': {
    sentence: 'More of these warnings were found than are named one by one.',
    wayOut: 'Look at the first ones; the others are of the same kinds.',
  },
  'evidence.name-deceptive': {
    sentence: 'A name holds characters that are invisible, change the direction of text, or imitate others.',
    wayOut: 'Compare the name as it is shown here, escaped, with the one that you expect.',
  },
  'evidence.name-leftover': {
    sentence: 'A desktop or a file system made this file by itself, so it is probably not meant as evidence.',
    wayOut: 'Ask the sender whether it belongs to the bundle; a tree hash made without it cannot match.',
  },
  'evidence.name-twin': {
    sentence:
      'Two names in one folder differ only in upper and lower case or in Unicode normal form, so some systems treat them as one.',
    wayOut: 'Ask the sender whether both are meant.',
  },
  'evidence.path-absolute': {
    sentence: 'A path starts at the root of a file system or with a drive letter.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.path-conflict': {
    sentence: 'One name is used both as a folder and as something else.',
    wayOut: RENAME,
  },
  'evidence.path-control-character': {
    sentence: 'A name or the target of a link holds a NUL or a line feed.',
    wayOut: RENAME,
  },
  'evidence.path-leaves-root': {
    sentence: 'A path leads out of the bundle.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.path-not-plain': {
    sentence: 'A path holds an empty name, a `.`, or a backslash where it could be a separator.',
    wayOut: RENAME,
  },
  'evidence.path-not-utf8': {
    sentence: 'A name or the target of a link is not UTF-8, or its archive does not say that it is.',
    wayOut:
      'Have the entry renamed at its source, or the bundle packed again with names in UTF-8: as a .tar.gz, or by 7-Zip with -mcu=on.',
  },
  'evidence.path-too-long': {
    sentence: 'A name is longer than 255 bytes, or a path or link target longer than any system takes.',
    wayOut: RENAME,
  },
  'evidence.record-differs': {
    sentence: 'The record of this bundle did not match the bytes in the vault. It was made again from the bytes.',
    wayOut:
      'Find out who could write to this station’s disk. An older version may also have judged the bundle by other rules.',
  },
  'evidence.record-remade': {
    sentence:
      'The record of this bundle on the disk is not the one in the journal, so it was made again from the bytes in the vault. Which files are executable or links comes from the vault’s manifest. What was noted about the medium is only in the journal.',
    wayOut: 'You do not need to do anything. To check the medium again, import the bundle again.',
  },
  'evidence.same-files-other-tree': {
    sentence: 'The vault has a bundle with the same files already, with other links or executable bits.',
    wayOut: 'Compare what “git write-tree” or “holdfast hash” gives for both, and ask the sender which one is meant.',
  },
  'evidence.special-file': {
    sentence: 'A device, FIFO or socket is not evidence. The console never reads it.',
    wayOut: 'Have it left out, and the bundle packed again.',
  },
  'evidence.tar-checksum': {
    sentence: 'A tar header does not have the checksum that it states.',
    wayOut: COPY_AGAIN,
  },
  'evidence.tar-pax': {
    sentence: 'An extended tar header says something that tools understand in different ways.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.tar-sparse': {
    sentence: 'The tar holds a sparse file, whose holes are not stored.',
    wayOut: 'Pack again without `--sparse`.',
  },
  'evidence.too-deep': {
    sentence: 'Folders are nested deeper than is accepted.',
    wayOut: 'Have the bundle packed again with fewer levels.',
  },
  'evidence.too-many-manifests': {
    sentence: 'More than 64 manifests are about the same folder, so not all of them were compared.',
    wayOut: 'Have the bundle packed again from its source with one manifest.',
  },
  'evidence.tree-differs': {
    sentence: 'No algorithm gives the expected tree hash for this bundle.',
    wayOut: 'Check that this is the bundle that was meant, and copy it from its source again.',
  },
  'evidence.unreadable': {
    sentence: 'A file or folder could not be read, so the tree is not complete.',
    wayOut: 'Have its permissions or its medium put right, and import again.',
  },
  'evidence.manifests-list-nothing': {
    sentence: 'The bundle has a manifest, but no manifest lists any of its files: no digest covers them.',
    wayOut: 'Check that the bundle was copied whole, or compare its tree hash with the one that you expect.',
  },
  'evidence.unvouched-file': {
    sentence: 'The bundle has manifests, but none of them lists this file: no digest covers it.',
    wayOut: 'Have the file taken out, or the manifest made again at the source if the file belongs to the evidence.',
  },
  'evidence.vault-damaged': {
    sentence: 'The vault holds damaged bytes of this bundle, or has lost some.',
    wayOut: 'Import the bundle again from its medium, and have the disk of this station checked.',
  },
  'evidence.vault-orphans': {
    sentence:
      'The vault holds files that no bundle, packet or statement refers to. Cancelled imports leave such files.',
    wayOut: 'You do not need to do anything. They take space, and a later import of the same files uses them.',
  },
  'evidence.zip-name': {
    sentence: 'A name in a zip holds a control character, or ends with `;` and digits, which unzip would leave out.',
    wayOut: 'Have the entry renamed at its source, or the bundle packed again as a .tar.gz.',
  },
} satisfies FindingWords<keyof typeof evidenceFindings>;
