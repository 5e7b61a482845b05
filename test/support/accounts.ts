import { STEPS } from '../../emulator/services/personalize/durations';
import { Account } from './account';
import { synthesizedStack } from './synthesized-stack';

/** Opens accounts with the stack, for the top of a test file, and checks each for what must hold in every test. */
export function accounts() {
  const stackFile = synthesizedStack();
  const opened: Account[] = [];
  const kept: Account[] = [];
  // CloudWatch silently drops what it cannot read: a metric would be missing, unnoticed. Code may continue without an action that a role
  // may not do: the permission would be missing, unnoticed.
  afterEach(() => {
    const all = [...opened, ...kept];
    expect(all.flatMap(({ local }) => local.cloudWatch.refusedLines())).toEqual([]);
    expect(all.flatMap(({ local }) => local.denials.list().map(({ message }) => message))).toEqual([]);
    opened.length = 0;
  });
  async function open(seed?: number, options?: Parameters<typeof Account.open>[2]): Promise<Account> {
    const account = await Account.open(stackFile, seed, options);
    opened.push(account);
    return account;
  }
  return {
    stackFile,
    open,
    /** Opens one account for several tests, each of which has its own dataset group or only reads. Functions start cold in each account. */
    shared(make: () => Promise<Account>): () => Promise<Account> {
      let made: Promise<Account> | undefined;
      return async () => {
        made ??= make();
        const account = await made;
        if (!kept.includes(account)) kept.push(account);
        return account;
      };
    },
    /** Opens an account in which each step of Personalize takes ten seconds, or the given number, for fewer polls and shorter tests. */
    async openQuick(
      variables?: NonNullable<Parameters<typeof Account.open>[2]>['variables'],
      seconds = 10,
    ): Promise<Account> {
      const account = await open(undefined, variables && { variables });
      for (const step of STEPS) account.local.personalize.setDuration(step, seconds);
      return account;
    },
  };
}
