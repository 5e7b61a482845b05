import { csv } from './csv';
import { examples } from './examples';
import { firstRun } from './first-run';
import { functions } from './functions';
import { groupGrowth, solutionGrowth } from './growth';
import { LOADS } from './load';
import type { Measure } from './measure';
import { recommendations } from './recommendations';
import { simulatedDays } from './simulated-days';
import { simulatedSeeds } from './simulated-seeds';
import { synthesis } from './synthesis';
import { training } from './training';
import { validation } from './validation';

export const MEASURES: readonly Measure[] = [
  synthesis,
  functions,
  validation,
  csv,
  firstRun,
  examples,
  training,
  recommendations,
  simulatedDays,
  simulatedSeeds,
  solutionGrowth,
  groupGrowth,
  ...LOADS,
];
