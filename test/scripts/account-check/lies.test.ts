import type { Answer } from '../../../scripts/account-check/check';
import { QUESTIONS } from '../../../scripts/account-check/questions';
import { tearDown } from '../../../scripts/account-check/teardown/teardown';
import { concerns, LIES } from './lies';
import { accountIn, answersOf, type Handle, quickLocalAws, verdictOf } from './local-account';

const ASKED = QUESTIONS.filter(({ check }) => 'ask' in check);

test('the verdict of every question is REFUTED if AWS behaves differently from the local AWS', async () => {
  // Prepare
  const local = quickLocalAws();
  let lie = LIES[''];
  const handle: Handle = async (request) => {
    const right = await local.aws.handle(request);
    return lie !== undefined && concerns(lie, request) ? lie.answer(right) : right;
  };
  const answers: Answer[] = [];

  // Act
  for (const [index, question] of ASKED.entries()) {
    // Personalize keeps jobs and their names, so each question needs a prefix of its own.
    const account = { ...accountIn(local, handle), prefix: `check-${index}` };
    lie = LIES[question.id];
    // The lie ends before resources are removed, so that all of them are really removed.
    await answersOf([question], account, (answer) => {
      lie = undefined;
      answers.push(answer);
    });
    await tearDown(account);
  }

  // Assess
  expect(answers.filter(({ verdict }) => verdict !== 'REFUTED').map(verdictOf)).toEqual([]);
  expect(answers.length).toBe(ASKED.length);
});
