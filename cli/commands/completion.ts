import type { Command } from 'commander';
import { bashCompletion } from '../completion/bash';
import { fishCompletion } from '../completion/fish';
import { placesOf } from '../completion/places';
import { zshCompletion } from '../completion/zsh';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

export type Shell = keyof typeof SCRIPTS;

/** Prints the completion script for a shell, generated from the command's own definition. */
export async function completion(shell: Shell, root: Command): Promise<number> {
  process.stdout.write(SCRIPTS[shell](root.name(), placesOf(root)));
  return 0;
}
