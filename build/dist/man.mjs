// The man pages: one for `holdfast`, one for each of its commands, and one for the console. Those of the command line are
// made from the tables that its help is made from, so that they cannot say something else.

/** @typedef {import('./catalogue.mjs').Catalogue} Catalogue */
/** @typedef {{ version: string, date: string }} Edition `date`: YYYY-MM-DD */

/** The console's own switches. A test compares them with those that the console takes. */
export const CONSOLE_SWITCHES = /** @type {const} */ ({
  'user-data-dir': [
    '--user-data-dir=FOLDER',
    "The station's data folder, as an absolute path. Without it: $XDG_DATA_HOME/holdfast, or ~/.local/share/holdfast.",
  ],
  share: [
    '--share=FOLDER',
    'A further folder, as an absolute path, that the console may read and write. May be repeated. Removable media need none.',
  ],
  'ssh-agent': [
    '--ssh-agent',
    'Let the console ask the ssh-agent that SSH_AUTH_SOCK names. The agent signs with keys that it holds.',
  ],
  accessible: [
    '--accessible',
    'Let a screen reader in, through the accessibility bus of the desktop, filtered by xdg-dbus-proxy. Programs of yours can then read the windows and press their buttons. It is in the journal, and in every statement that is signed.',
  ],
  unsealed: [
    "--unsealed='I start Holdfast without its seal'",
    'Start on a machine where the seal cannot be made. The sentence is in the journal, and in every statement that is signed.',
  ],
});

/**
 * All man pages of section 1.
 * @param {Catalogue} catalogue @param {Edition} edition
 * @returns {ReadonlyMap<string, string>} the text of each, by its file's name
 */
export function manPages(catalogue, edition) {
  const commands = Object.entries(catalogue.usages);
  return new Map([
    ['holdfast.1', overviewPage(catalogue, edition)],
    ['holdfast-console.1', consolePage(edition)],
    ...commands.map(
      ([name, usage]) => /** @type {const} */ ([`${pageName(name)}.1`, commandPage(name, usage, catalogue, edition)]),
    ),
  ]);
}

/** @param {string} name @param {Catalogue['usages'][string]} usage @param {Catalogue} catalogue @param {Edition} edition */
function commandPage(name, usage, catalogue, edition) {
  const { operand, options, examples } = usage;
  const all = [...Object.entries(options), ...Object.entries(catalogue.COMMON_OPTIONS)];
  return page(pageName(name), usage.summary, edition, [
    ['SYNOPSIS', [text(catalogue.usageLine(name, usage))]],
    ['DESCRIPTION', [text(sentence(usage.summary)), '.PP', text(catalogue.words.help.output)]],
    [
      'OPTIONS',
      [
        ...(operand === null ? [] : item(operand.name, sentence(operand.help))),
        ...all.flatMap(([option, one]) => item(catalogue.optionHead(option, one), sentence(one.help))),
      ],
    ],
    ['EXAMPLES', examples.flatMap((example) => ['.PP', '.nf', text(`holdfast ${name} ${example}`), '.fi'])],
    ['EXIT STATUS', statuses(catalogue.statusMeanings(usage))],
    ['SEE ALSO', ['.BR holdfast (1)']],
  ]);
}

/** @param {Catalogue} catalogue @param {Edition} edition */
function overviewPage({ usages, STATUSES, words }, edition) {
  const commands = Object.entries(usages);
  return page('holdfast', 'decision packets and their evidence, read and verified without a network', edition, [
    ['SYNOPSIS', [text('holdfast COMMAND [OPTION]...')]],
    ['DESCRIPTION', [text(words.help.output), '.PP', text(ALONE)]],
    [
      'COMMANDS',
      commands.flatMap(([name, { summary }]) => [
        ...item(name, sentence(summary)),
        `.BR ${escaped(pageName(name))} (1)`,
      ]),
    ],
    ['EXIT STATUS', statuses(STATUSES)],
    [
      'SEE ALSO',
      [
        ['holdfast-console', ...commands.map(([name]) => pageName(name))]
          .map((name) => `.BR ${escaped(name)} (1)`)
          .join(' ,\n'),
      ],
    ],
  ]);
}

/** @param {Edition} edition */
function consolePage(edition) {
  return page('holdfast-console', 'start the review console, sealed off from every network', edition, [
    ['SYNOPSIS', [text('holdfast-console [OPTION]...')]],
    ['DESCRIPTION', SEALED.flatMap((paragraph) => ['.PP', text(paragraph)]).slice(1)],
    ['OPTIONS', Object.values(CONSOLE_SWITCHES).flatMap(([head, meaning]) => item(head, meaning))],
    ['FILES', item('~/.local/share/holdfast', "The station's data folder. Removing the package leaves it as it is.")],
    ['SEE ALSO', ['.BR holdfast (1)']],
  ]);
}

const ALONE =
  'The command line works without the console and without a display. It makes no network contact. The console is started ' +
  'from the menu of the desktop, or with holdfast-console.';
const SEALED = [
  'The console starts in namespaces of its own: without a network link, without a message bus, with a system call filter, ' +
    'and with nothing of the home folder but its data folder. Before it opens the vault it tries each way out and records ' +
    'the outcome. When one is open, it says which, and opens no vault.',
  'It needs an ordinary account, a display, and user namespaces. As root it does not start sealed.',
];

/** @param {readonly (readonly [number, string])[]} meanings */
function statuses(meanings) {
  return meanings.flatMap(([status, meaning]) => item(String(status), sentence(meaning)));
}

/**
 * @param {string} name @param {string} summary @param {Edition} edition
 * @param {readonly (readonly [title: string, lines: readonly string[]])[]} sections
 */
function page(name, summary, { version, date }, sections) {
  const head = [
    `.TH ${escaped(name.toUpperCase())} 1 "${date}" "Holdfast ${escaped(version)}" "Holdfast"`,
    // Long digests and paths are not broken, and lines are not stretched to the margin.
    '.nh',
    '.ad l',
    '.SH NAME',
    `${escaped(name)} \\- ${escaped(summary)}`,
  ];
  return [...head, ...sections.flatMap(([title, lines]) => [`.SH ${title}`, ...lines]), ''].join('\n');
}

/** A name, and below it what it means. @param {string} head @param {string} meaning */
function item(head, meaning) {
  return ['.TP', `.B ${escaped(head)}`, text(meaning)];
}

/** A line of text that roff takes as text. @param {string} line */
function text(line) {
  const safe = escaped(line);
  return /^[.']/.test(safe) ? `\\&${safe}` : safe;
}

/** Characters that roff would read otherwise. @param {string} line */
function escaped(line) {
  return line
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('"', '\\(dq');
}

/** @param {string} clause a sentence without its capital and full stop */
function sentence(clause) {
  return `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}${clause.endsWith('.') ? '' : '.'}`;
}

/** `packet to-json` has the page holdfast-packet-to-json. @param {string} command */
function pageName(command) {
  return `holdfast-${command.replaceAll(' ', '-')}`;
}
