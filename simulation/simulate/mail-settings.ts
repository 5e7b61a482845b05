import type { Random } from '../../emulator/core/random';

const NOTIFY_ON = ['attention', 'attention', 'failures', 'all'] as const;
const DIGEST = ['daily', 'daily', 'weekly', 'off'] as const;

/** Terraform variables that decide which mails are sent. */
export interface MailSettings {
  readonly notify_on: (typeof NOTIFY_ON)[number];
  readonly digest: (typeof DIGEST)[number];
}

/** Draws the settings: the default of `notify_on`, and daily digests, as scenarios are short, in half of the deployments each. */
export function mailSettings(random: Random): MailSettings {
  return { notify_on: drawn(NOTIFY_ON, random), digest: drawn(DIGEST, random) };
}

function drawn<T>(values: readonly [T, ...T[]], random: Random): T {
  return values[Math.floor(random.float() * values.length)] ?? values[0];
}
