import type { FixedMetric } from '../../emulator/services/personalize/fixed-metrics';
import { didYouMean } from '../../lib/parameter-file/did-you-mean';
import { parseJson } from '../../lib/parameter-file/json-document';
import { outline } from '../../lib/parameter-file/outline';
import { fillPlaceholders, type Values } from '../../lib/parameter-file/placeholders';
import { metricProblem } from '../../lib/parameter-file/rules/promotion-rules';

/**
 * Returns what is wrong with `--metric`: a solution that no parameter file has, or a metric that the solution's recipe
 * does not report.
 * @param files contents of all parameter files of the run
 * @returns undefined if nothing is wrong. Also undefined if not all solutions can be known: if a file is not JSON, if a
 * solution has no name, or if its name has a placeholder without a value
 */
export function unreportedMetric(metrics: readonly FixedMetric[], files: readonly Uint8Array[], values: Values) {
  const documents = files.map((content) => parseJson(content).document);
  const solutions = documents.flatMap((file) => outline(fillPlaceholders(file?.value ?? null, values).value).solutions);
  const names = [...new Set(solutions.flatMap(({ name = '${' }) => name))].sort();
  if (documents.includes(undefined) || names.some((name) => name.includes('${'))) return undefined;
  for (const { solution, metric } of metrics) {
    const what = `--metric ${solution}:${metric}`;
    const own = solutions.filter(({ name }) => name === solution);
    if (own.length === 0) {
      const known =
        names.length === 0 ? 'The parameter files have no solutions.' : `Solutions are ${names.join(', ')}.`;
      const hint = didYouMean(solution, names) ?? known;
      return { message: `${what}: no parameter file has the solution '${solution}'.`, hint };
    }
    const [problem, ...others] = own.map((each) => metricProblem(each, metric));
    // A metric is refused only if it is wrong in each file that has the solution: a file that arrives later may give
    // the solution another recipe.
    const isWrong = [problem, ...others].every((each) => each !== undefined && each.severity === undefined);
    if (problem && isWrong) return { message: `${what}: ${problem.message}`, hint: problem.hint };
  }
  return undefined;
}
