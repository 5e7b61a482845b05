import { markdownOf } from '../../../cli/plan/markdown';
import type { Plan } from '../../../lib/reconciler/plan/plan';

const LIMIT = 60_000;

function planOf(datasetGroup: string, campaigns: number, file = `train/${datasetGroup}/config.json`): Plan {
  const changes = Array.from({ length: campaigns }, (_, index) => {
    const name = `campaign-${index}`;
    return { action: 'create', type: 'campaign', name, label: `campaign '${name}'` } as const;
  });
  return {
    file,
    datasetGroup,
    changes,
    settings: [],
    notInFile: [],
    unmanaged: [],
    forecast: { from: '', to: '', uses: [], ended: [] },
  };
}

describe('markdownOf', () => {
  it('writes a collapsed part for each dataset group, with its changes as a diff', () => {
    // Act
    const text = markdownOf('shop in eu-west-1', '', [planOf('one', 1), planOf('two', 0)]);

    // Assess
    expect(text).toBe(`### Plan for <code>shop in eu-west-1</code>

<details><summary><b>one</b>: Plan: 1 to create, 0 to update, 0 conflicts (0 unchanged). <code>train/one/config.json</code></summary>

\`\`\`diff
+ create campaign 'campaign-0'
\`\`\`

</details>

<details><summary><b>two</b>: No changes: 0 unchanged. <code>train/two/config.json</code></summary>

</details>`);
  });

  it('counts kept resources that are not in the file any more, and names them first if nothing changes', () => {
    // Prepare
    const arn = 'arn:aws:personalize:us-east-1:123456789012:campaign/second';
    const left = {
      type: 'campaign',
      name: 'second',
      arn,
      status: 'ACTIVE',
      onRemoval: 'keep',
      isDeletedByUpload: false,
      usedBy: [],
      isNameNeeded: false,
      uses: [],
    } as const;

    // Act
    const text = markdownOf('shop', '', [{ ...planOf('one', 0), notInFile: [left] }]);

    // Assess
    expect(text).toContain('No changes: 0 unchanged, 1 kept that is not in the file any more.');
    expect(text).toContain("```diff\nNot in the file any more:\n  campaign 'second': ACTIVE\n");
  });

  it('writes the plan of a run that would fail as an expanded part', () => {
    // Prepare
    const blocked = { ...planOf('one', 0), keptFile: 'train/other.json' };

    // Act
    const text = markdownOf('shop', 'a.csv:1 warning\n', [blocked]);

    // Assess
    expect(text).toContain('<details><summary>Checks of files and csv</summary>\n\n```diff\na.csv:1 warning\n```');
    expect(text).toContain('<details open><summary><b>one</b>: Plan: nothing');
  });

  it('escapes names and checks, so that no text ends its code block or tag', () => {
    // Act
    const text = markdownOf('shop', 'a```\n```` </details> @team', [planOf('one', 1, '</code><img src=x>\u001b.json')]);

    // Assess
    expect(text).toContain('\n`````diff\na```\n```` </details> @team\n`````\n');
    expect(text).toContain('<code>&lt;/code&gt;&lt;img src=x&gt;\\u001b.json</code>');
  });

  it('cuts the longest parts until the text fits into a comment, and counts the missing lines', () => {
    // Act
    const text = markdownOf('shop', '', [planOf('large', 5000), planOf('small', 20), planOf('larger', 9000)]);

    // Assess
    expect(text.length).toBeLessThanOrEqual(LIMIT);
    expect(text.length).toBeGreaterThan(LIMIT * 0.95);
    expect(text.match(/\n\d+ more lines: `personalize-mlops plan` shows all\.\n/g)).toHaveLength(2);
    expect(text).toContain("+ create campaign 'campaign-19'\n```\n\n</details>\n\n<details><summary><b>larger");
  });

  it.each([400, 1000])(
    'fits the plans of %d dataset groups into one comment, and counts the dataset groups that it leaves out',
    (count) => {
      // Act
      const text = markdownOf(
        'shop',
        'x'.repeat(LIMIT),
        Array.from({ length: count }, (_, index) => planOf(`g${index}`, 9)),
      );

      // Assess
      expect(text.length).toBeLessThanOrEqual(LIMIT);
      expect(text).toMatch(/\n\n\d+ more dataset groups: `personalize-mlops plan` shows all\.$/);
      expect(text.match(/<details/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
    },
  );
});
