import type { Random } from '../../emulator/core/random';

const NOTIFY_ON = ['attention', 'attention', 'failures', 'all'] as const;
const DIGEST = ['daily', 'daily', 'weekly', 'off'] as const;

/** Terraform variables that decide which mails are sent. */
export interface MailSettings {
  readonly notify_on: (typeof NOTIFY_ON)[number];
  readonly digest: (typeof DIGEST)[number];
}

/** Draws the settings. Half of the deployments have the default of `notify_on`. Half have daily digests, because scenarios are short. */
export function mailSettings(random: Random): MailSettings {
  return { notify_on: drawn(NOTIFY_ON, random), digest: drawn(DIGEST, random) };
}

function drawn<T>(values: readonly [T, ...T[]], random: Random): T {
  return values[Math.floor(random.float() * values.length)] ?? values[0];
}
