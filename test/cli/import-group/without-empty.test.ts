import { withoutEmpty } from '../../../cli/import-group/without-empty';

describe('withoutEmpty', () => {
  it('leaves out lists and objects with nothing in them, at every depth', () => {
    // Act
    const kept = withoutEmpty({
      name: 'shop',
      none: undefined,
      filters: [],
      workflowConfig: { schedules: {} },
      solutions: [{ campaigns: [], name: 'top' }, 'text'],
    });

    // Assess
    expect(kept).toEqual({ name: 'shop', solutions: [{ name: 'top' }, 'text'] });
  });

  it('keeps a serviceConfig as it is, also an empty one', () => {
    // Prepare
    const section = { serviceConfig: {}, jobs: [{ serviceConfig: { a: {}, b: [] } }] };

    // Act and assess
    expect(withoutEmpty(section)).toEqual(section);
  });
});
