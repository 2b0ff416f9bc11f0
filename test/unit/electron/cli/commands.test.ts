import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { UsageError } from '../../../../electron/cli/command.ts';
import { COMMANDS } from '../../../../electron/cli/commands.ts';
import { commandHelp, overview, usageLine } from '../../../../electron/cli/help.ts';
import { nearest } from '../../../../electron/cli/nearest.ts';
import { parseInput } from '../../../../electron/cli/parse.ts';
import { COMMON_OPTIONS, requiredValue, usage, value, values } from '../../../../electron/cli/usage.ts';
import { notDrawn } from '../../../helpers/terminal-bytes.ts';

const commands = Object.entries(COMMANDS);

test('every command has an example, and each example is a call that the command takes', () => {
  for (const [name, { usage, parse }] of commands) {
    assert.ok(usage.examples.length > 0, name);
    for (const example of usage.examples) {
      const [words = ''] = example.split(' | ');
      assert.notEqual(parse(words.split(' ')), 'help', `${name} ${example}`);
    }
  }
});

test('the help of a command names each of its options and statuses, on lines that fit a terminal', () => {
  for (const [name, { usage, parse }] of commands) {
    const help = commandHelp(name, usage);
    for (const option of [...Object.keys(usage.options), ...Object.keys(COMMON_OPTIONS)]) {
      assert.ok(
        help.some((line) => line.trimStart().startsWith(`--${option}`)),
        `${name} --${option}`,
      );
    }
    for (const status of [0, 1, 2])
      assert.ok(
        help.some((line) => line.startsWith(`  ${status}  `)),
        `${name} ${status}`,
      );
    for (const line of help) assert.ok(line.length < 80 && notDrawn(line).length === 0, line);
    for (const words of [['--help'], ['-h'], ['x', 'y', '--help'], ['--help', '--json']]) {
      assert.equal(parse(words), 'help');
    }
  }
  const names = overview(COMMANDS).map((line) => line.trim());
  for (const [name] of commands)
    assert.ok(
      names.some((line) => line.startsWith(name)),
      name,
    );
});

const GIVEN = usage({
  summary: 'a command of this test',
  operand: { name: 'PATH', count: 'one', help: 'a path' },
  options: { out: requiredValue('OUT', 'a place'), only: value('NAME', 'one'), trust: values('KEY', 'several') },
  examples: [],
  statuses: {},
});

test('what was given is what the command gets', () => {
  const word = fc.string({ minLength: 1 }).filter((text) => !text.startsWith('-'));
  fc.assert(
    fc.property(word, word, fc.option(word), fc.array(word), fc.boolean(), (path, out, only, trust, json) => {
      const words = [
        ...trust.flatMap((key) => ['--trust', key]),
        path,
        `--out=${out}`,
        ...(only === null ? [] : ['--only', only]),
        ...(json ? ['--json'] : []),
      ];
      const parsed = parseInput(GIVEN, words);
      assert.ok(parsed !== 'help');
      const { input } = parsed;
      assert.deepEqual(
        [input.operand(), input.required('out'), input.value('only') ?? null, input.values('trust'), parsed.json],
        [path, out, only, trust, json],
      );
    }),
  );
});

test('a wrong call is told by what is wrong with it', () => {
  const wrong: readonly (readonly [words: readonly string[], sentence: RegExp])[] = [
    [['a'], /--out is missing/],
    [['--out', 'o'], /PATH is missing/],
    [['a', 'b', '--out', 'o'], /Unexpected argument: b/],
    [['', '--out', 'o'], /empty/],
    [['a', '--out', ''], /--out needs a value: OUT/],
    [['a', '--out'], /--out needs a value: OUT/],
    [['a', '--out', '--only', 'x'], /--out needs a value: OUT/],
    [['a', '--out', 'o', '--out', 'p'], /--out is given twice/],
    [['a', '--out', 'o', '--json=1'], /--json takes no value/],
    [['a', '--ouT', 'o'], /no option --ouT\. Did you mean --out\?/],
    [['a', '--tr', 'o'], /Did you mean --trust\?/],
    [['a', '-json'], /no option -json\. Did you mean --json\?/],
    [['a', '--nothing-like-it'], /no option --nothing-like-it\.$/],
    [['a', '--constructor', 'o'], /no option --constructor/],
  ];
  for (const [words, sentence] of wrong) {
    assert.throws(
      () => parseInput(GIVEN, words),
      (error) => error instanceof UsageError && sentence.test(error.message),
      words.join(' '),
    );
  }
  const parsed = parseInput(GIVEN, ['--out', 'o', '--', '-h']);
  assert.ok(parsed !== 'help' && parsed.input.operand() === '-h', 'after -- nothing is an option');
});

test('whatever the words, they are a call, a question for help, or wrong usage', () => {
  const word = fc.oneof(
    fc.constantFrom(
      '--out',
      '--only',
      '--trust',
      '--json',
      '--',
      '-',
      '-h',
      '--help',
      '--out=',
      '--=x',
      '-=',
      '--__proto__',
    ),
    fc.string({ maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      for (const [, { parse }] of commands) {
        try {
          parse(words);
        } catch (error) {
          assert.ok(error instanceof UsageError, String(error));
        }
      }
    }),
  );
});

test('a slip is put right, and nothing far off is guessed', () => {
  const words = [...Object.keys(COMMANDS), 'packet template', 'packet to-json'];
  for (const word of words) {
    assert.equal(nearest(word, words), word);
    for (let at = 0; at < word.length; at++) {
      const slips = [word.slice(0, at) + word.slice(at + 1), `${word.slice(0, at)}#${word.slice(at + 1)}`];
      if (word.length > 5) for (const slip of slips) assert.equal(nearest(slip, words), word, slip);
    }
  }
  assert.equal(nearest('sign', words), null);
  assert.equal(nearest('', words), null);
});

test('the usage line shows what is owed and what may be left out', () => {
  assert.equal(usageLine('x', GIVEN), 'holdfast x PATH --out OUT [--only NAME] [--trust KEY]...');
});
