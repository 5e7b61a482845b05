import type { CallListener } from '../../../emulator/core/aws';
import { PromotionLog } from '../../../simulation/simulate/promotion-log';

const SOLUTION = 'shop-for-you';
const version = (id: string) => `arn:aws:personalize:us-east-1:123456789012:solution/${SOLUTION}/${id}`;

/** A log, and functions that make the calls which it watches. */
function prepare() {
  const listeners: CallListener[] = [];
  const local = {
    clock: { now: () => 0 },
    aws: { onCall: (listener: CallListener) => listeners.push(listener) },
  };
  const log = new PromotionLog(local as never);
  const call = (service: string, operation: string, input: object) => {
    for (const listener of listeners) listener({ service, call: { operation, input } } as never);
  };
  let revision = 0;
  const decide = (id: string, decision: string, serving?: string) => {
    revision += 1;
    const record = {
      item: { S: `serving#${SOLUTION}` },
      revision: { N: String(revision) },
      ...(serving !== undefined && { version: { S: version(serving) } }),
    };
    const taken = { version: version(id), solution: SOLUTION, decision, decidedBy: 'rules' };
    const item = { item: { S: `version-2#${id}` }, decision: { S: JSON.stringify(taken) } };
    const items = [record, item].map((Item) => ({ Put: { Item } }));
    call('dynamodb', 'TransactWriteItems', { TransactItems: items });
  };
  return { log, call, decide };
}

test('the log reports a contradiction if no version is recorded as serving after a version was promoted and the next one held', () => {
  // Prepare
  const { log, decide } = prepare();
  decide('1', 'PROMOTED', '1');

  // Act
  decide('2', 'HELD');

  // Assess
  expect(log.contradictions).toEqual([
    `solution ${SOLUTION}: the record says that no version serves, but the decisions say ${version('1')}`,
  ]);
});

test('after a solution was deleted, the log lets no version serve while the first version of the new solution is held', () => {
  // Prepare
  const { log, call, decide } = prepare();
  decide('1', 'PROMOTED', '1');

  // Act
  call('personalize', 'DeleteSolution', {
    solutionArn: `arn:aws:personalize:us-east-1:123456789012:solution/${SOLUTION}`,
  });
  decide('2', 'HELD');

  // Assess
  expect(log.contradictions).toEqual([]);
  expect(log.servingOf(SOLUTION)?.version).toBeUndefined();
});
