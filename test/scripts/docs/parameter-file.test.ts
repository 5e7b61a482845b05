import { FOLDER_RULES } from '../../../cli/validate-folder';
import { RULES } from '../../../lib/parameter-file/rules';
import { BASIC_RULES } from '../../../lib/parameter-file/rules/rule-texts';
import { PARAMETER_FILE } from '../../../lib/parameter-file/sections';
import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { DATA_RULES } from '../../../lib/personalize/data-rules/rules';
import { COMPLETE_FILE, DOMAIN_FILE, RECOMMENDERS } from '../../../scripts/docs/parameter-file/examples';
import { jsonText } from '../../../scripts/docs/parameter-file/json-text';
import { parameterFileReference } from '../../../scripts/docs/parameter-file/reference';

describe('the reference of the parameter file', () => {
  it.each(Object.entries({ COMPLETE_FILE, DOMAIN_FILE }))(
    'has examples from %s, which is a valid parameter file',
    (_, file) => {
      // Act
      const { problems } = validateParameterFile(JSON.stringify(file));

      // Assess
      expect(problems).toEqual([]);
    },
  );

  it('shows an example of each section', () => {
    // Act
    const text = parameterFileReference();

    // Assess
    expect(text).toContain(jsonText(COMPLETE_FILE));
    expect(text).toContain(jsonText(RECOMMENDERS));
    const sections = Object.keys(PARAMETER_FILE.members).filter((name) => name !== '$schema');
    expect(Object.keys({ ...COMPLETE_FILE, ...RECOMMENDERS }).sort()).toEqual(sections.sort());
  });

  it('has unique headings, and links that lead to headings', () => {
    // Act
    const text = parameterFileReference();

    // Assess
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
    const anchors = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);
    expect(anchors.filter((anchor) => !headings.includes(String(anchor)))).toEqual([]);
    expect(new Set(headings).size).toBe(headings.length);
  });

  it('names every rule', () => {
    // Act
    const text = parameterFileReference();

    // Assess
    const csvRules = [...Object.keys(FOLDER_RULES), ...Object.keys(DATA_RULES)];
    const names = [...Object.keys(BASIC_RULES), ...RULES.map(({ name }) => name), ...csvRules];
    const listed = text.slice(text.indexOf('## Rules'));
    expect(names.filter((name) => !listed.includes(`\`${name}\``))).toEqual([]);
  });
});
