import { CheckedImports } from '../../../../verification/simulation/invariants/data-checks';

function prepare() {
  const broken: string[] = [];
  const imports = new CheckedImports(new Set(['shop']), (what) => broken.push(what));
  const record = (...checks: readonly object[]) => {
    const texts = checks.map((check) => ({ S: JSON.stringify(check) }));
    const item = { S: 'data-statistics#interactions' };
    imports.follow({
      operation: 'PutItem',
      input: { Item: { item, datasetGroup: { S: 'shop' }, checks: { L: texts } } },
    });
  };
  const load = (dataset = 'shop/INTERACTIONS') => {
    const datasetArn = `arn:aws:personalize:eu-west-1:123456789012:dataset/${dataset}`;
    imports.follow({ operation: 'CreateDatasetImportJob', input: { datasetArn } });
  };
  return { broken, record, load };
}

const [ACCEPTED, REFUSED] = ['ACCEPTED', 'REFUSED'].map((verdict) => ({ verdict, fingerprint: verdict }));

describe('the invariant on checked imports', () => {
  it('allows imports of accepted data, and of datasets and groups without checks', () => {
    // Prepare
    const { broken, record, load } = prepare();

    // Act
    record(ACCEPTED ?? {}, REFUSED ?? {});
    load();
    load('shop/ITEMS');
    load('books/INTERACTIONS');

    // Assess
    expect(broken).toEqual([]);
  });

  it('is violated by imports of refused data, and of data that was not checked', () => {
    // Prepare
    const { broken, record, load } = prepare();

    // Act
    load();
    record(REFUSED ?? {}, ACCEPTED ?? {});
    load();

    // Assess
    expect(broken).toEqual([
      'interactions of shop are imported, which are not checked',
      'interactions of shop are imported, which are REFUSED',
    ]);
  });

  it('is violated by a second check of the same data, unless other data was accepted in between', () => {
    // Prepare
    const { broken, record } = prepare();

    // Act
    record(REFUSED ?? {}, { ...REFUSED, comparedWith: 'before' });
    record(REFUSED ?? {}, REFUSED ?? {});

    // Assess
    expect(broken).toEqual(['interactions of shop are checked again, without a change']);
  });
});
