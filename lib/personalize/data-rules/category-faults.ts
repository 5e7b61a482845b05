import { broken } from './broken';
import { ATTRIBUTE_RECIPE, attributesOf, isLearned } from './categories';
import type { Distinct } from './distinct';
import type { Fault, Findings } from './findings';
import { CATEGORIES, type DataRule } from './rules';

/** @param found findings in all rows of a dataset */
export function categoryFaults({ purpose, categories }: Findings): Fault[] {
  const attributes = attributesOf(purpose);
  const counters = attributes.flatMap(({ name }) => categories[name] ?? []);
  const isMany = (name: string) => (categories[name]?.count() ?? 0) > CATEGORIES;
  /** True if all values are equal, or all are different. */
  const isUseless = (counter: Distinct) => counter.count() <= 1 || counter.count({ minTimes: 2 }) === 0;
  const faults = broken<DataRule>({
    'category-count': attributes
      .filter(({ name, categorical }) => categorical && isMany(name))
      .map(
        ({ name }) =>
          `Column ${name} has more than ${CATEGORIES} categories, which can make recommendations worse: check the spelling of categories.`,
      ),
    'item-attributes':
      isLearned(purpose) &&
      counters.every(isUseless) &&
      `In every column of the items, values are all the same or all different: ${ATTRIBUTE_RECIPE} finds no attribute to train on.`,
  });
  // If the counters have only a sample of the values, the fault is not certain: values outside the sample may be equal.
  const isSampled = counters.some(({ zeros }) => zeros > 0);
  return faults.map((fault) =>
    fault.rule === 'item-attributes' && isSampled ? { ...fault, severity: 'warning' } : fault,
  );
}
