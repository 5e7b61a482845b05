import type { BuildOptions } from 'esbuild';

export const PROJECT_ROOT: string;
export function bundle(entry: BuildOptions, outfile: string): Promise<{ text: string; sources: string[] }>;
