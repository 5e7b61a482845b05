import fc from 'fast-check';
import { readAcceptedFile } from '../../../lib/parameter-file/check-file';
import { desiredState } from '../../../lib/parameter-file/desired-state';
import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { plausibleFiles } from '../../support/arbitrary-file';
import { essence, marked } from './marked-text';
import { filter, list, parameterFile, solution } from './sample-text';

const PASSED = '"workflowConfig": {"schedules": {"full": "cron(0 3 1 1 ? 2020)"}}';
const SEED = 20_251_124;

describe('readAcceptedFile', () => {
  it('reads from every valid file the same desired state as validateParameterFile', () => {
    // Prepare
    const property = fc.property(plausibleFiles, (plausible) => {
      const text = JSON.stringify(plausible);
      const { file: validated } = validateParameterFile(text);
      fc.pre(validated !== undefined);

      // Act
      const { file } = readAcceptedFile(text, {});

      // Assess
      expect(file && desiredState(file)).toEqual(desiredState(validated));
    });
    fc.assert(property, { seed: SEED, numRuns: 40, maxSkipsPerRun: 50 });
  });

  it.each([
    ['a name that is too long for this release', `{"datasetGroup": {"serviceConfig": {"name": "${'n'.repeat(200)}"}}}`],
    [
      'a value that does not match the pattern of this release',
      '{"datasetGroup": {"serviceConfig": {"name": "g", "kmsKeyArn": "alias/k"}}}',
    ],
    [
      'a value that this release does not know',
      '{"datasetGroup": {"serviceConfig": {"name": "g", "domain": "TRAVEL"}}}',
    ],
    ['a recipe that this release refuses', parameterFile({ sections: [list('solutions', solution('a', 'aws-hrnn'))] })],
    [
      'a schedule whose last time has passed',
      parameterFile({ sections: [list('solutions', solution('a', 'aws-sims', '', [PASSED]))] }),
    ],
    [
      'a filter that this release refuses',
      parameterFile({
        sections: [list('filters', filter('f', 'INCLUDE ItemID WHERE Items.GENRES NOT IN ($GENRES)'))],
      }),
    ],
  ])('accepts %s', (_, text) => {
    // Act
    const { file, problems } = readAcceptedFile(text, {});

    // Assess
    expect(problems).toEqual([]);
    expect(file && desiredState(file).datasetGroup.request).toMatchObject({ name: expect.any(String) });
  });

  it.each([
    ['a section of the wrong type', '{"datasetGroup": §[]}', 'type'],
    [
      'a member that this release does not know',
      '{"datasetGroup": {"serviceConfig": {"name": "g"}}, §"models": []}',
      'unknown-member',
    ],
    [
      'an object without a member that this release requires',
      '{"datasetGroup": {"serviceConfig": §{}}}',
      'required-member',
    ],
    ['invalid JSON', '{"datasetGroup": §', 'json-syntax'],
  ])('names the place of %s', (_, textWithMark, rule) => {
    // Prepare
    const { text, line, column } = marked(textWithMark);

    // Act
    const { file, problems } = readAcceptedFile(text, {});

    // Assess
    expect(essence(problems)).toEqual([{ severity: 'error', rule, line, column }]);
    expect(file).toBeUndefined();
  });
});
