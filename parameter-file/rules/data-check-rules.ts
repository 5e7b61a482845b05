import { schemaFields } from '../../personalize/schema';
import { joinPointer } from '../json-pointer';
import type { Rule } from './rule';

/** What the checks of data need. */
export const DATA_CHECK_RULES: readonly Rule[] = [
  {
    name: 'data-check-subject',
    severity: 'error',
    demands: 'maximumAge needs a TIMESTAMP, maximumUnknownItems interactions beside items.',
    *check({ datasets }) {
      const hasItems = datasets.some(({ info }) => info.datasetType === 'ITEMS');
      for (const { info, pointer, schema, checks } of datasets) {
        const path = joinPointer(pointer, 'workflowConfig', 'checks');
        const fields = schemaFields(schema.config.schema);
        if (checks.maximumAge !== undefined && !fields.some(({ name }) => name === 'TIMESTAMP')) {
          const message = 'The schema of the dataset has no TIMESTAMP, so that its data has no age.';
          yield { path: joinPointer(path, 'maximumAge'), value: checks.maximumAge, message };
        }
        const { maximumUnknownItems: value } = checks;
        if (value === undefined || (hasItems && info.datasetType === 'INTERACTIONS')) continue;
        const message = hasItems ? 'The dataset has no interactions.' : 'The file has no items dataset.';
        yield { path: joinPointer(path, 'maximumUnknownItems'), value, message };
      }
    },
  },
];
