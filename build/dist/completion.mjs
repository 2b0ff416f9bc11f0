// Completion for bash, made from the tables that the command line's help is made from.

/**
 * The script that bash loads at the first completion of `holdfast`. Where no option is completed, bash completes files.
 * @param {import('./catalogue.mjs').Catalogue} catalogue
 */
export function bashCompletion({ usages, COMMON_OPTIONS }) {
  const names = Object.keys(usages);
  const groups = new Map(
    names.filter((name) => name.includes(' ')).map((name) => [firstWord(name), /** @type {string[]} */ ([])]),
  );
  for (const name of names) groups.get(firstWord(name))?.push(name.slice(firstWord(name).length + 1));
  const first = [...new Set(names.map(firstWord)), 'help', '--help', '--version'];
  return `# Made from the help of holdfast. shellcheck shell=bash
_holdfast() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} at=1 command choices valued
  COMPREPLY=()
  [ "\${COMP_WORDS[1]}" != help ] || at=2
  command=\${COMP_WORDS[at]}
  if [ "$COMP_CWORD" -eq "$at" ]; then
    mapfile -t COMPREPLY < <(compgen -W '${first.join(' ')}' -- "$word")
    return
  fi
  case $command in
${[...groups].map(([group, second]) => groupCase(group, second)).join('\n')}
  esac
  case $command in
${names.map((name) => commandCase(name, { ...usages[name]?.options, ...COMMON_OPTIONS })).join('\n')}
    *) return ;;
  esac
  # The value of an option is a file, or nothing that is known here.
  case " $valued " in
    *" $before "*) return ;;
  esac
  case $word in
    -*) mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word") ;;
  esac
}
complete -o bashdefault -o default -F _holdfast holdfast
`;
}

/** @param {string} group @param {readonly string[]} second */
function groupCase(group, second) {
  return `    ${group})
      if [ "$COMP_CWORD" -eq "$((at + 1))" ]; then
        mapfile -t COMPREPLY < <(compgen -W '${second.join(' ')}' -- "$word")
        return
      fi
      command="$command \${COMP_WORDS[at + 1]}"
      ;;`;
}

/** @param {string} name @param {Readonly<Record<string, import('./catalogue.mjs').OptionUsage>>} options */
function commandCase(name, options) {
  const all = Object.entries(options);
  const valued = all.filter(([, { kind }]) => kind !== 'flag');
  const list = (/** @type {typeof all} */ some) => some.map(([option]) => `--${option}`).join(' ');
  return `    '${name}') choices='${list(all)}' valued='${list(valued)}' ;;`;
}

/** @param {string} name */
function firstWord(name) {
  return name.split(' ')[0] ?? name;
}
