import type { Verdict } from '../../../../lib/record-table/version-decisions';
import { clockTime } from '../../time';
import { html, type Markup } from '../markup';
import type { VersionData } from '../page-data';
import { groupsOf } from './groups';
import { statusClass } from './status';
import { rounded, table } from './tables';

/** A metric of a solution's versions, in the order of their trainings. */
export interface Chart {
  readonly solution: string;
  readonly metric: string;
  readonly points: readonly { readonly at: number; readonly value: number; readonly isPromoted: boolean }[];
}

export function chartsOf(versions: readonly VersionData[]): readonly Chart[] {
  return [...groupsOf(versions, ({ solution }) => solution)].flatMap(([solution, own]) => {
    const metrics = new Set(own.flatMap((version) => Object.keys(version.metrics)));
    return [...metrics].map((metric) => ({
      solution,
      metric,
      points: own.flatMap(({ at, metrics: { [metric]: value }, decision }) =>
        value === undefined ? [] : [{ at, value, isPromoted: (decision?.decision ?? 'PROMOTED') === 'PROMOTED' }],
      ),
    }));
  });
}

/**
 * Renders the decisions on versions. Also renders an empty element for each chart. The element's label has the chart's
 * values.
 */
export function versionSection(versions: readonly VersionData[]): Markup {
  const bySolution = [...groupsOf(chartsOf(versions).entries(), ([, { solution }]) => solution)];
  const decisions = versions.flatMap(({ solution, id, decision }) => {
    if (decision === undefined) return [];
    const { decision: decided, decidedAt, decidedBy, reason = '', verdicts } = decision;
    const shown = html`<i class="${statusClass(decided)}">${decided}</i>`;
    const baselines = [...new Set(verdicts.flatMap(comparisonText))].join('; ');
    return [[clockTime(Date.parse(decidedAt)), solution, id, shown, baselines || '-', decidedBy, reason]];
  });
  return html`<p><small>Metrics of the local models, not of Amazon Personalize.</small></p>${bySolution.map(
    ([solution, charts]) =>
      html`<h3>${solution}</h3><div class="charts">${charts.map(
        ([index, { metric, points }]) =>
          html`<figure><figcaption>${metric.replaceAll('_', ' ').replace('normalized discounted cumulative gain', 'NDCG').replace('mean reciprocal rank', 'MRR')} <b>${rounded(points.at(-1)?.value ?? 0)}</b></figcaption><div data-chart="${index}" role="img" aria-label="${metric} of ${solution}: ${points.map(({ value }) => rounded(value)).join(', ')}"></div></figure>`,
      )}</div>`,
  )}
${
  decisions.length === 0
    ? ''
    : html`<h3>Decisions</h3><p><small>In the charts, a square marks a version that was not promoted.</small></p>${table(['Decided', 'Solution', 'Version', 'Decision', 'Compared with the baseline', 'By', 'Reason'], decisions)}`
}`;
}

/** Describes a comparison: `coverage 0.36 (shop-popularity: 0.3)`. Empty if the rule compares with no other solution. */
function comparisonText({ metric, candidate, baseline }: Verdict): readonly string[] {
  if (baseline === undefined) return [];
  const { solution, value, importedAt } = baseline;
  const others = `${solution}: ${value ?? '-'}${importedAt === undefined ? '' : ', not compared'}`;
  return [`${metric} ${candidate ?? '-'} (${others})`];
}
