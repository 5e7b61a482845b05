import { quoted } from '../shell-text';
import { anyValuePattern, casePattern, choicesOf, type Place, type Word } from './places';

/**
 * Completion script for zsh to evaluate after `compinit`. Where the command has no words to offer, zsh completes file
 * names.
 */
export function zshCompletion(name: string, places: readonly Place[]): string {
  const list = (words: readonly Word[]) =>
    words.map(({ word, description }) => quoted(`${word}:${description}`)).join(' ');
  return `#compdef ${name}
_personalize_mlops() {
  local place='' word
  local -a found options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$place $word" in (${casePattern(places)}) place="$place $word";; esac
  done
  case "$place" in
${places.map(({ path, words, options }) => `    (${quoted(path)}) found=(${list(words)}) options=(${list(options)});;`).join('\n')}
  esac
  if [[ $words[CURRENT] == -* ]]; then found=("\${(@)options}"); fi
  case "$place $words[CURRENT-1]" in
${choicesOf(places)
  .map(([before, choices]) => `    (${quoted(before)}) found=(${choices.map(quoted).join(' ')});;`)
  .join('\n')}
    (${anyValuePattern(places)}) found=();;
  esac
  _describe '${name}' found || _files
}
compdef _personalize_mlops ${name}
`;
}
