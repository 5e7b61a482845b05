import { validateParameterFile } from '../../parameter-file/validate';
import { type Figure, type Measure, median, milliseconds } from './measure';
import { parameterFile } from './samples';

const TAKINGS = 9;

/** Sizes in KB. */
const SIZES = [
  { name: 'small', kilobytes: 2 },
  { name: '100 KB', kilobytes: 100 },
  { name: '1 MB', kilobytes: 1000 },
];

/** Parameter files of growing size, beside what merely parsing their JSON takes. */
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

function fileOfSize(bytes: number): string {
  const one = parameterFile('group', 1).length;
  const more = (parameterFile('group', 101).length - one) / 100;
  return parameterFile('group', 1 + Math.max(0, Math.round((bytes - one) / more)));
}

async function middleTime(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let taking = 0; taking < TAKINGS; taking += 1) times.push(await milliseconds(work));
  return median(times);
}
