import type { Command, Option } from 'commander';
import { quoted } from '../shell-text';

/** A word that a shell offers. */
export interface Word {
  readonly word: string;
  /** Description on one line. */
  readonly description: string;
}

export interface OptionWord extends Word {
  /** True if a value follows the option. */
  readonly takesValue: boolean;
  /** Values that the option accepts. Empty if the option accepts any value, or takes none. */
  readonly choices: readonly string[];
}

/** The program or one of its commands, with the words that a shell offers after it. */
export interface Place {
  /**
   * Names of the commands after the program's name, each after a space, e.g. ` runs list`. Empty for the program
   * itself.
   */
  readonly path: string;
  /** Subcommands, or values of the argument. */
  readonly words: readonly Word[];
  readonly options: readonly OptionWord[];
}

const HELP: OptionWord = { word: '--help', description: 'display help for command', takesValue: false, choices: [] };

/** The place of a command, followed by the places of its subcommands. */
export function placesOf(command: Command, path = ''): readonly Place[] {
  const { commands } = command;
  const place: Place = {
    path,
    words: [
      ...commands.map((each) => ({ word: each.name(), description: each.summary() })),
      ...command.registeredArguments.flatMap(({ argChoices = [] }) =>
        argChoices.map((word) => ({ word, description: '' })),
      ),
    ],
    options: [...command.options.flatMap(optionWords), HELP],
  };
  return [place, ...commands.flatMap((each) => placesOf(each, `${path} ${each.name()}`))];
}

/** The long and the short form of an option. */
function optionWords({ long, short, description, required, optional, argChoices = [] }: Option): readonly OptionWord[] {
  const facts = { description, takesValue: required || optional, choices: argChoices };
  return [long, short].flatMap((word) => (word ? { word, ...facts } : []));
}

/** Pattern for a shell's `case` that matches the path of any command. It does not match the program itself. */
export function casePattern(places: readonly Place[]): string {
  return places
    .slice(1)
    .map(({ path }) => quoted(path))
    .join('|');
}

/** Patterns for a shell's `case` that match, in all places, the options that take any value. */
export function anyValuePattern(places: readonly Place[]): string {
  const options = places.flatMap((place) => place.options).filter((each) => each.takesValue && !each.choices.length);
  return [...new Set(options.map(({ word }) => `*${quoted(` ${word}`)}`))].join('|');
}

/** A pair for each option with choices: the text before the option's value (path, space, option), and the choices. */
export function choicesOf(places: readonly Place[]): readonly (readonly [string, readonly string[]])[] {
  return places.flatMap(({ path, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(({ word, choices }) => [`${path} ${word}`, choices] as const),
  );
}
