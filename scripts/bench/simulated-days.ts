import { mirroredFiles, upload } from '../../local/mirror';
import { withLocalAws } from './local-run';
import { type Measure, milliseconds } from './measure';
import { FIRST_SAMPLE } from './samples';

const DAYS = 365;
const DAY = 24 * 3600 * 1000;
/** Limit in seconds that the project has set for the year. */
const LIMIT = 60;

/** A year of the first sample: an import every 6 hours, three trainings a week, batch recommendations every night. */
export const simulatedDays: Measure = {
  name: 'A simulated year',
  take: () =>
    withLocalAws(async (local) => {
      await upload(local.aws, local.names.dataBucket, await mirroredFiles(FIRST_SAMPLE));
      const seconds = (await milliseconds(() => local.clock.advanceTo(local.clock.now() + DAYS * DAY))) / 1000;
      return [
        {
          name: 'the first sample, one year',
          value: seconds,
          unit: 's',
          besides: { name: 'limit', value: LIMIT },
        },
        { name: 'simulated days a second', value: DAYS / seconds, unit: '' },
        {
          name: 'time per state transition',
          value: (seconds * 1000) / local.counts().stateTransitions,
          unit: 'ms',
        },
      ];
    }),
};
