import { schemaFields } from '../../personalize/schema';
import { joinPointer } from '../json-pointer';
import type { Rule } from './rule';

/** Rules for the checks of data. */
export const DATA_CHECK_RULES: readonly Rule[] = [
  {
    name: 'data-check-subject',
    severity: 'error',
    demands: 'maximumAge needs a TIMESTAMP. maximumUnknownItems is for interactions, and needs an items dataset.',
    *check({ datasets }) {
      const hasItems = datasets.some(({ info }) => info.datasetType === 'ITEMS');
      for (const { info, pointer, schema, checks } of datasets) {
        const problem = (name: 'maximumAge' | 'maximumUnknownItems', message: string) => {
          return { path: joinPointer(pointer, 'workflowConfig', 'checks', name), value: checks[name], message };
        };
        const hasTime = schemaFields(schema.config.schema).some(({ name }) => name === 'TIMESTAMP');
        if (checks.maximumAge !== undefined && !hasTime)
          yield problem('maximumAge', 'The schema of the dataset has no TIMESTAMP, so that its data has no age.');
        if (checks.maximumUnknownItems === undefined || (hasItems && info.datasetType === 'INTERACTIONS')) continue;
        const message = hasItems ? 'The dataset has no interactions.' : 'The file has no items dataset.';
        yield problem('maximumUnknownItems', message);
      }
    },
  },
];
