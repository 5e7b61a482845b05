import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { askAll, isFailure } from '../../../scripts/account-check/check';
import { bucket } from '../../../scripts/account-check/data';
import { datasetGroup } from '../../../scripts/account-check/personalize';
import type { Question } from '../../../scripts/account-check/question';
import type { Account } from '../../../scripts/account-check/sandbox';
import { accountIn, answersOf, quickLocalAws } from './local-account';

describe('a check', () => {
  it('fails if a question is refuted or asking it fails, but not if the question is never asked', async () => {
    // Prepare
    const questions = [
      question({ ...ASKED, ask: async () => 'yes' }),
      question({ ...ASKED, ask: async () => 'no' }),
      question({ ...ASKED, ask: () => Promise.reject(new Error('Region is missing')) }),
      question({ notAsked: 'It takes years.' }),
    ];

    // Act
    const answers = await answersOf(questions, accountIn(quickLocalAws()));

    // Assess
    expect(answers.map((answer) => [answer.verdict, isFailure(answer)])).toEqual([
      ['CONFIRMED', false],
      ['REFUTED', true],
      ['NOT ANSWERED', true],
      ['NOT ANSWERED', false],
    ]);
  });

  it('keeps its answers when it is stopped while it removes created resources', async () => {
    // Prepare
    const inLocal = accountIn(quickLocalAws());
    let answered = false;
    let stopped = false;
    const account: Account = {
      ...inLocal,
      async sleep(seconds) {
        stopped = answered;
        if (stopped) throw new Error('aborted');
        await inLocal.sleep(seconds);
      },
    };
    const creates = question({ ...ASKED, ask: async (sandbox) => ((await datasetGroup(sandbox)) ? 'yes' : 'no') });
    const report = () => {
      answered = true;
    };

    // Act
    const answers = await askAll([creates], { account, parallel: 1, now: () => '', report }, () => stopped);

    // Assess
    expect(answers).toHaveLength(1);
    expect(stopped).toBe(true);
  });

  it('records names of shared resources without the random part of the prefix', async () => {
    // Prepare
    const asksShared = question({
      ...ASKED,
      async ask(sandbox) {
        const Bucket = await sandbox.once('bucket', (shared) => bucket(shared));
        await sandbox.clients.s3.send(new ListObjectsV2Command({ Bucket }));
        return 'yes';
      },
    });

    // Act
    const [answer] = await answersOf([asksShared], accountIn(quickLocalAws()));

    // Assess
    expect(answer?.recording).toContain('"Bucket": "account-check-shared-1"');
  });
});

const ASKED = { creates: 'nothing', dollars: 0, expected: 'yes' };

function question(check: Question['check']): Question {
  return { id: 'question', asks: 'whether', emulated: 'yes.', check };
}
