import { STEPS } from '../../emulator/services/personalize/durations';
import { Account } from './account';
import { synthesizedStack } from './synthesized-stack';

/** Opens accounts with the stack. Call it at the top of a test file: after each test, it checks what must hold in every account. */
export function accounts() {
  const stackFile = synthesizedStack();
  const opened: Account[] = [];
  const kept: Account[] = [];
  // CloudWatch drops invalid metrics of log lines silently, and code may continue after a denied action. Without these
  // checks, tests would notice neither.
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
    /**
     * Opens one account for several tests, because functions start cold in each account. Each test must have its own dataset group, or only
     * read.
     */
    shared(make: () => Promise<Account>): () => Promise<Account> {
      let made: Promise<Account> | undefined;
      return async () => {
        made ??= make();
        const account = await made;
        if (!kept.includes(account)) kept.push(account);
        return account;
      };
    },
    /** Opens an account in which each step of Personalize takes `seconds`. Short steps need fewer polls. */
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
