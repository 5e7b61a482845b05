import { clientsOf } from '../clients';
import { isLasting, messageOf } from '../errors';
import type { Account } from '../sandbox';
import type { Leftover } from './leftover';
import { otherLeftovers } from './others';
import { personalizeLeftovers } from './personalize';

/** Seconds between two passes. Deletions of Personalize take minutes. */
const PASS_SECONDS = 60;
/** Maximum number of passes. In total, they take longer than a training, which must end before its resources can be removed. */
const PASSES = 300;
/** Maximum number of passes in a row in which each deletion failed, and would fail again, e.g. with expired credentials. */
const HOPELESS_PASSES = 3;

/**
 * Removes everything whose name begins with the prefix and a hyphen, including what a crashed process has created. Passes repeat until
 * nothing is left, because resources in use or in creation cannot be deleted yet.
 * @throws Error that names what is left, after five hours or a few passes in which each deletion failed and would fail again
 */
export async function tearDown({ config, prefix, sleep }: Account): Promise<void> {
  const clients = clientsOf(config, () => undefined);
  let left: readonly Leftover[] = [];
  let refusals = new Map<string, unknown>();
  for (let pass = 0, hopeless = 0; pass < PASSES && hopeless < HOPELESS_PASSES; pass += 1) {
    left = await personalizeLeftovers(clients.personalize, prefix);
    // Roles and buckets stay until Personalize no longer needs them.
    if (left.length === 0) left = await otherLeftovers(clients, prefix);
    if (left.length === 0) return;
    refusals = new Map();
    for (const { name, remove } of left) await remove().catch((error: unknown) => refusals.set(name, error));
    hopeless = left.every(({ name }) => refusals.has(name) && isLasting(refusals.get(name))) ? hopeless + 1 : 0;
    await sleep(PASS_SECONDS);
  }
  const names = left.map(({ name }) => {
    return `${name} (${refusals.has(name) ? messageOf(refusals.get(name)) : 'is being deleted'})`;
  });
  throw new Error(
    `These could not be removed: ${names.join(', ')}. Remove them, or run again with --teardown ${prefix}.`,
  );
}
