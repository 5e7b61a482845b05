import { notificationOf } from '../../functions/end-run/notification';
import * as errors from '../../reconciler/errors';
import { aslFiles } from '../support/asl-files';
import type { Machine } from '../support/machine';

/** Every error that ends a run, made of any texts. What is abstract has no name of its own. */
const RUN_ERRORS = Object.values(errors)
  .filter((made) => made.prototype instanceof errors.RunError && made !== errors.UnmetNeed)
  .map((made) => new (made as new (...texts: readonly string[]) => Error)('what', 'why', 'so', 'do').name);

const AT = { Id: 'arn:execution', Name: 'run-1', StartTime: '2026-01-05T00:00:00.000Z' };

describe('The errors that end a run', () => {
  test('are passed on by ensure-resource as they are, without the name of the state machine', () => {
    // Prepare
    const file = aslFiles().find(({ machine }) => machine === 'ensure-resource');
    const { States }: Machine = JSON.parse(file?.text ?? '');

    // Act
    const [passedOn] = States['Reconcile the resource']?.Catch ?? [];

    // Assess
    expect(RUN_ERRORS.length).toBeGreaterThan(3);
    // An operator's decision is refused by choose-version, before anything is reconciled.
    const reconciled = RUN_ERRORS.filter((error) => error !== 'DecisionRefused');
    expect([...(passedOn?.ErrorEquals ?? [])].sort()).toEqual(reconciled.sort());
    expect(passedOn?.Next).toBe('The resource failed');
  });

  test.each(RUN_ERRORS)('%s has its own advice in the message to people', (error) => {
    // Act
    const { description } = notificationOf({
      execution: AT,
      datasetGroup: 'movies',
      workflow: 'personalize-workflow',
      trigger: 'upload',
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
