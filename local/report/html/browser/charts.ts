import uPlot from 'uplot';
import type { VersionData } from '../page-data';
import { chartsOf } from '../view/versions';

const SIZE = { width: 140, height: 50 };
/** Color of the line, visible in both color schemes and on paper. */
const LINE = '#4a82e0';
const NOT_PROMOTED = '#d9822b';

/** Draws each chart into its element. A square marks a version that was not promoted. */
export function drawCharts(versions: readonly VersionData[]): void {
  const charts = chartsOf(versions);
  for (const place of document.querySelectorAll<HTMLElement>('[data-chart]')) {
    const points = charts[Number(place.dataset.chart)]?.points ?? [];
    const values = points.map(({ value }) => value);
    new uPlot(
      {
        ...SIZE,
        legend: { show: false },
        cursor: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: { x: { time: false, range: (_, from, to) => [from - 0.5, to + 0.5] }, y: { range: withMargin } },
        series: [{}, { stroke: LINE, width: 1.5, points: { show: true, size: 5, fill: LINE } }],
        hooks: { draw: [(plot) => markOthers(plot, points)] },
      },
      [values.map((_, index) => index), values],
      place,
    );
  }
}

/** Adds a margin, so that points at the edges are not cut off. */
function withMargin(_: uPlot, from: number, to: number): [number, number] {
  const margin = (to - from) * 0.15 || 1;
  return [from - margin, to + margin];
}

function markOthers(plot: uPlot, points: readonly { readonly value: number; readonly isPromoted: boolean }[]): void {
  const side = 9 * devicePixelRatio;
  plot.ctx.strokeStyle = NOT_PROMOTED;
  plot.ctx.lineWidth = 2 * devicePixelRatio;
  for (const [index, { value, isPromoted }] of points.entries()) {
    if (isPromoted) continue;
    const [x, y] = [plot.valToPos(index, 'x', true), plot.valToPos(value, 'y', true)];
    plot.ctx.strokeRect(x - side / 2, y - side / 2, side, side);
  }
}
