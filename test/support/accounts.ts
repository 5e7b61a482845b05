import { STEPS } from '../../emulator/services/personalize/durations';
import { Account } from './account';
import { synthesizedStack } from './synthesized-stack';

/**
 * For the top of a test file: opens accounts with the stack in them, and holds each of them to what is true in every test.
 */
export function accounts() {
  const stackFile = synthesizedStack();
  const opened: Account[] = [];
  const kept: Account[] = [];
  // CloudWatch drops what it cannot read without a word: a metric would be missing, unnoticed.
  // Code may carry on without what a role may not do: the permission would be missing, unnoticed.
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
    /** One for several tests, each with a dataset group of its own or only reading: a function starts cold in each account. */
    shared(make: () => Promise<Account>): () => Promise<Account> {
      let made: Promise<Account> | undefined;
      return async () => {
        made ??= make();
        const account = await made;
        if (!kept.includes(account)) kept.push(account);
        return account;
      };
    },
    /** One in which Personalize takes ten seconds, or as many as given, for whatever it does: fewer polls, shorter tests. */
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
