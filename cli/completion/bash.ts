import { quoted } from '../shell-text';
import { anyValuePattern, casePattern, choicesOf, type Place, type Word } from './places';

/** Completion script for bash to evaluate. Where the command has no words to offer, bash completes file names. */
export function bashCompletion(name: string, places: readonly Place[]): string {
  const list = (words: readonly Word[]) => quoted(words.map(({ word }) => word).join(' '));
  return `_personalize_mlops() {
  local place='' word words='' options='' current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$place $word" in ${casePattern(places)}) place="$place $word";; esac
  done
  case "$place" in
${places.map(({ path, words, options }) => `    ${quoted(path)}) words=${list(words)} options=${list(options)};;`).join('\n')}
  esac
  if [[ $current == -* ]]; then words=$options; fi
  case "$place $previous" in
${choicesOf(places)
  .map(([before, choices]) => `    ${quoted(before)}) words=${quoted(choices.join(' '))};;`)
  .join('\n')}
    ${anyValuePattern(places)}) words='';;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _personalize_mlops ${name}
`;
}
