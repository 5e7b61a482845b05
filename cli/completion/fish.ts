import type { Place } from './places';

/** Completion script for fish to source. Where the command has no words to offer, fish completes file names. */
export function fishCompletion(name: string, places: readonly Place[]): string {
  const moves = places.slice(1).map(({ path }) => quoted(path));
  return `function __personalize_mlops_is_at
  set -l place ''
  for word in (commandline -opc)[2..-1]
    switch "$place $word"
      case ${moves.join(' ')}
        set place "$place $word"
    end
  end
  test "$place" = "$argv[1]"
end
${places.flatMap((place) => linesOf(name, place)).join('\n')}
`;
}

function linesOf(name: string, { path, words, options }: Place): readonly string[] {
  const start = `complete -c ${name} -n ${quoted(`__personalize_mlops_is_at "${path}"`)}`;
  const about = (description: string) => (description === '' ? '' : ` -d ${quoted(description)}`);
  return [
    ...words.map(({ word, description }) => `${start} -f -a ${quoted(word)}${about(description)}`),
    ...options.map(({ word, description, takesValue, choices }) => {
      const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesValue ? ' -r' : '';
      return `${start} ${word.startsWith('--') ? '-l' : '-s'} ${word.replace(/^-+/, '')}${value}${about(description)}`;
    }),
  ];
}

/** Quotes a text for fish. Unlike in bash and zsh, a backslash is an escape character inside single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
