import fc from 'fast-check';
import { desiredState } from '../../../lib/parameter-file/desired-state';
import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { plausibleFiles } from '../../support/arbitrary-file';
import { createAll } from '../../support/creation';
import { Testbed } from '../../support/personalize-testbed';

const SEED = 20_251_124;

/** Milliseconds for the whole test, which creates the resources of 60 files. */
const TIMEOUT = 60_000;

/** Rules that warn without certainty, because Personalize's answer depends on more than the file or is not documented. */
const OPEN: readonly string[] = ['default-quota', 'filter-in-file', 'objective-recipe', 'recipe-unknown'];

describe('a valid parameter file', () => {
  it(
    'leads only to Create calls that Personalize accepts, unless a warning leaves this open',
    async () => {
      // Prepare
      let created = 0;
      const property = fc.asyncProperty(plausibleFiles, async (plausible) => {
        const { file, problems } = validateParameterFile(JSON.stringify(plausible));
        fc.pre(file !== undefined && !problems.some(({ rule }) => OPEN.includes(rule)));
        const bed = new Testbed();

        // Act
        await createAll(bed, desiredState(file));

        // Assess
        const failed = bed.service.snapshot().filter(({ status }) => status?.includes('FAILED'));
        // Values for the placeholders of filters are in the input of batch jobs, not in the parameter file.
        const ofFiles = failed.filter(({ failureReason = '' }) => !/filterValues lacks/.test(String(failureReason)));
        expect(ofFiles.map(({ arn, failureReason }) => [arn, failureReason])).toEqual([]);
        created += bed.service.snapshot().length;
      });
      await fc.assert(property, { seed: SEED, numRuns: 60, maxSkipsPerRun: 50 });
      expect(created).toBeGreaterThan(300);
    },
    TIMEOUT,
  );
});
