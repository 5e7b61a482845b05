import { adviceOn } from '../../../lib/reconciler/advice';

const UPLOAD = { id: 'shop-1', datasetGroup: 'shop', trigger: 'upload' };
const AGAIN = 'apply the parameter file again, or run it as it is: `personalize-mlops retry shop`';
const KEPT = 'Existing resources that match are not changed.';

describe('the advice on a failed run', () => {
  it.each([
    ['ResourceFailed', `Fix the cause that Amazon Personalize gives, then ${AGAIN}.`],
    [
      'ResourceConflict',
      'Change the parameter file or the resource as the message says, then apply the parameter file again.',
    ],
    [
      'OtherFileInForce',
      'To let this file take over, do one of the two things in the message. To keep the other file, do nothing.',
    ],
    ['MissingInput', `Add what the message says, then ${AGAIN}.`],
    ['InvalidData', `Fix the csv files as the message says, then ${AGAIN}.`],
    ['StepBroke', `Check the logs, \`personalize-mlops logs shop-1\`; then ${AGAIN}.`],
    ['WaitedTooLong', 'Follow the advice in the message.'],
    ['InvalidParameterFile', 'Fix the parameter file and apply it again.'],
    [
      'DecisionRefused',
      'The decision was not recorded. Check earlier decisions with `personalize-mlops versions list SOLUTION`, then decide again.',
    ],
    [
      'AcceptanceRefused',
      'If the upload refuses the data too, decide again. `personalize-mlops status shop --data` shows what the upload has checked.',
    ],
    [
      'Lambda.TooManyRequestsException',
      `The quota of concurrent Lambda executions in this account and region is too low, or other functions use it up. Request a higher quota: \`aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 100\`; then ${AGAIN}.`,
    ],
    [
      'NoSuchVersion',
      'The version of the parameter file that this run reads was deleted from the data bucket. Upload the parameter file again, or remove the dataset group: `personalize-mlops destroy DATASET_GROUP`.',
    ],
    ['RunStopped', 'To run it again, apply the parameter file again.'],
    [
      'RunTimedOut',
      `\`personalize-mlops runs show shop-1\` shows what it waited for; then apply the parameter file again.`,
    ],
    [
      'States.Runtime',
      `The parameter file is not the cause. Check the logs, \`personalize-mlops logs shop-1\`; then ${AGAIN}.`,
    ],
  ])('follows from the error %s', (error, advice) => {
    // Act
    const text = adviceOn({ error, cause: "campaign 'top': no" }, UPLOAD);

    // Assess
    expect(text).toBe(`${advice} ${KEPT}`);
  });

  it.each([
    ['RunStopped', 'To run it again, run `personalize-mlops apply --prune` again.'],
    [
      'ResourceFailed',
      'Fix the cause that Amazon Personalize gives, then run `personalize-mlops apply --prune` again.',
    ],
  ])('says to prune again, not to upload, for a run of `apply --prune` that failed with %s', (error, advice) => {
    // Act
    const text = adviceOn({ error, cause: "campaign 'top': no" }, { ...UPLOAD, trigger: 'prune' });

    // Assess
    expect(text).toBe(`${advice} What was deleted stays deleted.`);
  });

  it.each([
    ['campaigns', "campaign 'top': LimitExceededException: no", /campaigns.*Then apply the parameter file again/i],
    [
      'dataset groups',
      "dataset group 'shop': LimitExceededException: no",
      /dataset groups.*Then apply the parameter file again/i,
    ],
  ])('names the reached quota of %s', (_, cause, expected) => {
    // Act
    const text = adviceOn({ error: 'ResourceFailed', cause }, UPLOAD);

    // Assess
    expect(text).toMatch(expected);
  });

  it('says to accept or fix refused data if a person may accept them', () => {
    // Act
    const cause =
      "import 'a': 1 violation. Correct the files and upload them, or accept them: `personalize-mlops data accept shop --dataset items --reason TEXT`.";
    const text = adviceOn({ error: 'InvalidData', cause }, UPLOAD);

    // Assess
    expect(text).toBe(
      `Accept the csv files with the command in the message, or fix them as it says, then ${AGAIN}. ${KEPT}`,
    );
  });

  it('does not advise raising a quota for which a run only waited', () => {
    // Act
    const text = adviceOn({ error: 'WaitedTooLong', cause: "campaign 'top': LimitExceededException: no" }, UPLOAD);

    // Assess
    expect(text).toBe(`Follow the advice in the message. ${KEPT}`);
  });

  it.each(['upload', 'data-accept', 'prune'])(
    'says to do nothing after `destroy` has stopped a run with the trigger %s',
    (trigger) => {
      // Act
      const cause = 'The execution was stopped: The dataset group is being destroyed.';
      const text = adviceOn({ error: 'RunStopped', cause }, { ...UPLOAD, trigger });

      // Assess
      expect(text).toBe('Nothing. `personalize-mlops destroy` stopped this run, to delete the dataset group.');
    },
  );

  it.each<[string, boolean | undefined, boolean]>([
    ['ResourceFailed', false, false],
    ['RunStopped', false, false],
    ['RunStopped', undefined, false],
    ['RunStopped', true, true],
    ['ResourceFailed', undefined, true],
  ])('after the error %s of an upload with isInForce = %s, offers `retry`: %s', (error, isInForce, isOffered) => {
    // Act
    const text = adviceOn({ error, cause: 'no' }, { ...UPLOAD, ...(isInForce !== undefined && { isInForce }) });

    // Assess
    expect(text.includes('personalize-mlops retry')).toBe(isOffered);
  });

  it('says to fix a refused csv of users, and to upload it again', () => {
    // Act
    const text = adviceOn(
      { error: 'InvalidDeletion', cause: 'line 1 must be USER_ID' },
      { ...UPLOAD, trigger: 'deletion' },
    );

    // Assess
    expect(text).toBe(`Fix the csv as the message says, then upload the csv of users again. ${KEPT}`);
  });

  it.each([
    ['deletion', 'upload the csv of users again'],
    [
      'data-accept',
      'accept the data again: `personalize-mlops data accept shop --reason TEXT` (if it finds no refused data: `personalize-mlops retry shop`)',
    ],
    ['retry', AGAIN],
    ['batch-inference-top', `run the task: \`personalize-mlops schedules run batch-inference-top\`, or ${AGAIN}`],
    [
      'batch-inference-top (manual)',
      `run the task: \`personalize-mlops schedules run batch-inference-top\`, or ${AGAIN}`,
    ],
  ])('says how to repeat a run with the trigger %s', (trigger, again) => {
    // Act
    const text = adviceOn({ error: 'RunStopped', cause: 'By hand.' }, { ...UPLOAD, trigger });

    // Assess
    expect(text).toBe(`To run it again, ${again}. ${KEPT}`);
  });
});
