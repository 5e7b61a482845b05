import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { didYouMean } from '../lib/parameter-file/did-you-mean';
import { CliFailure } from './failure';

/**
 * Checks that a profile exists. If it did not exist, the SDK might use other credentials, such as the credentials of
 * the machine's role.
 * @throws CliFailure if no configuration file of AWS has the profile
 */
export async function assertProfile(profile: string): Promise<void> {
  const folder = join(homedir(), '.aws');
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const files = [AWS_CONFIG_FILE ?? join(folder, 'config'), AWS_SHARED_CREDENTIALS_FILE ?? join(folder, 'credentials')];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  const names = texts.flatMap((text) => [...text.matchAll(SECTION)].map(([, name = '']) => name));
  if (names.includes(profile)) return;
  throw new CliFailure(
    `Profile '${profile}' not found in ${files.join(' or ')}.`,
    didYouMean(profile, names) ?? '`aws configure list-profiles` lists the profiles.',
  );
}

/** Matches `[profile name]` in the configuration file and `[name]` in the credentials file. Names may be in quotes. */
const SECTION = /^[ \t]*\[[ \t]*(?:profile[ \t]+)?["']?([^\]"']+?)["']?[ \t]*\]/gm;
