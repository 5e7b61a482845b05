import { palette } from '../../../local/report/palette';
import {
  renderNotifications,
  renderOutputs,
  renderProgressLine,
  renderResources,
  renderRuns,
} from '../../../local/report/text';

const NOON = Date.UTC(2026, 0, 5, 12);
const NOON_TEXT = new Date(NOON).toISOString();
const HOUR = 3_600_000;
const ESCAPE = String.fromCharCode(27);

const failed = {
  type: 'solutionVersion' as const,
  name: 'popular',
  status: 'CREATE FAILED',
  createdAt: NOON,
  settledAt: NOON + HOUR + 23 * 60_000 + 40_000,
  failureReason: 'Training failed.',
};

describe('renderProgressLine', () => {
  it('starts with the virtual time and aligns the texts', () => {
    // Act
    const short = renderProgressLine(NOON, 'ACTIVE', 'filter new-items');
    const long = renderProgressLine(NOON, 'CREATE IN_PROGRESS', 'filter new-items');

    // Assess
    expect(short).toBe('2026-01-05 12:00:00  ACTIVE              filter new-items');
    expect(long.indexOf('filter')).toBe(short.indexOf('filter'));
  });

  it('uses colors only on request', () => {
    // Act
    const plain = renderProgressLine(NOON, 'ACTIVE', 'x');
    const coloured = renderProgressLine(NOON, 'ACTIVE', 'x', palette(true));

    // Assess
    expect(plain).not.toContain(ESCAPE);
    expect(coloured).toContain(`${ESCAPE}[32mACTIVE`);
  });
});

describe('renderResources', () => {
  it('shows type, name, status and duration, and the reasons of failures below', () => {
    // Act
    const [, headings, row, , reason] = renderResources([failed]).split('\n');

    // Assess
    expect(cells(headings)).toEqual(['Type', 'Name', 'Status', 'Duration']);
    expect(cells(row)).toEqual(['Solution Version', 'popular', 'CREATE FAILED', '1 h 23 min']);
    expect(reason).toBe('Solution Version popular: Training failed.');
  });

  it('shows no duration for a resource in progress', () => {
    // Prepare
    const { settledAt, failureReason, ...pending } = { ...failed, status: 'CREATE PENDING' };

    // Act
    const [, , row] = renderResources([pending]).split('\n');

    // Assess
    expect(cells(row)).toEqual(['Solution Version', 'popular', 'CREATE PENDING', '']);
  });

  it('keeps the columns aligned with colors', () => {
    // Act
    const plain = renderResources([failed, { ...failed, status: 'ACTIVE' }]);
    const coloured = renderResources([failed, { ...failed, status: 'ACTIVE' }], palette(true));

    // Assess
    expect(coloured).toContain(ESCAPE);
    expect(coloured.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '')).toBe(plain);
  });

  it("shows 'none' if there are no resources", () => {
    // Act, Assess
    expect(renderResources([])).toBe('none');
  });
});

describe('renderRuns', () => {
  it('shows start and duration of a run, with its error below', () => {
    // Act
    const lines = renderRuns([
      {
        datasetGroup: 'movies',
        workflow: 'personalize-workflow',
        trigger: 'upload',
        status: 'FAILED',
        startedAt: '2026-01-05T12:00:00.000Z',
        finishedAt: '2026-01-05T14:30:00.000Z',
        error: 'The csv has no header.',
      },
    ]).split('\n');

    // Assess
    expect(cells(lines[2])).toEqual([
      'movies',
      'personalize-workflow',
      'upload',
      'FAILED',
      '2026-01-05 12:00:00',
      '2 h 30 min',
    ]);
    expect(lines.at(-1)).toBe('movies personalize-workflow: The csv has no header.');
  });
});

describe('renderNotifications', () => {
  it('shows the e-mail, indented', () => {
    // Act
    const text = renderNotifications([
      { at: NOON_TEXT, subject: 'Done', message: { default: '{}', email: 'All is well.\n\nBye.\n' } },
    ]);

    // Assess
    expect(text).toBe('2026-01-05 12:00:00  Done\n    All is well.\n\n    Bye.');
  });

  it('shows the default text if there is no e-mail', () => {
    // Act
    const text = renderNotifications([{ at: NOON_TEXT, message: { default: 'plain' } }]);

    // Assess
    expect(text).toBe('2026-01-05 12:00:00  (no subject)\n    plain');
  });
});

describe('renderOutputs', () => {
  it('lists one location per line, and the word none if there is no location', () => {
    // Act, Assess
    expect(renderOutputs(['s3://a/1', 's3://a/2'])).toBe('s3://a/1\ns3://a/2');
    expect(renderOutputs([])).toBe('none');
  });
});

function cells(line = ''): string[] {
  return line
    .split('│')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
