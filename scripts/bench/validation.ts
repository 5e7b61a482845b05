import { validateParameterFile } from '../../lib/parameter-file/validate';
import { type Figure, type Measure, median, milliseconds } from './measure';
import { parameterFile } from './samples';

const TAKINGS = 9;

const SIZES = [
  { name: 'small', kilobytes: 2 },
  { name: '100 KB', kilobytes: 100 },
  { name: '1 MB', kilobytes: 1000 },
];

/** Validation of parameter files of growing size, compared with parsing their JSON alone. */
export const validation: Measure = {
  name: 'Validation',
  take: async () => {
    const figures: Figure[] = [];
    for (const { name, kilobytes } of SIZES) {
      const text = fileOfSize(kilobytes * 1000);
      figures.push({
        name: `${name} parameter file`,
        value: await middleTime(() => validateParameterFile(text)),
        unit: 'ms',
        besides: { name: 'JSON.parse', value: await middleTime(() => JSON.parse(text)) },
      });
    }
    return figures;
  },
};

/** Returns a file of about this size. A solution that uses most features takes about 2 KB: 500 of them make a megabyte. */
function fileOfSize(bytes: number): string {
  const whole = (solutions: number) => {
    const file = JSON.parse(parameterFile('group', solutions)) as { solutions: object[] };
    return JSON.stringify({ ...file, solutions: file.solutions.map(fullSolution) }, undefined, 2);
  };
  const one = whole(1).length;
  const more = (whole(101).length - one) / 100;
  const text = whole(1 + Math.max(0, Math.round((bytes - one) / more)));
  const { valid } = validateParameterFile(text);
  if (!valid) throw new Error(`The file of ${text.length} bytes is invalid, so only its refusal would be measured.`);
  return text;
}

function fullSolution(solution: object, index: number): object {
  const tags = ['team', 'stage', 'cost-center', 'owner'].map((tagKey) => ({
    tagKey,
    tagValue: `${tagKey}-${index}`,
  }));
  return {
    ...solution,
    workflowConfig: {
      schedules: { full: { expression: 'cron(0 3 ? * SUN *)', timezone: 'Europe/Berlin' } },
      maxAge: '2 weeks',
    },
    campaigns: [{ serviceConfig: { name: `group-campaign-${index}`, minProvisionedTPS: 1, tags } }],
    batchInferenceJobs: [
      {
        serviceConfig: { numResults: 25, tags },
        workflowConfig: { schedule: { expression: 'rate(1 day)', flexibleTimeWindowMinutes: 30 } },
      },
    ],
  };
}

async function middleTime(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let taking = 0; taking < TAKINGS; taking += 1) times.push(await milliseconds(work));
  return median(times);
}
