import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { dataOf, interactions, interactionsKey, parameterFileKey, parameterFileOf, sample } from '../support/sample';
import { type Served, served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

const FOLLOW = ['--interval', '0.001'];

/** Subject and text of the last mail. The person of this test knows only this mail. */
async function lastMail({ url }: Served): Promise<string> {
  const mails = (await (await fetch(`${url}/_local/notifications`)).json()) as readonly {
    readonly subject: string;
    readonly message: { readonly email: string };
  }[];
  const { subject = '', message } = mails.at(-1) ?? {};
  return `${subject}\n${message?.email}`;
}

/** Arguments of the command that a text names and that begins with `beginning`. */
function commandIn(text: string, beginning: string): readonly string[] {
  const [, command = ''] = new RegExp(`\`personalize-mlops (${beginning}[^\`]*)\``).exec(text) ?? [];
  return command.split(' ');
}

function runIn(mail: string): string {
  return /^Run: (\S+)$/m.exec(mail)?.[1] ?? '';
}

interface Failure {
  readonly what: string;
  readonly cause: (account: Account) => Promise<void>;
  /** Reason in the mail, and in the output of the first command. */
  readonly reason: RegExp;
  /** The first command shows the failure, the second repairs it. `folder` has the correct files. */
  readonly commands: (mail: string, folder: string) => readonly [readonly string[], readonly string[]];
}

const FAILURES: readonly Failure[] = [
  {
    what: 'a resource that Amazon Personalize cannot create',
    cause: async (account) => {
      account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'Internal error.' });
      await account.run(sample());
    },
    reason: /campaign 'small-campaign': Internal error\./,
    commands: (mail) => [
      ['runs', 'show', runIn(mail)],
      [...commandIn(mail, 'retry'), ...FOLLOW],
    ],
  },
  {
    what: 'csv without a required column',
    cause: async (account) => {
      const file = sample();
      await account.put({ ...dataOf(file), [interactionsKey('small')]: interactions().replace('ITEM_ID', 'ITEM') });
      await account.put(parameterFileOf(file));
      await account.settle();
    },
    reason: /ITEM_ID/,
    commands: (mail, folder) => [
      ['runs', 'show', runIn(mail)],
      ['apply', folder, '--yes', ...FOLLOW],
    ],
  },
  {
    what: 'a parameter file that is refused',
    cause: async (account) => {
      const file = sample();
      file.datasetGroup.serviceConfig.nmae = 'small';
      await account.put({ ...dataOf(file), ...parameterFileOf(file) });
      await account.settle();
    },
    reason: /nmae/,
    commands: (_mail, folder) => [
      ['runs', 'list', '--failed', '--json'],
      ['apply', folder, '--yes', ...FOLLOW],
    ],
  },
];

describe('A failure that was mailed', () => {
  test.each(FAILURES)(
    'is shown, repaired and checked with three commands: $what',
    async ({ cause, reason, commands }) => {
      // Prepare
      const deployment = await serve(await openQuick());
      await cause(deployment.account);
      const folder = await folderOf(sample());
      await writeFile(join(folder, parameterFileKey('small')), JSON.stringify(sample()));
      const mail = await lastMail(deployment);
      const [show, repair] = commands(mail, folder);

      // Act
      const shown = await deployment.run(show);
      const repaired = await deployment.whileTimeRuns(deployment.run(repair));
      const after = await deployment.run(['status', 'small']);

      // Assess
      expect(mail).toMatch(reason);
      expect(shown).toMatchObject({ status: 0, stdout: expect.stringMatching(reason) });
      expect(repaired).toMatchObject({ status: 0, stdout: expect.stringContaining('small: SUCCEEDED after ') });
      expect(after.stdout).toMatch(/\n\w+ +personalize-workflow +(?:retry|upload) .*SUCCEEDED\n/);
      expect(after.stdout).toMatch(/Campaign +small-campaign +ACTIVE/);
    },
  );
});
