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
    ['texts of a form', fileWith('shop-${stage}', {})],
    ['texts of a list', fileWith('g', { solutionVersion: { trainingMode: '${mode}' } })],
    ['texts longer than the filled one', fileWith(`\${${'n'.repeat(80)}}`, {})],
    ['numbers', fileWith('g', {}, { minProvisionedTPS: '${tps}' })],
    ['booleans', fileWith('g', { performHPO: '${search}' })],
  ])('accepts placeholders in place of %s', (_what, file) => {
    // Act and assess
    expect(validate(JSON.parse(JSON.stringify(file)))).toBe(true);
  });

  test.each([
    ['a text of another form', fileWith('my shop', {})],
    ['a literal that looks like one', fileWith('shop-$${stage}', {})],
    ['a number with a placeholder in it', fileWith('g', {}, { minProvisionedTPS: '1${tps}' })],
    ['a number that is a text', fileWith('g', {}, { minProvisionedTPS: '1' })],
    ['a placeholder in place of an object', fileWith('g', { solutionConfig: '${config}' })],
  ])('refuses %s', (_what, file) => {
    // Act and assess
    expect(validate(JSON.parse(JSON.stringify(file)))).toBe(false);
  });
});
