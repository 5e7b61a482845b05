import { PassThrough } from 'node:stream';
import type { Terminal } from '../../../cli/confirmation';
import { WrongUsage } from '../../../cli/failure';
import { confirm, type Question } from '../../../cli/prune/confirm';
import type { LeftResource } from '../../../lib/reconciler/plan/left-resources';

const CAMPAIGN: LeftResource = {
  type: 'campaign',
  name: 'only',
  arn: 'arn:aws:personalize:us-east-1:123456789012:campaign/only',
  status: 'ACTIVE',
  onRemoval: 'keep',
  isDeletedByUpload: false,
  usedBy: [],
  isNameNeeded: true,
  uses: [],
};

const QUESTION: Question = {
  place: "deployment 'personalize' in us-east-1, account 123456789012",
  files: 0,
  hasRuns: false,
  deletions: [{ datasetGroup: 'small', key: 'train/small/config.json', resources: [CAMPAIGN] }],
  isReviewed: false,
};

const OPTIONS = { json: true, yes: true, wait: true, prune: true };

/** Confirms `apply --prune --yes --json` with the name of the campaign, typed in a terminal or piped. */
async function answered(isTTY: boolean) {
  const [stdin, stderr] = [Object.assign(new PassThrough(), { isTTY }), new PassThrough()];
  stdin.end('only\n');
  const terminal: Terminal = { stdin, stderr };
  const failure = await confirm(QUESTION, OPTIONS, terminal).catch((error: unknown) => error);
  return { failure, asked: stderr.read() };
}

test.each([
  ['without --yes', false, "Type 'only' to confirm."],
  ['with --yes', true, "Type 'only' to confirm: --yes does not confirm these names."],
])('apply --prune %s says after a wrong answer what to type', async (_, yes, hint) => {
  // Prepare
  const [stdin, stderr] = [Object.assign(new PassThrough(), { isTTY: true }), new PassThrough()];
  const options = { json: false, yes, wait: true, prune: true };
  stderr.once('data', () => setImmediate(() => stdin.write('no\r')));

  // Act
  const failure = await confirm(QUESTION, options, { stdin, stderr }).catch((error: unknown) => error);

  // Assess
  expect(failure).toMatchObject({ message: 'Nothing was sent or deleted.', hint });
});

describe('apply --prune --yes --json', () => {
  it('is refused without a question in a terminal, because with --json the terminal has not shown the deletions', async () => {
    // Act
    const { failure, asked } = await answered(true);

    // Assess
    expect(failure).toBeInstanceOf(WrongUsage);
    expect(failure).toMatchObject({
      message: 'The plan cannot be confirmed: --json is given.',
      hint: expect.stringContaining("'only' as the first line of the input"),
    });
    expect(asked).toBeNull();
  });

  it('reads the name from a pipe, after a question that shows deployment, region and account', async () => {
    // Act
    const { failure, asked } = await answered(false);

    // Assess
    expect(failure).toBeUndefined();
    expect(String(asked)).toBe(
      "Delete 1 resource in deployment 'personalize' in us-east-1, account 123456789012? Type 'only':\n",
    );
  });
});
