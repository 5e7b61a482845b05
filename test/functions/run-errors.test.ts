import { notificationOf } from '../../functions/end-run/notification';
import { failureOfItem } from '../../functions/ensure-resources/failures';
import * as errors from '../../lib/reconciler/errors';
import { item } from '../support/loop-world';

/** One error of each class that ends a run. UnmetNeed is left out, because it is abstract. */
const RUN_ERRORS = Object.values(errors)
  .filter((made) => made.prototype instanceof errors.RunError && made !== errors.UnmetNeed)
  .map((made) => new (made as new (...texts: readonly string[]) => Error)('what', 'why', 'so', 'do'));

const AT = { Id: 'arn:execution', Name: 'run-1', StartTime: '2026-01-05T00:00:00.000Z' };

describe('The errors that end a run', () => {
  test('keep their names and messages in the record of a work item', () => {
    // Act
    const failures = RUN_ERRORS.map((error) => failureOfItem(item('a'), error));

    // Assess
    expect(failures).toEqual(RUN_ERRORS.map(({ name, message }) => ({ name, message })));
    expect(failures.length).toBeGreaterThan(3);
  });

  test.each(RUN_ERRORS.map(({ name }) => name))('%s leads to specific advice in the notification', (error) => {
    // Act
    const { description } = notificationOf({
      execution: AT,
      datasetGroup: 'movies',
      workflow: 'personalize-workflow',
      trigger: 'upload',
      isInForce: false,
      superseded: false,
      isRefused: false,
      decisions: [],
      warnings: [],
      resources: [],
      now: new Date('2026-01-05T01:00:00.000Z'),
      failure: { error, cause: 'x' },
    });

    // Assess
    expect(description).not.toContain('The parameter file is not the cause.');
  });
});
