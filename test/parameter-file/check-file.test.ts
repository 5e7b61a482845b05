import fc from 'fast-check';
import { readAcceptedFile } from '../../parameter-file/check-file';
import { desiredState } from '../../parameter-file/desired-state';
import type { JsonValue } from '../../parameter-file/json-value';
import { validateParameterFile } from '../../parameter-file/validate';
import { plausibleFiles } from '../support/arbitrary-file';
import { ROOT, valuesOf } from '../support/arbitrary-structure';
import { mutations } from '../support/mutations';
import { essence, marked } from './marked-text';
import { filter, list, parameterFile, solution } from './sample-text';

const SEED = 20_251_124;

describe('readAcceptedFile', () => {
  it('reads whatever was found valid, to the same desired state', () => {
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
    ['a limit that is now lower', `{"datasetGroup": {"serviceConfig": {"name": "${'n'.repeat(200)}"}}}`],
    ['a form that is now another', '{"datasetGroup": {"serviceConfig": {"name": "g", "kmsKeyArn": "alias/k"}}}'],
    ['a word that is now unknown', '{"datasetGroup": {"serviceConfig": {"name": "g", "domain": "TRAVEL"}}}'],
    [
      'a rule across fields that is now stricter',
      parameterFile({ sections: [list('solutions', solution('a', 'aws-hrnn'))] }),
    ],
    [
      'a filter that was not refused before',
      parameterFile({
        sections: [list('filters', filter('f', 'INCLUDE ItemID WHERE Items.GENRES NOT IN ($GENRES)'))],
      }),
    ],
  ])('leaves values to Personalize: %s', (_, text) => {
    // Act
    const { file, problems } = readAcceptedFile(text, {});

    // Assess
    expect(problems).toEqual([]);
    expect(file && desiredState(file).datasetGroup.request).toMatchObject({ name: expect.any(String) });
  });

  it.each([
    ['a section that is another kind of value', '{"datasetGroup": §[]}', 'type'],
    [
      'a member that is no longer known',
      '{"datasetGroup": {"serviceConfig": {"name": "g"}}, §"models": []}',
      'unknown-member',
    ],
    ['a member that is now needed', '{"datasetGroup": {"serviceConfig": §{}}}', 'required-member'],
    ['no JSON', '{"datasetGroup": §', 'json-syntax'],
  ])('says at its place what it cannot make sense of: %s', (_, textWithMark, rule) => {
    // Prepare
    const { text, line, column } = marked(textWithMark);

    // Act
    const { file, problems } = readAcceptedFile(text, {});

    // Assess
    expect(essence(problems)).toEqual([{ severity: 'error', rule, line, column }]);
    expect(file).toBeUndefined();
  });

  it('never lets a file through that has no desired state', () => {
    // Prepare
    const anyFiles = fc
      .tuple(valuesOf(ROOT), fc.array(fc.nat(), { minLength: 20, maxLength: 20 }))
      .map(([file, choices]) => {
        const all = [...mutations(file)];
        return choices.map((choice) => all[choice % all.length]?.apply() as JsonValue);
      });
    let read = 0;
    const property = fc.property(anyFiles, (files) => {
      for (const mutated of files) {
        // Act
        const { file } = readAcceptedFile(JSON.stringify(mutated), {});

        // Assess
        if (file === undefined) continue;
        expect(() => JSON.stringify(desiredState(file))).not.toThrow();
        read += 1;
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 40 });
    expect(read).toBeGreaterThan(100);
  });
});
