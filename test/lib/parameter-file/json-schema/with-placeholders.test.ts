import Ajv from 'ajv/dist/2020';
import schemaFile from '../../../../docs/parameter-file.schema.json';

const validate = new Ajv({ strict: false }).compile(schemaFile);

function fileWith(name: string, config: object, campaign: object = {}) {
  return {
    datasetGroup: { serviceConfig: { name } },
    solutions: [
      {
        serviceConfig: { name: 's', recipeArn: 'arn:aws:personalize:::recipe/${recipe}', ...config },
        campaigns: [{ serviceConfig: { name: 'c', ...campaign } }],
      },
    ],
  };
}

describe('the JSON Schema for editors', () => {
  test.each([
    ['a part of a text that must match a pattern', fileWith('shop-${stage}', {})],
    ['texts from a list of values', fileWith('g', { solutionVersion: { trainingMode: '${mode}' } })],
    ['texts with a maximum length, even if the placeholder is longer', fileWith(`\${${'n'.repeat(80)}}`, {})],
    ['numbers', fileWith('g', {}, { minProvisionedTPS: '${tps}' })],
    ['booleans', fileWith('g', { performHPO: '${search}' })],
  ])('accepts placeholders in place of %s', (_what, file) => {
    // Act and assess
    expect(validate(JSON.parse(JSON.stringify(file)))).toBe(true);
  });

  test.each([
    ['a text without placeholders that does not match the pattern', fileWith('my shop', {})],
    ['an escaped placeholder, which is a literal text', fileWith('shop-$${stage}', {})],
    ['a number with a placeholder in its text', fileWith('g', {}, { minProvisionedTPS: '1${tps}' })],
    ['a number as a text', fileWith('g', {}, { minProvisionedTPS: '1' })],
    ['a placeholder in place of an object', fileWith('g', { solutionConfig: '${config}' })],
  ])('refuses %s', (_what, file) => {
    // Act and assess
    expect(validate(JSON.parse(JSON.stringify(file)))).toBe(false);
  });
});
