import { CheckedImports } from '../../../simulation/invariants/data-checks';

/** A dataset group whose operator has accepted all fingerprints that begin with ASKED. @param checks setting of the file */
function prepare(checks: 'pass' | 'refuse' | undefined = 'pass') {
  const broken: string[] = [];
  const imports = new CheckedImports(
    (_group, fingerprint) => (fingerprint.startsWith('ASKED') ? 1 : 0),
    (jobName) => jobName.endsWith('failed'),
    (what) => broken.push(what),
  );
  const record = (...all: readonly object[]) => {
    const texts = all.map((check) => ({ S: JSON.stringify(check) }));
    const item = { S: 'data-statistics#interactions' };
    imports.noteChecks({ item, datasetGroup: { S: 'shop' }, checks: { L: texts } });
  };
  const load = (dataset = 'shop/INTERACTIONS', data = 'data') => {
    const datasetArn = `arn:aws:personalize:eu-west-1:123456789012:dataset/${dataset}`;
    imports.judge({ datasetArn, jobName: `interactions-shop-1-${data}` }, checks);
  };
  return { broken, imports, record, load };
}

const [ACCEPTED, REFUSED] = ['ACCEPTED', 'REFUSED'].map((verdict) => ({
  verdict,
  fingerprint: verdict,
  importFingerprint: 'data',
}));

describe('the invariant that interactions are checked once, and imported only after they are accepted', () => {
  it('allows imports of accepted data, and of datasets and groups without checks', () => {
    // Prepare
    const { broken, imports, record, load } = prepare();

    // Act
    record(ACCEPTED ?? {}, REFUSED ?? {});
    load();
    load('shop/ITEMS');
    imports.judge({ datasetArn: 'arn:aws:personalize:eu-west-1:123456789012:dataset/books/INTERACTIONS' }, undefined);

    // Assess
    expect(broken).toEqual([]);
  });

  it('is violated by imports of refused data, and of data that was not checked', () => {
    // Prepare
    const { broken, record, load } = prepare();

    // Act
    load();
    record(REFUSED ?? {}, { ...ACCEPTED, importFingerprint: 'other' });
    load();

    // Assess
    expect(broken).toEqual([
      'interactions of shop are imported, although they are not checked',
      'interactions of shop are imported, although they are REFUSED',
    ]);
  });

  it('is violated by imports of data whose rows were only counted', () => {
    // Prepare
    const { broken, record, load } = prepare();

    // Act
    record({ ...ACCEPTED, isOnlyCounted: true });
    load();

    // Assess
    expect(broken).toEqual(['interactions of shop are imported, although they are not checked']);
  });

  it('is violated by a second check of the same data, unless the data are compared with other data than in the first check', () => {
    // Prepare
    const { broken, record } = prepare();

    // Act
    const [first, second, third] = ['01', '02', '03'].map((day) => ({ ...REFUSED, checkedAt: `2026-01-${day}` }));
    record({ ...second }, { ...first, comparedWith: 'before' });
    record({ ...third }, { ...second });

    // Assess
    expect(broken).toEqual(['interactions of shop are checked again, without a change']);
  });

  it('allows data to be recorded as REFUSED again when their acceptance by an operator ends', () => {
    // Prepare
    const { broken, record } = prepare();
    const refusal = { ...REFUSED, checkedAt: '2026-01-01' };
    const acceptance = { ...REFUSED, verdict: 'ACCEPTED', decision: {}, checkedAt: '2026-01-02' };

    // Act
    record(refusal);
    record(acceptance, refusal);
    record({ ...acceptance, verdict: 'REFUSED', decision: undefined }, refusal);

    // Assess
    expect(broken).toEqual([]);
  });

  it('is violated by an import of data that the file refuses, unless an operator has accepted exactly these data', () => {
    // Prepare
    const { broken, record, load } = prepare('refuse');

    // Act
    record({ ...ACCEPTED, fingerprint: 'ASKED', decision: {} }, { ...REFUSED, fingerprint: 'ASKED' });
    load();
    record(ACCEPTED ?? {});
    load();

    // Assess
    expect(broken).toEqual([expect.stringContaining('the file refuses them and no operator has accepted them')]);
  });

  it('is violated by a later import of data that an operator has accepted, if other data were imported in between', () => {
    // Prepare
    const { broken, record, load } = prepare('refuse');
    const accepted = (data: string) => ({ verdict: 'ACCEPTED', fingerprint: `ASKED ${data}`, importFingerprint: data });

    // Act
    record(accepted('data'));
    load();
    record(accepted('failed'), accepted('data'));
    load('shop/INTERACTIONS', 'failed');
    load();
    record(accepted('others'), accepted('data'));
    load('shop/INTERACTIONS', 'others');
    const before = [...broken];
    load();

    // Assess
    expect(before).toEqual([]);
    expect(broken).toEqual([expect.stringContaining('or not since the last import of other interactions')]);
  });

  it('is violated by an import of data that were accepted before, but refused since', () => {
    // Prepare
    const { broken, record, load } = prepare();

    // Act
    record(REFUSED ?? {}, ACCEPTED ?? {});
    load();

    // Assess
    expect(broken).toEqual(['interactions of shop are imported, although they are REFUSED']);
  });
});
